"""How the interpreter runs while many rows are worked on, since it is set for a little of everything."""

import gc
import sys
import threading
from contextlib import contextmanager

SELDOM = 100_000  # things made between two looks for cycles: rows are hardly ever parts of one
HANDOVER = 0.0001  # seconds that a thread waits for its turn: others send and fetch rows meanwhile

_held = threading.Lock()
_usual: list = []  # (threshold, interval) for each that is at work; the last gives them back


@contextmanager
def paced():
    with _held:
        _usual.append(_usual[0] if _usual else (gc.get_threshold(), sys.getswitchinterval()))
        gc.set_threshold(SELDOM, *_usual[0][0][1:])
        sys.setswitchinterval(HANDOVER)
    try:
        yield
    finally:
        with _held:
            threshold, interval = _usual.pop()
            if not _usual:
                gc.set_threshold(*threshold)
                sys.setswitchinterval(interval)

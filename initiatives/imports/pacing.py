"""How the interpreter runs while many rows are worked on, since it is set for a little of everything."""

import gc
import sys
from contextlib import contextmanager

SELDOM = 100_000  # things made between two looks for cycles: rows are hardly ever parts of one
HANDOVER = 0.0001  # seconds that a thread waits for its turn: others send and fetch rows meanwhile


@contextmanager
def paced():
    usual, handover = gc.get_threshold(), sys.getswitchinterval()
    gc.set_threshold(SELDOM, *usual[1:])
    sys.setswitchinterval(HANDOVER)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        sys.setswitchinterval(handover)

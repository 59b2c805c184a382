"""Rows are hardly ever parts of a cycle: looking for cycles among ten thousand of them costs a tenth of the time."""

import gc
from contextlib import contextmanager

SELDOM = 100_000  # things made between two looks


@contextmanager
def cycles_sought_seldom():
    usual = gc.get_threshold()
    gc.set_threshold(SELDOM, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)

"""Imports that run at the same time leave the interpreter as it was, whichever ends first."""

import gc
import sys

import pytest

from initiatives.imports.pacing import HANDOVER, SELDOM, paced


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_last_to_end_gives_back_what_was_usual(order):
    usual = gc.get_threshold(), sys.getswitchinterval()
    both = [paced(), paced()]
    for one in both:
        one.__enter__()
    assert (gc.get_threshold()[0], sys.getswitchinterval()) == (SELDOM, pytest.approx(HANDOVER))
    for number in order:
        assert gc.get_threshold()[0] == SELDOM
        both[number].__exit__(None, None, None)
    assert (gc.get_threshold(), sys.getswitchinterval()) == usual

"""Work beside: the same results in the same order as here, no database, and nothing left over."""

import os
import signal
import subprocess
import sys
import time
from contextlib import nullcontext
from functools import partial
from pathlib import Path

import pytest

from initiatives.beside import FEW, beside
from initiatives.models import Word
from initiatives.models.behind import behind
from initiatives.models.copying import insert

ROOT = Path(__file__).resolve().parents[1]
MANY = FEW + 1
pytestmark = pytest.mark.skipif(len(os.sched_getaffinity(0)) == 1, reason="wants two processors")


@pytest.mark.parametrize("rows", [1, MANY])
def test_results_come_in_the_order_of_the_pieces(rows):
    found = []
    with beside(lambda number: number * 2, rows=rows) as helper:
        for number in range(10):
            helper.give(number)
            found += helper.taken(but=2)
            assert len(found) == max(number - 1, 0)
        found += helper.taken()
    assert found == [0, 2, 4, 6, 8, 10, 12, 14, 16, 18]


@pytest.mark.parametrize(("rows", "is_here"), [(FEW, True), (MANY, False)])
def test_only_much_work_is_worth_a_second_process(rows, is_here):
    with beside(os.getpid, rows=rows) as helper:
        helper.give()
        helper.give()
        first, second = helper.taken()
    assert first == second
    assert (first == os.getpid()) is is_here


def test_after_a_pause_it_knows_what_memory_holds_then():
    known = []
    with beside(lambda: list(known), rows=MANY) as helper:
        helper.give()
        known.append("later")
        helper.give()
        helper.pause()
        helper.give()
        assert list(helper.taken()) == [[], [], ["later"]]


@pytest.mark.parametrize("rows", [1, MANY])
def test_an_error_is_raised_where_the_results_are_taken_or_the_piece_is_given(rows):
    with pytest.raises(ZeroDivisionError), beside(lambda number: 1 // number, rows=rows) as helper:
        helper.give(0)
        list(helper.taken())


@pytest.mark.django_db
@pytest.mark.parametrize("around", [nullcontext, behind])
def test_the_database_belongs_to_the_first_process(around):
    rows = [(f"w{number}", "", 1) for number in range(5000)]
    with around(), beside(lambda ask: ask(), rows=MANY) as helper:
        insert(Word, ("key", "form", "count"), rows)
        helper.give(partial(insert, Word, ("key", "form", "count"), [("other", "", 1)]))
        helper.give(_counted)
        helper.give(_streamed)
        for _ask in range(3):
            with pytest.raises(RuntimeError, match="belongs to the process"):
                next(helper.taken())
    assert Word.objects.count() == len(rows)


def _counted():
    return Word.objects.count()


def _streamed():
    return list(Word.objects.iterator())


def test_a_piece_that_can_not_be_sent_is_an_error():
    with pytest.raises(AttributeError), beside(str, rows=MANY) as helper:
        helper.give(lambda: None)
        helper.give("never mind")
        list(helper.taken())


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_it_ends_with_the_first_process_however_that_ends(number):
    script = """
import os, time
import django
django.setup()
from initiatives.beside import beside
with beside(os.getpid, rows=10**6) as helper:
    helper.give()
    print(*helper.taken(), flush=True)
    time.sleep(60)
"""
    settings = {"DJANGO_SETTINGS_MODULE": "peacemap.settings", "DEBUG": "1", "PATH": os.environ["PATH"]}
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, cwd=ROOT, env=settings, stdout=subprocess.PIPE, text=True) as first:
        second = int(first.stdout.readline())
        assert _lives(second)
        first.send_signal(number)
        first.wait(30)
    until = time.monotonic() + 30
    while _lives(second) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _lives(second)


def _lives(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False

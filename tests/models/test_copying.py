"""Rows that are stored while Python works on: the next statement sees them, and what the server says is raised."""

import pickle
import signal
import threading
import time
from contextlib import nullcontext, suppress

import pytest
from django.db import DataError, IntegrityError, connection, transaction
from django.utils import timezone

from initiatives.models import Change, ImportRun, PlannedRow, Word
from initiatives.models.behind import Turns, behind, overtaking, sender, settle
from initiatives.models.copying import insert, insert_from, insert_packed, pack

pytestmark = pytest.mark.django_db
COLUMNS = ("key", "form", "count")


def words(*keys):
    return [(key, key.title(), 1) for key in keys]


def test_a_statement_waits_for_all_rows_that_were_sent():
    with behind():
        for number in range(20):
            insert(Word, COLUMNS, words(*(f"w{number}x{other}" for other in range(200))))
        assert Word.objects.count() == 4000


def test_the_end_waits_too():
    with behind():
        insert(Word, COLUMNS, words("river", "tab\there", "back\\slash", "new\nline"))
    assert set(Word.objects.values_list("key", flat=True)) == {"river", "tab\there", "back\\slash", "new\nline"}


@pytest.mark.django_db(transaction=True)
def test_outside_of_a_transaction_each_insert_is_one():
    run = ImportRun.objects.create(file_name="rows.csv", checksum="")
    names = ("run_id", "line", "outcome", "document", "problems", "cells", "proposals", "has_remarks", "subject",
             "key", "title", "choice")  # fmt: skip
    row = (run.pk, 1, "new", {"title": "“Bridge”\n"}, [], {}, [], False, "initiative", "", "", "")
    with pytest.raises(IntegrityError), behind():
        insert(PlannedRow, names, [row])
        settle()
        insert(PlannedRow, names, [row, (run.pk, None, *row[2:])])
        settle()
    assert [found.document for found in run.rows.all()] == [{"title": "“Bridge”\n"}]
    assert connection.get_autocommit()


@pytest.mark.parametrize("sends", [behind, nullcontext])
def test_packed_rows_are_the_rows(sends):
    rows = words("river", "tab\there", "back\\slash", "new\nline", "мост")
    packed = pickle.loads(pickle.dumps(pack(Word, COLUMNS, rows)))  # noqa: S301  our own
    assert not Word.objects.exists()
    with sends():
        insert_packed(packed)
    assert sorted(Word.objects.values_list(*COLUMNS)) == sorted(rows)


def test_what_the_server_refuses_is_raised_at_the_latest_at_the_end():
    with pytest.raises(IntegrityError), transaction.atomic(), behind():
        insert(Word, COLUMNS, words("river", "river"))
    assert not Word.objects.exists()


@pytest.mark.postgresql
def test_what_overtakes_does_not_wait():
    with behind(), overtaking():
        sender().execute("SELECT pg_sleep(%s)", [0.3])
        insert(Word, COLUMNS, words("river"))
        assert not Word.objects.exists()
        settle()
        assert Word.objects.exists()


@pytest.mark.parametrize("most", [0, 20, 4_000_000])
def test_what_the_server_refuses_is_what_is_raised_by_whatever_comes_after(most, monkeypatch):
    monkeypatch.setattr("initiatives.models.behind.MOST", most)
    with pytest.raises(IntegrityError), transaction.atomic(), behind(), overtaking():
        insert(Word, COLUMNS, words("river", "river"))
        for number in range(20):
            insert(Word, COLUMNS, words(f"w{number}"))
        list(Word.objects.all())
        list(Word.objects.all())
    assert not Word.objects.exists()


@pytest.mark.parametrize("sends", [behind, nullcontext])
def test_rows_are_made_of_others_within_the_database(sends, monkeypatch):
    monkeypatch.setattr("initiatives.models.copying.MOST_MARKS", 2)
    run = ImportRun.objects.create(file_name="rows.csv", checksum="")
    made = [
        PlannedRow.objects.create(run=run, outcome="new", subject="place", key=f"k{number}", document=document)
        for number, document in enumerate([{"name": "“Мост”\n\\"}, None, {"b": [1, None], "a": ""}, {"not": "taken"}])
    ]
    taken = {"subject": "subject", "key": "key", "before": "before", "after": "document", "run_id": "run_id"}
    told = {"act": "imported", "at": timezone.now(), "by_id": None, "reason": ""}
    with sends():
        insert_from(PlannedRow, [row.pk for row in made[:3]], Change, taken, told)
    found = Change.objects.order_by("pk").values_list("subject", "key", "before", "after", "run", "act", "at", "by")
    common = (run.pk, "imported", told["at"], None)
    assert list(found) == [("place", row.key, None, row.document, *common) for row in made[:3]]


@pytest.mark.postgresql
def test_a_question_that_fails_itself_says_so():
    with pytest.raises(DataError), transaction.atomic(), behind(), overtaking():
        sender().execute("SELECT pg_sleep(%s)", [0.2])
        insert(Word, COLUMNS, words("river"))
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1/0")


@pytest.mark.postgresql
def test_a_savepoint_takes_no_row_along_that_was_sent_before_it():
    with behind(), overtaking():
        sender().execute("SELECT pg_sleep(%s)", [0.1])
        with suppress(IntegrityError), transaction.atomic():
            insert(Word, COLUMNS, words("river"))
            settle()
        sender().execute("SELECT pg_sleep(%s)", [0.1])
        insert(Word, COLUMNS, words("bridge"))
        with suppress(IntegrityError), transaction.atomic():
            time.sleep(0.3)
            Word.objects.create(key="river", form="River", count=1)
    assert set(Word.objects.values_list("key", flat=True)) == {"river", "bridge"}


def test_rows_that_are_gone_are_missed():
    told = {"subject": "place", "key": "k", "act": "imported", "at": timezone.now(), "reason": ""}
    with pytest.raises(LookupError), transaction.atomic():
        insert_from(PlannedRow, [0], Change, {"run_id": "run_id"}, told)


def test_who_is_stopped_while_waiting_for_a_turn_does_not_keep_others_waiting():
    turns, held, done = Turns(), threading.Event(), threading.Event()

    def work():
        with turns.taken():
            held.set()
            time.sleep(0.3)
        with turns.taken():
            done.set()

    def stop(*_signal):
        raise KeyboardInterrupt

    usual = signal.signal(signal.SIGALRM, stop)
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    held.wait()
    signal.setitimer(signal.ITIMER_REAL, 0.1)
    with pytest.raises(KeyboardInterrupt), turns.taken(first=True):
        pass
    signal.signal(signal.SIGALRM, usual)
    assert done.wait(2)
    thread.join()

"""Rows that are stored while Python works on: the next statement sees them, and what the server says is raised."""

import pickle
from contextlib import nullcontext

import pytest
from django.db import IntegrityError, connection, transaction

from initiatives.models import ImportRun, PlannedRow, Word
from initiatives.models.behind import behind
from initiatives.models.copying import insert, insert_packed, pack

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
    with pytest.raises(IntegrityError), behind() as stored:
        insert(PlannedRow, names, [row])
        stored()
        insert(PlannedRow, names, [row, (run.pk, None, *row[2:])])
        stored()
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

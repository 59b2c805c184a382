"""Plans longer than a batch: kept as they are made, written in chunks, the same as if they were one."""

from itertools import pairwise

import pytest
from django.db import connection

from initiatives.domain import documents, editing
from initiatives.imports import keeping, plan, reading, writing
from initiatives.models import Change, ImportRun, Initiative, Listing, Organisation, Source
from tests.domain import made
from tests.imports.files import file_of

pytestmark = pytest.mark.django_db

NASTY = "tab\there, back\\slash \\N and \\.\nnew line, “quotes”, комплекс 🕊"


@pytest.fixture(autouse=True)
def small_batches(monkeypatch):
    made.country("UA")
    monkeypatch.setattr(plan, "BATCH", 2)
    monkeypatch.setattr(writing, "BATCH", 2)


def row(number, **cells):
    source = {"source_url": "https://example.org/all", "source_title": "One page"}
    return {"title": f"Number {number}", "external_ids": f"x:{number}", "lead": "Common body"} | source | cells


def kept(*rows, publish=False, progress=None):
    run = ImportRun.objects.create(file_name="rows.csv", checksum="", publish=publish)
    run.counts = keeping.keep(reading.read(file_of(*rows)), run, progress=progress)
    return run


def test_later_batches_know_what_earlier_ones_bring_along():
    run = kept(*(row(number) for number in range(5)))
    assert run.counts["new"] == 5
    assert (run.counts["organisations"], run.counts["sources"]) == (1, 1)
    writing.write(run, by=None)
    counts = [model.objects.count() for model in (Initiative, Organisation, Source, Change)]
    assert counts == [5, 1, 1, 7]


def test_a_row_said_again_in_a_later_batch_is_found():
    run = kept(row(1), row(2), row(3), row(1), row(2, title="Another"))
    planned = run.rows.filter(subject="initiative").values_list("line", "outcome")
    assert list(planned) == [(2, "new"), (3, "new"), (4, "new"), (5, "same"), (6, "problem")]
    assert "line 2" in run.rows.get(line=5).problems[0]["message"]


def test_two_rows_of_one_title_get_addresses_of_their_own():
    run = kept(*(row(number, title="Bridge", source_url=f"https://example.org/{number}") for number in range(3)))
    writing.write(run, by=None)
    assert sorted(Initiative.objects.values_list("slug", flat=True)) == ["bridge", "bridge-2", "bridge-3"]


def test_progress_is_told_after_each_batch():
    told = []
    kept(*(row(number) for number in range(5)), progress=told.append)
    assert list(dict.fromkeys(told)) == [2, 4, 5]


def test_text_of_every_kind_is_stored_as_planned():
    run = kept(row(1, summary=NASTY, title="\\N"), publish=True)
    writing.write(run, by=None)
    planned = run.rows.get(subject="initiative")
    assert documents.read_one("initiative", planned.key) == planned.document
    assert Change.objects.get(subject="initiative").after == planned.document
    assert Listing.objects.get().card["titles"] == {"en": "\\N"}


def test_changed_rows_keep_what_did_not_change():
    writing.write(kept(*(row(number, website="https://example.org/") for number in range(3))), by=None)
    before = {str(key): moment for key, moment in Initiative.objects.values_list("uuid", "created_at")}
    run = kept(*(row(number, website=f"https://example.org/{number}") for number in range(3)))
    writing.write(run, by=None)
    found = {str(row.uuid): (row.created_at, row.website) for row in Initiative.objects.all()}
    places = {row.key: f"https://example.org/{row.document['identifiers'][0]['value']}" for row in run.rows.all()}
    assert found == {key: (before[key], places[key]) for key in before}


def test_what_has_changed_since_stops_the_writing():
    writing.write(kept(row(1), row(2)), by=None)
    run = kept(row(1, website="https://example.org/1"), row(2, website="https://example.org/2"))
    key = run.rows.order_by("pk").last().key
    edited = documents.read_one("initiative", key) | {"website": "https://example.org/edited"}
    editing.write("initiative", {key: edited}, by=None, act="edited")
    with pytest.raises(editing.Stale):
        writing.write(run, by=None)


SLOW = """
CREATE FUNCTION pg_temp.slow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.05); RETURN NEW; END';
CREATE TRIGGER slow BEFORE INSERT ON initiatives_citation FOR EACH ROW EXECUTE FUNCTION pg_temp.slow()
"""


@pytest.mark.postgresql
def test_profiles_refer_to_those_of_earlier_batches_that_a_slow_server_has_not_stored_yet():
    with connection.cursor() as cursor:
        cursor.execute(SLOW)
    run = kept(*(row(number) for number in range(9)))
    for whole, part in pairwise(run.rows.filter(subject="initiative").order_by("pk")):
        part.document["parent"] = whole.key
        part.save()
    writing.write(run, by=None)
    assert Initiative.objects.filter(parent__isnull=False).count() == 8

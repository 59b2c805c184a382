"""A long file is judged, and listed, in a second process: the plan and the index are those that one process makes."""

import json
import os
import re

import pytest

from initiatives import beside
from initiatives.domain import listings
from initiatives.imports import keeping, reading, writing
from initiatives.models import Change, ImportRun, PlannedRow
from tests.domain import made
from tests.imports.files import file_of
from tests.imports.test_bulk import index

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(len(os.sched_getaffinity(0)) == 1, reason="wants two processors"),
]
KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
ROWS = [
    *(
        {"title": f"Harbour talks {number}", "lead": "Harbour Centre", "source_url": "https://example.org/"}
        for number in range(12)
    ),
    {"title": "Harbour talks number 3", "external_ids": "x:1"},
    {"title": "Without a country", "countries": ""},
    {"title": "Harbour talks", "external_ids": "x:2", "summary": "Write to peace.person@example.org."},
    {"title": "Harbour talks", "external_ids": "x:2", "summary": "Write to peace.person@example.org."},
    {"title": "Відкритий простір", "places": "Mir", "activities": "dialogue | First | 2019"},
]


@pytest.fixture(autouse=True)
def there():
    made.country("UA")
    made.initiative("Harbour talks 7")


def kept(monkeypatch, few, *, publish=True):
    monkeypatch.setattr(beside, "FEW", few)
    monkeypatch.setattr("initiatives.imports.plan.PIECE", 4)
    monkeypatch.setattr("initiatives.imports.writing.BATCH", 3)
    run = ImportRun.objects.create(file_name="rows.csv", checksum="", publish=publish)
    run.counts = keeping.keep(reading.read(file_of(*ROWS)), run)
    return run


def told(run):
    """All that the plan says, its new keys numbered as they come."""
    numbers = {}
    columns = ("line", "subject", "title", "outcome", "problems", "document", "key", "proposals")
    text = json.dumps(list(run.rows.order_by("pk").values_list(*columns)), sort_keys=True)
    return KEY.sub(lambda found: str(numbers.setdefault(found[0], len(numbers))), text)


def test_a_second_process_plans_the_same(monkeypatch):
    here, there = kept(monkeypatch, 1000), kept(monkeypatch, 3)
    assert here.counts == there.counts
    assert here.counts["problem"] == 1
    assert told(here) == told(there)
    messages = str(list(PlannedRow.objects.values_list("problems", flat=True)))
    assert "which exists already" in messages
    assert "on line" in messages


def test_a_second_process_lists_the_same(monkeypatch):
    run = kept(monkeypatch, 3)
    writing.write(run, by=None)
    found = index()
    assert len(found[0]) == run.counts["new"] + 1
    assert Change.objects.filter(run=run, subject="initiative").count() == run.counts["new"]
    listings.rebuild()
    assert index() == found


def test_drafts_are_written_by_one_process(monkeypatch):
    run = kept(monkeypatch, 3, publish=False)
    before = index()
    monkeypatch.delattr(beside, "ProcessPoolExecutor")  # whoever wants a second one fails
    writing.write(run, by=None)
    assert Change.objects.filter(run=run, subject="initiative").count() == run.counts["new"]
    assert index()[:3] == before[:3]

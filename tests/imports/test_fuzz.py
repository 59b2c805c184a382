"""Whatever stands in a file: it is planned or refused, and what is planned can be written."""

import csv
import io
import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from initiatives.domain import documents
from initiatives.domain.columns import COLUMNS
from initiatives.imports import apply, plan, reading
from initiatives.models import Initiative
from tests.domain import made
from tests.imports.files import exported, outcomes

pytestmark = pytest.mark.django_db

SLOW = os.environ.get("PEACEMAP_SLOW") == "1"

WORDS = st.sampled_from([
    "UA", "XK", "Bridge", "dialogue", "training", "joint-statement", "veterans", "ongoing", "project", "2018",
    "2018-02", "2018-02-31", "2017/2018", "0000", "9999-12", "May 2019", "31.04.2019", "1/1/1", "workshop", "held",
    "host", "funder", "https://example.org/", "www.example.org", "http://[", "javascript:x", "5 EUR", "iati:1", "a:b:c",
    "99999999999999 EUR", "en", "sr-Latn", "Albanian", "CLEAR", "'CLEAR", "(ABC)", "[host]", "ГО", "e.V.", "", "\u200b",
    "x" * 301, "é" * 90, "6f1c2f3a-0000-4000-8000-000000000000", "=1+1", "+996 555", "\\", "\u202e", "𝕏", "😀",
])  # fmt: skip
MARKS = st.sampled_from(["; ", " | ", "|", ";", " ", ", ", "\n", ":", "\\;", "/"])
ODD = st.text(st.characters(exclude_categories=("Cs",)), max_size=6)
CELL = st.lists(st.tuples(WORDS | ODD, MARKS), max_size=6).map(lambda parts: "".join(a + b for a, b in parts))
ROWS = st.lists(st.dictionaries(st.sampled_from(COLUMNS), CELL | WORDS, max_size=12), min_size=1, max_size=4)


@settings(max_examples=400 if SLOW else 30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS)
def test_any_rows_are_planned_or_refused_and_a_plan_can_be_written(rows):
    for code in ("UA", "XK"):
        made.country(code)
    Initiative.objects.all().delete()
    made.initiative("Bridge", slug="the-bridge", identifiers=[{"scheme": "iati", "value": "1"}])
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, restval="")
    writer.writeheader()
    writer.writerows({"title": "Bridge", "countries": "UA"} | row for row in rows)
    run = apply.preview(text.getvalue().encode(), file_name="odd.csv", valid_only=True)
    if run.state == "refused":
        return
    apply.apply(run)
    for row in run.rows.filter(outcome__in=["new", "changed"]):
        assert documents.read_one(row.subject, row.key) == row.document
    again = plan.make(reading.read(exported()))
    assert (set(outcomes(again)), again.problems) == ({"same"}, [])


@settings(max_examples=300)
@given(st.binary(max_size=60) | st.binary(max_size=60).map(lambda tail: b"title,countries\n" + tail))
def test_any_bytes_are_read_or_refused(data):
    table = reading.read(data)
    assert table.is_refused or all(set(row.cells) <= set(COLUMNS) for row in table.rows)

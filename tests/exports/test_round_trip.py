"""Export, then import: nothing changes, for every character that can be stored."""

import csv
import io
import string

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from initiatives.domain.cells import defused, joined, joined_parts, restored, split, split_parts
from initiatives.exports import csv as csv_export
from initiatives.exports.rows import batches
from initiatives.imports import plan, reading
from initiatives.models import Initiative, Organisation, Place, Source
from initiatives.visibility import PUBLIC
from tests.domain import made
from tests.factories import activity, make_full
from tests.imports.files import exported, imported, outcomes, planned

pytestmark = pytest.mark.django_db

ANY = st.characters(exclude_categories=("Cs",), exclude_characters="\0")
NASTY = st.sampled_from([
    "=1+1", "+996", "-x", "@sum", "\t=", "\r=", "\n", "\r\n", "'", "''", "'=", "CLEAR", ";", "|", "\\", "\\;", "\\\\;",
    " ", "\u00a0", '"', '""', ",", "[host]", "(ABC)", "#", "\u200c", "\u200d", "\u2028", "\ufeff", "＝1", "е\u0301",
])  # fmt: skip
TEXT = st.lists(NASTY | st.text(ANY, min_size=1, max_size=4), min_size=1, max_size=5).map("".join)
FEW = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(TEXT | st.text(ANY))
@example("CLEAR")
@example("''CLEAR")
def test_a_defused_cell_is_restored(text):
    assert restored(defused(text)) == text


@given(TEXT)
def test_a_defused_cell_does_not_run(text):
    assert not defused(text).lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert not defused(text).startswith(("\t", "\r", "\n"))


WORD = st.text(string.ascii_letters + ";|\\ '=", min_size=1, max_size=8).map(str.strip).filter(bool)


@given(st.lists(WORD, max_size=4))
def test_many_values_come_back_from_one_cell(values):
    assert split(joined(values)) == values


@given(st.lists(st.lists(WORD, min_size=1, max_size=4), max_size=3))
def test_parts_come_back_from_one_cell(rows):
    assert split_parts(joined_parts(rows)) == rows


@FEW
@given(st.lists(TEXT, min_size=16, max_size=16, unique=True))
def test_nothing_changes_whatever_was_stored(texts):
    for model in (Initiative, Source, Organisation, Place):
        model.objects.all().delete()
    make_odd(texts)
    table = reading.read(exported())
    again = plan.make(table)
    assert (again.problems, outcomes(again)) == ([], ["same"])


def make_odd(texts):
    """A profile with one of the texts in every place that is exported."""
    texts = iter(texts)
    organisations = [made.organisation(next(texts)) for _ in range(3)]
    places = [made.place(next(texts), country=None), made.place(next(texts), country=None)]
    source = made.source(next(texts), url="https://example.org/a,b;c")
    made.initiative(
        texts=[
            {"language": "en", "title": next(texts), "summary": next(texts), "description": next(texts)},
            {"language": "sq", "title": next(texts), "is_original": True},
        ],
        terms=[{"list": "keyword", "slug": next(texts)}],
        places=places,
        partners=[
            {"role": "lead", "organisation": organisations[0]},
            {"role": "host", "organisation": organisations[1]},
        ],
        funders=[{"organisation": organisations[2], "programme": next(texts), "amount": "1.50", "currency": "EUR"}],
        activities=[activity(title=next(texts), places=places, end="2018")],
        identifiers=[{"scheme": "a:b", "value": next(texts)}],
        citations=[{"source": source, "field": "*", "note": next(texts)}],
    )


def test_full_profiles_in_every_stage_come_back_unchanged():
    for number, stage in enumerate(("draft", "in-review", "published", "archived", "withdrawn")):
        make_full(number=number, stage=stage)
    again = plan.make(reading.read(exported()))
    assert (again.problems, outcomes(again)) == ([], ["same"] * 5)


def test_the_public_download_changes_nothing_that_it_hides():
    hidden = [{"list": "beneficiary", "slug": "survivors"}, {"list": "beneficiary", "slug": "youth"}]
    for sensitivity in ("open", "limited", "restricted"):
        make_full(sensitivity=sensitivity, terms=hidden, number=sensitivity)
    pieces = csv_export.stream(batches(Initiative.objects.order_by("pk")), PUBLIC)
    again = plan.make(reading.read("".join(pieces).encode()))
    assert (again.problems, outcomes(again)) == ([], ["same"] * 3)


def test_namesakes_stay_who_they_are():
    twins = [made.organisation("Twin") for _ in range(2)]
    made.initiative(partners=[{"role": "partner", "organisation": twins[1]}])
    again = plan.make(reading.read(exported()))
    assert (again.problems, outcomes(again)) == ([], ["same"])


def test_one_cell_edited_changes_one_fact():
    make_full()
    rows = list(csv.DictReader(io.StringIO(exported().decode("utf-8-sig"), newline="")))
    rows[0]["themes"] += "; mediation"
    row = planned(*rows).rows[0]
    differing = [name for name in row.document if row.document[name] != row.before[name]]
    assert (row.outcome, differing) == ("changed", ["terms"])


def test_a_file_that_was_imported_is_the_same_the_second_time():
    made.country("UA")
    row = {
        "title_original": "Міст", "original_language": "uk", "themes": "training; unheard-of",
        "funders": "F | P | 5 EUR",
        "places": "Somewhere", "activities": "workshop | W | 2018 | Kyiv | held", "source_url": "https://example.org/",
        "other_organisations": "H [host]; P",
    }  # fmt: skip
    imported(row)
    assert outcomes(planned(row)) == ["same"]

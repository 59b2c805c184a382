"""A table of what people type, in six languages and several scripts, and what they must find."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from initiatives.domain import paging, seeding
from initiatives.domain.facets import Criteria, select

DATA = Path(__file__).parents[1] / "data"
QUERIES = list(csv.DictReader((DATA / "queries.csv").read_text(encoding="utf-8").splitlines()))


pytestmark = pytest.mark.django_db


@pytest.fixture
def directory():
    """The source profiles and the sample initiatives, published."""
    folder = Path(settings.FIXTURE_DIRS[0])
    seeding.load([folder / "countries.json", folder / "profiles.json"])
    call_command("import_profiles", DATA / "known_initiatives.csv", "--publish", "--json", stdout=StringIO())


def first_three(text):
    selection = select(Criteria(text=text))
    return [card.slug for card in paging.page(selection, "relevance", size=3).cards]


def test_every_query_finds_its_profile_among_the_first_three(directory):
    found = {row["query"]: first_three(row["query"]) for row in QUERIES}
    expected = {row["query"]: row["expected"] for row in QUERIES}
    missed = {text: slugs for text, slugs in found.items() if expected[text] and expected[text] not in slugs}
    invented = {text: slugs for text, slugs in found.items() if not expected[text] and slugs}
    assert (missed, invented) == ({}, {})


def test_the_table_is_as_long_as_promised():
    assert len(QUERIES) >= 60
    assert sum(not row["expected"] for row in QUERIES) >= 5

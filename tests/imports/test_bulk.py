"""Listings that an import makes before it locks the index show what others changed meanwhile, and are found."""

import pytest

from initiatives.domain import bulk, facets, listings
from initiatives.imports import keeping, reading, writing
from initiatives.models import Country, ImportRun, Initiative, Listing, ListingText, Organisation, Posting, Word
from tests.domain import made
from tests.imports.files import file_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ukraine():
    made.country("UA")


def imported(count=3):
    rows = [
        {"title": f"Harbour talk {number}", "external_ids": f"x:{number}", "lead": "Old name"}
        for number in range(count)
    ]
    run = ImportRun.objects.create(file_name="rows.csv", checksum="", publish=True)
    keeping.keep(reading.read(file_of(*rows)), run)
    writing.write(run, by=None)


def index():
    """Everything that the index holds, in comparable form."""
    return (
        list(Listing.objects.order_by("pk").values_list("pk", "card", "facets", "title_key")),
        list(ListingText.objects.order_by("pk").values_list("pk", "names", "text")),
        sorted(Word.objects.values_list("key", "count")),
        sorted(
            (key, part, block, bytes(ids))
            for key, part, block, ids in Posting.objects.values_list("key", "part", "block", "ids")
        ),
    )


def meanwhile(monkeypatch, change):
    """Let `change` happen between the making of the listings and the lock of the index."""
    usual = bulk.listings.lock

    def changed_then_locked():
        monkeypatch.setattr(bulk.listings, "lock", usual)
        change()
        return usual()

    monkeypatch.setattr(bulk.listings, "lock", changed_then_locked)


def test_the_index_is_as_if_it_had_been_made_from_the_profiles():
    imported()
    before = index()
    listings.rebuild()
    assert index() == before


def test_listings_beyond_what_fits_in_memory_are_found_too(monkeypatch):
    monkeypatch.setattr(bulk, "COLLECTED", 0)
    imported()
    before = index()
    listings.rebuild()
    assert index() == before


@pytest.mark.postgresql  # nobody else writes during a transaction of SQLite's
def test_an_organisation_renamed_meanwhile_is_shown_under_its_new_name(monkeypatch):
    Organisation.objects.create(name="Old name", slug="old-name")
    meanwhile(monkeypatch, lambda: Organisation.objects.filter(slug="old-name").update(name="Tundra"))
    imported()
    assert {row["lead"][0]["name"] for row in Listing.objects.values_list("card", flat=True)} == {"Tundra"}
    assert all("tundra" in text for text in ListingText.objects.values_list("text", flat=True))
    before = index()
    listings.rebuild()
    assert index()[:3] == before[:3]


def test_a_country_renamed_meanwhile_is_found_by_its_new_name(monkeypatch):
    meanwhile(monkeypatch, lambda: Country.objects.filter(pk="UA").update(other_names="Newland"))
    imported()
    assert all("newland" in text for text in ListingText.objects.values_list("text", flat=True))
    assert facets.select(facets.Criteria()).counts["country"]["UA"] == Initiative.objects.count()

"""Listings that an import makes before it locks the index show what others changed meanwhile, and are found."""

import pytest
from django.db import connection, transaction

from initiatives.domain import bulk, facets, listings
from initiatives.imports import keeping, reading, writing
from initiatives.models import Country, ImportRun, Initiative, Listing, ListingText, Organisation, Posting, Word
from initiatives.search import gathering
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


@pytest.mark.parametrize(("fresh", "most"), [(1, 1_000_000), (10_000, 700)])
def test_words_may_be_gathered_and_written_bit_by_bit(fresh, most, monkeypatch):
    monkeypatch.setattr(gathering, "FRESH", fresh)
    monkeypatch.setattr(bulk, "WORDS", most)
    made.initiative("Harbour bridge")
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


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_what_rows_refer_to_is_not_locked_while_they_are_written(monkeypatch):
    body = Organisation.objects.get(uuid=made.organisation("Old name"))
    locked, usual = [], bulk.Refresh.add_new

    def looked_at(self, subject, *arguments):
        usual(self, subject, *arguments)
        if subject == "initiative":
            assert Initiative.objects.count() == 3  # what was sent is there
            locked.append(lock_elsewhere(body))

    monkeypatch.setattr(bulk.Refresh, "add_new", looked_at)
    with transaction.atomic():
        imported()
    assert locked == [body.pk]


def lock_elsewhere(organisation):
    """As who deletes it or merges it away would, but without waiting; its key."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT id FROM initiatives_organisation WHERE id = %s FOR UPDATE NOWAIT", [organisation.pk])
            return cursor.fetchone()[0]
    finally:
        other.close()

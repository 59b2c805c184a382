"""What of a document the public may see, rule by rule; tests/guards/test_sentinel.py walks over all pages."""

import datetime as dt

import pytest

from initiatives.domain import documents, profiles
from initiatives.domain.audience import visible
from initiatives.models import Listing, ListingText
from initiatives.visibility import PUBLIC
from tests.domain import made

AGREED = {"consent_given": "2020-01-01", "consent_expires": None, "consent_note": "A letter"}
pytestmark = pytest.mark.django_db


def shown(subject, key):
    return visible(subject, documents.read_one(subject, key), PUBLIC, on=dt.date.today())


@pytest.mark.parametrize(("consent", "count"), [({}, 0), (AGREED, 1)])
def test_a_contact_needs_consent_also_where_all_else_is_open(consent, count):
    made.initiative(slug="bridge", contacts=[{"kind": "email", "value": "office@example.org", **consent}])
    assert len(profiles.get("bridge").contacts) == count


@pytest.mark.parametrize("subject", ["initiative", "organisation", "place"])
def test_notes_of_editors_are_for_editors(subject):
    key = getattr(made, subject)(note="A rumour")
    assert documents.read_one(subject, key)["note"] == "A rumour"
    assert "note" not in shown(subject, key)


def test_a_source_of_a_hidden_link_goes_with_it():
    known, hidden = made.organisation(slug="known"), made.organisation(slug="hidden")
    links = [{"organisation": known, "role": "lead", **AGREED}, {"organisation": hidden, "role": "lead"}]
    cited = [{"source": made.source(), "field": "partners.lead.hidden"}, {"source": made.source(), "field": "title"}]
    found = shown("initiative", made.initiative(sensitivity="limited", partners=links, citations=cited))
    assert [row["organisation"] for row in found["partners"]] == [known]
    assert [row["field"] for row in found["citations"]] == ["title"]


def test_the_index_holds_nothing_that_ends_with_a_consent():
    """A listing is made once and kept: a consent may end the next day."""
    lead = made.organisation("Sentinel house")
    made.initiative("Bridge", sensitivity="limited", partners=[{"organisation": lead, "role": "lead", **AGREED}])
    assert Listing.objects.get().card["lead"] == []
    assert "sentinel" not in ListingText.objects.get().text

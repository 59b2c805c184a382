"""A consent that has ended hides what it covered at once, everywhere; a narrow one shows no more than it says."""

import datetime as dt

import pytest
from django.utils import timezone

from initiatives.domain import documents, organisations, profiles
from initiatives.models import Funder, Partner
from tests.exports.books import texts
from tests.factories import make_initiative, make_organisation, make_source

pytestmark = [pytest.mark.django_db, pytest.mark.both]

TODAY = timezone.localdate()
YESTERDAY, TOMORROW = TODAY - dt.timedelta(1), TODAY + dt.timedelta(1)
ADDRESSES = [
    "/initiatives/limited/", "/organisations/", "/organisations/?q=Quibble", "/organisations/?role=funder",
    "/organisations/quibble/", "/initiatives/?more=organisations", "/initiatives/?funder=quibble",
    "/initiatives/?lead=quibble", "/initiatives.json?more=organisations", "/initiatives.json?organisation=quibble",
    "/initiatives.csv", "/initiatives.xlsx", "/suggestions/?q=Quibble", "/initiatives/?q=Quibble", "/sitemap.xml",
    "/", "/activities/", "/countries/ua/",
]  # fmt: skip
SHOWN = {  # where the organisation stands while the consent holds
    "/initiatives/limited/", "/organisations/", "/organisations/?q=Quibble", "/organisations/?role=funder",
    "/organisations/quibble/", "/initiatives/?more=organisations", "/initiatives/?funder=quibble",
    "/initiatives/?lead=quibble", "/initiatives.json?more=organisations",
    "/initiatives.csv", "/initiatives.xlsx", "/suggestions/?q=Quibble", "/initiatives/?q=Quibble", "/sitemap.xml",
}  # fmt: skip


def directory(**consent):
    """A limited profile whose lead and funder is Quibble, with a consent; its contact too."""
    key = str(make_organisation("Quibble", slug="quibble").uuid)
    row = {"organisation": key, "purpose": "Zanzibar", "start": "2017"} | consent
    agreed = {name: value for name, value in consent.items() if name != "consent_scope"}
    contact = {"kind": "form", "value": "https://quibble.example.org/"} | agreed
    cited = {"source": str(make_source("Page").uuid), "field": "funders.quibble", "quote": "Zanzibar"}
    return make_initiative(
        "Limited",
        slug="limited",
        sensitivity="limited",
        funders=[row | {"programme": "Zanzibar", "amount": "7654321", "currency": "EUR"}],
        partners=[row | {"role": "lead"}],
        contacts=[contact],
        citations=[cited],
    )


def pages(client):
    """{address: what it answers, without the words that were asked for}"""
    found = {}
    for path in ADDRESSES:
        body = b"".join(client.get(path))
        found[path] = texts(body) if body.startswith(b"PK") else body.decode()
    return found


def naming(client, word):
    quoted = {
        path: body.replace("q=Quibble", "").replace('value="Quibble"', "") for path, body in pages(client).items()
    }
    return {path for path, body in quoted.items() if word in str(body)}


@pytest.mark.parametrize("expires", [TODAY.isoformat(), TOMORROW.isoformat(), None])
def test_while_it_holds_it_shows(client, expires):
    directory(consent_given=YESTERDAY.isoformat(), consent_expires=expires)

    assert naming(client, "Quibble") >= SHOWN - {"/initiatives/?q=Quibble", "/sitemap.xml"}
    assert "Zanzibar" in pages(client)["/initiatives/limited/"]
    assert "Zanzibar" in pages(client)["/organisations/quibble/"]
    assert "quibble.example.org" in pages(client)["/initiatives/limited/"]


HIDING = [
    {"consent_given": "2020-01-01", "consent_expires": YESTERDAY.isoformat()},
    {"consent_given": TOMORROW.isoformat()},
    {"consent_expires": TOMORROW.isoformat()},
    {},
]


@pytest.mark.parametrize("consent", HIDING)
def test_where_none_holds_the_directory_answers_as_if_nothing_were_there(client, consent):
    initiative = directory(**consent)
    with_it = pages(client)
    assert [path for path in ADDRESSES if "Zanzibar" in with_it[path] or "quibble.example.org" in with_it[path]] == []
    assert client.get("/organisations/quibble/").status_code == 404

    Funder.objects.all().delete()
    Partner.objects.all().delete()
    initiative.contacts.all().delete()
    initiative.citations.all().delete()
    assert pages(client) == with_it


@pytest.mark.parametrize(("on", "count"), [(YESTERDAY, 1), (TODAY, 1), (TOMORROW, 0)])
def test_it_ends_by_itself_when_the_day_has_passed(on, count):
    """Nothing is saved on that day: the same rows, asked on three days."""
    initiative = directory(consent_given="2020-01-01", consent_expires=TODAY.isoformat())
    [profile] = profiles.build(documents.read("initiative", [initiative.uuid]), on=on)

    assert [len(profile.support), len(profile.contacts), len(profile.lead)] == [2 * count, count, count]
    assert organisations.public(on=on).filter(slug="quibble").count() == count
    assert (organisations.get("quibble", on=on) is not None) == bool(count)
    assert Funder.objects.public(on=on).count() == Partner.objects.public(on=on).count() == count


def test_a_consent_to_be_named_shows_the_name_only(client):
    directory(consent_given="2020-01-01", consent_scope="name")

    assert naming(client, "Zanzibar") == set()
    assert naming(client, "7654321") == set()
    assert "2017" not in pages(client)["/organisations/quibble/"]
    assert {"/initiatives/limited/", "/organisations/quibble/", "/initiatives.csv"} <= naming(client, "Quibble")


def test_an_open_profile_names_what_sources_name(client):
    """There a consent narrows nothing: what is public by its sources needs none (safety.md)."""
    initiative = directory(consent_given="2020-01-01", consent_scope="name")
    type(initiative).objects.update(sensitivity="open")
    assert "Zanzibar" in pages(client)["/initiatives/limited/"]


def test_no_answer_may_be_kept_by_a_cache_that_does_not_ask(client):
    """A copy kept elsewhere would show what has been hidden since."""
    directory(consent_given="2020-01-01")
    for path in ADDRESSES:
        headers = client.get(path).headers
        assert headers["Cache-Control"] == "no-cache", path
        assert "Expires" not in headers, path

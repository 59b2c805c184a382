"""What search engines read of a page: only what the page shows."""

import json

import pytest

from tests.factories import make_full, make_initiative, make_organisation

pytestmark = pytest.mark.django_db

START, END = '<script type="application/ld+json">', "</script>"


def told(response):
    """The block of the page; None where there is none."""
    text = response.content.decode()
    assert text.count("application/ld+json") <= 1
    return json.loads(text.partition(START)[2].partition(END)[0]) if START in text else None


def test_initiative(client):
    fund = make_organisation("Fund", slug="fund")
    make_initiative(
        "Rivers",
        slug="rivers",
        kind="project",
        start_date="2018-02",
        website="https://example.org/",
        aliases=[{"name": "The rivers", "language": "en", "kind": "former"}],
        funders=[{"organisation": str(fund.uuid)}],
    )

    assert told(client.get("/initiatives/rivers/")) == {
        "@context": "https://schema.org",
        "@type": "Project",
        "@id": "http://testserver/initiatives/rivers/",
        "url": "http://testserver/initiatives/rivers/",
        "name": "Rivers",
        "alternateName": ["The rivers"],
        "description": "A summary.",
        "areaServed": [{"@type": "Country", "name": "Country UA", "identifier": "UA"}],
        "foundingDate": "2018-02",
        "sameAs": "https://example.org/",
        "funder": [{"@type": "Organization", "name": "Fund"}],
    }


def test_event_has_the_words_of_an_event(client):
    make_initiative("Rivers", slug="rivers", kind="event", start_date="2018-02-23", end_date="2018-02-24")

    found = told(client.get("/initiatives/rivers/"))

    assert (found["@type"], found["startDate"], found["endDate"]) == ("Event", "2018-02-23", "2018-02-24")
    assert found["location"] == [{"@type": "Country", "name": "Country UA", "identifier": "UA"}]


def test_restricted_profile_tells_its_name_only(client):
    make_full("A quiet group", slug="quiet", sensitivity="restricted")

    assert told(client.get("/initiatives/quiet/")) == {
        "@context": "https://schema.org",
        "@type": "Thing",
        "@id": "http://testserver/initiatives/quiet/",
        "url": "http://testserver/initiatives/quiet/",
        "name": "A quiet group",
    }


def test_limited_profile_names_no_funder(client):
    make_full("A careful group", slug="careful", sensitivity="limited")

    assert "funder" not in told(client.get("/initiatives/careful/"))


def test_organisation(client):
    fund = make_organisation(
        "Fund", slug="fund", description="It pays.", type="government", website="https://example.org/"
    )
    make_initiative(funders=[{"organisation": str(fund.uuid)}])

    assert told(client.get("/organisations/fund/")) == {
        "@context": "https://schema.org",
        "@type": "GovernmentOrganization",
        "@id": "http://testserver/organisations/fund/",
        "url": "http://testserver/organisations/fund/",
        "name": "Fund",
        "description": "It pays.",
        "sameAs": "https://example.org/",
    }


def test_no_name_ends_the_block(client):
    title = "</script><script>alert(1)</script> & <!-- 'quoted' \"too\""
    make_initiative(title, slug="odd")

    response = client.get("/initiatives/odd/")

    assert told(response)["name"] == title
    assert b"<script>alert" not in response.content


def test_other_pages_have_none(client):
    make_full("A platform", slug="platform")

    assert [told(client.get(path)) for path in ("/", "/initiatives/", "/countries/ua/", "/map/")] == [None] * 4

"""Organisations: listed only where a public page names them."""

import datetime as dt

import pytest

from initiatives.domain import company, facets
from initiatives.domain import organisations as directory
from tests.factories import cite, make_initiative, make_organisation, make_source
from tests.views.pages import read

pytestmark = pytest.mark.django_db


def funded_by(organisation, **more):
    return make_initiative(funders=[{"organisation": str(organisation.uuid)}], **more)


def listed(client, query=""):
    hrefs = read(client.get(f"/organisations/{query}")).hrefs()
    return [href.split("/")[2] for href in hrefs if href.startswith("/organisations/") and href.count("/") == 3]


HIDDEN = [
    {"stage": "draft"},
    {"stage": "archived"},
    {"sensitivity": "withheld"},
    {"sensitivity": "restricted"},
    {"sensitivity": "limited"},
]


@pytest.mark.parametrize("hidden", HIDDEN)
def test_organisation_of_a_hidden_link_is_not_there(client, hidden):
    organisation = make_organisation("Sentinel fund", slug="sentinel")
    funded_by(organisation, **hidden)

    assert listed(client) == []
    assert client.get("/organisations/sentinel/").status_code == 404


def test_hidden_link_of_a_known_organisation_is_not_shown(client):
    organisation = make_organisation("Fund", slug="fund")
    funded_by(organisation, slug="open-one", title="An open one")
    for number, hidden in enumerate(HIDDEN):
        funded_by(organisation, title=f"Sentinel {number}", **hidden)

    page = read(client.get("/organisations/fund/"))

    assert "An open one" in page.text
    assert "Sentinel" not in page.text
    assert "Funder (1)" in read(client.get("/organisations/")).text


def test_consent_shows_a_link_while_it_holds(client):
    organisation = make_organisation(slug="fund")
    today = dt.date.today()
    row = {"organisation": str(organisation.uuid), "consent_given": "2020-01-01"}
    make_initiative(sensitivity="limited", funders=[row | {"consent_expires": today.isoformat()}])

    assert listed(client) == ["fund"]


def test_consent_that_has_ended_shows_nothing(client):
    organisation = make_organisation(slug="fund")
    row = {"organisation": str(organisation.uuid), "consent_given": "2020-01-01", "consent_expires": "2021-01-01"}
    make_initiative(sensitivity="limited", funders=[row])

    assert listed(client) == []


@pytest.mark.parametrize(("stage", "expected"), [("published", ["press"]), ("draft", [])])
def test_publisher_of_a_public_source_is_listed(client, stage, expected):
    publisher = make_organisation(slug="press")
    source = make_source(publisher=str(publisher.uuid))
    make_initiative(stage=stage, citations=[cite(source, "*")])

    assert listed(client) == expected
    assert client.get("/organisations/press/").status_code == (200 if expected else 404)


def test_list_by_role(client):
    fund, lead = make_organisation("Fund", slug="fund"), make_organisation("Lead", slug="lead")
    leading = [{"organisation": str(lead.uuid), "role": "lead"}]
    make_initiative(funders=[{"organisation": str(fund.uuid)}], partners=leading)

    assert listed(client) == ["fund", "lead"]
    assert listed(client, "?role=funder") == ["fund"]
    assert listed(client, "?role=lead") == ["lead"]
    assert listed(client, "?role=host") == []


def test_unknown_role_is_said_and_left_out(client):
    funded_by(make_organisation(slug="fund"))

    assert listed(client, "?role=king") == ["fund"]
    assert "There is no such role" in read(client.get("/organisations/?role=king")).text


@pytest.mark.parametrize("words", ["фонд", "ФОНД", "alias", "%D0%A4"])
def test_list_by_name_or_alias_in_any_case(client, words):
    fund = make_organisation("Фонд миру", slug="fund", aliases=[{"name": "An Alias", "kind": "translation"}])
    funded_by(fund)
    funded_by(make_organisation("Another", slug="another"))

    assert listed(client, f"?q={words}") == ["fund"]


def test_printed_name_is_shown_as_such(client):
    fund = make_organisation(slug="fund", aliases=[{"name": "Fundd", "kind": "printed"}])
    funded_by(fund)

    assert "Fundd (As printed in a source)" in read(client.get("/organisations/fund/")).text


def test_hidden_parent_is_not_named(client):
    parent = make_organisation("Sentinel parent")
    funded_by(make_organisation(slug="fund", parent=str(parent.uuid)))

    assert "Sentinel parent" not in read(client.get("/organisations/fund/")).text


def test_page_tells_where_and_with_whom(client):
    first, second = make_organisation("First fund", slug="first-fund"), make_organisation("Second", slug="second")
    ours = make_organisation("Ours", slug="ours")
    partners = [{"organisation": str(ours.uuid), "role": "lead"}, {"organisation": str(second.uuid), "role": "host"}]
    for number in range(2):
        funders = [{"organisation": str(first.uuid)}]
        make_initiative(title=f"Talks {number}", partners=partners, funders=funders, countries=["UA"])

    text = read(client.get("/organisations/ours/")).text
    assert "In this directory: Lead (2)" in text
    assert "Funders First fund (2)" in text
    assert "Partners Second (2)" in text


@pytest.mark.parametrize("hidden", HIDDEN)
def test_company_in_hidden_initiatives_is_not_told(client, hidden):
    ours, other = make_organisation("Ours", slug="ours"), make_organisation("Sentinel fund")
    partners = [{"organisation": str(ours.uuid), "role": "lead"}]
    make_initiative(partners=partners)
    make_initiative(partners=partners, funders=[{"organisation": str(other.uuid)}], **hidden)

    assert "Sentinel fund" not in read(client.get("/organisations/ours/")).text


def test_totals_are_of_all_and_a_cut_list_says_so(client, monkeypatch):
    monkeypatch.setattr(directory, "SHOWN_A_ROLE", 2)
    monkeypatch.setattr(company, "SHOWN", 1)
    ours = make_organisation("Ours", slug="ours")
    links = {role: [{"organisation": str(ours.uuid), "role": role}] for role in ("lead", "partner")}
    funders = [{"organisation": str(make_organisation(f"Fund {n}").uuid)} for n in range(3)]
    for number in range(3):
        for role in links:
            make_initiative(title=f"{role} {number}", partners=links[role], funders=funders, countries=["UA"])

    page = read(client.get("/organisations/ours/"))
    assert "In this directory: Lead (3) · Partner (3)" in page.text
    assert page.text.count("1 more") == 2  # below the two lists that are cut
    assert "Countries Country UA (6)" in page.text
    assert "Funders Fund 0 (6) 2 more" in page.text
    assert page.hrefs().count("/initiatives/?organisation=ours") == 3
    assert "/initiatives/?organisation=ours&more=organisations" in page.hrefs()


def test_whole_list_has_no_sentence_of_a_cut(client):
    ours = make_organisation("Ours", slug="ours")
    funders = [{"organisation": str(ours.uuid), "programme": name} for name in ("One", "Two")]
    make_initiative(funders=funders)

    page = read(client.get("/organisations/ours/"))
    assert "Funder (1)" in page.text
    assert page.hrefs().count("/initiatives/?organisation=ours") == 1


def test_too_many_initiatives_to_count_their_organisations(client, monkeypatch):
    monkeypatch.setattr(facets, "MOST_LINKED", 1)
    ours, other = make_organisation("Ours", slug="ours"), make_organisation("Other")
    for _ in range(2):
        make_initiative(funders=[{"organisation": str(row.uuid)} for row in (ours, other)], countries=["UA"])

    text = read(client.get("/organisations/ours/")).text
    assert "Countries Country UA (2) Too many organisations to count" in text
    assert "Other" not in text

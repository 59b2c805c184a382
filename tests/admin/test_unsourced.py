"""The report of facts without a source: a person's own countries, page by page, as CSV too."""

import csv
import io

import pytest
from django.urls import reverse

from tests.admin.builders import cite, make_initiative, make_user

PAGE = "/admin/initiatives/initiative/unsourced/"


@pytest.fixture
def two(db):
    """One in Ukraine with a source for its title only, one in Kosovo without any."""
    first = make_initiative("first", "=First", start_date="2018")
    cite(first, "title")
    return first, make_initiative("second", "Second", codes=["XK"])


def shown(response):
    return [(gap.title, [label for label, _ in facts]) for gap, _, facts in response.context["gaps"]]


def test_each_fact_leads_to_its_citation(as_, chief, two):
    page = as_(chief).get(PAGE)

    assert sorted(shown(page)) == [("=First", ["start", "countries"]), ("Second", ["title", "countries"])]
    address = reverse("admin:initiatives_initiative_change", args=[two[0].pk])
    assert f'href="{address}?cite=start_date#citations-1"' in page.text
    assert "2 profiles with key facts" in page.text
    assert "Nothing is missing." in as_(chief).get(PAGE, {"show": "links"}).text


def test_everybody_sees_their_own_countries(as_, two):
    client = as_(make_user("olena", group="Editors", codes=["XK"]))

    assert shown(client.get(PAGE)) == [("Second", ["title", "countries"])]
    assert "First" not in b"".join(client.get(PAGE, {"format": "csv"})).decode()


def test_the_table_says_the_same_and_runs_nothing(as_, chief, two):
    text = b"".join(as_(chief).get(PAGE, {"format": "csv"})).decode("utf-8-sig")

    assert list(csv.reader(io.StringIO(text))) == [
        ["title", "address", "stage", "countries", "fact", "path"],
        ["'=First", "first", "draft", "UA", "start", "start_date"],
        ["'=First", "first", "draft", "UA", "countries", "countries"],
        ["Second", "second", "draft", "XK", "title", "title"],
        ["Second", "second", "draft", "XK", "countries", "countries"],
    ]


def test_strangers_are_kept_out_and_nothing_is_posted(client, as_, two):
    assert client.get(PAGE).status_code == 302
    assert as_(make_user("none")).get(PAGE).status_code == 403
    assert as_(make_user("olena", group="Editors")).post(PAGE).status_code == 405


@pytest.mark.parametrize("query", [{"page": "x"}, {"page": "-1"}, {"page": "9" * 30}, {"show": "\0"}, {"format": "\0"}])
def test_odd_addresses_answer(as_, chief, two, query):
    assert as_(chief).get(PAGE, query).status_code == 200

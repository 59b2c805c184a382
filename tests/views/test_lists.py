"""The list of initiatives as its reader sees it."""

import pytest
from django.http import QueryDict

from initiatives.filters import InitiativeFilterSet
from tests.domain import made
from tests.views.pages import read

pytestmark = pytest.mark.django_db


def test_organisations_are_counted_where_asked(client):
    house = made.organisation("Peace House", slug="peace-house")
    made.initiative(partners=[{"organisation": house, "role": "lead"}])
    made.initiative(partners=[{"organisation": house, "role": "lead"}])
    assert "Peace House</span>" not in client.get("/initiatives/").content.decode()
    page = client.get("/initiatives/?more=organisations").content.decode()
    assert '<span>Peace House</span> <span class="n">2</span>' in page
    answer = client.get("/initiatives.json?more=organisations").json()
    assert answer["facets"]["lead"] == [{"value": "peace-house", "label": "Peace House", "count": 2}]


def test_a_close_spelling_is_told_and_all_numbers_are_about_it(client):
    made.initiative("Dialogue of rivers")
    page = client.get("/initiatives/?q=dialgue").content.decode()
    assert "Nothing says “dialgue”" in page and "Dialogue of rivers" in page
    answer = client.get("/initiatives.json?q=dialgue").json()
    assert (answer["query_used"], answer["count"], len(answer["results"])) == ("Dialogue", 1, 1)
    assert answer["facets"]["country"][0]["count"] == 1


def test_words_that_are_nowhere_together_can_be_dropped(client):
    made.initiative("Rivers")
    made.initiative("Mountains")
    page = client.get("/initiatives/?q=rivers+mountains").content.decode()
    assert "?q=mountains" in page and "mountains (1)" in page


def test_an_empty_list_says_which_filter_to_take_away(client):
    made.initiative("Rivers", countries=["UA"], kind="network")
    page = client.get("/initiatives/?country=UA&kind=campaign").content.decode()
    assert "Kind: Campaign (1)" in page


def test_links_leave_out_what_was_left_blank_in_the_form(client):
    made.initiative("Rivers", stage="published", terms=[{"list": "theme", "slug": "dialogue"}])
    asked = "/initiatives/?q=&theme=dialogue&since=&until=&sort="
    page = read(client.get(asked))

    links = {href for href in page.hrefs() if href.startswith("/initiatives") and "theme=dialogue" in href}
    links.remove(asked)  # this page in this language
    assert len(links) >= 4 and [href for href in links if "=&" in href or href.endswith("=")] == []


def test_a_form_that_is_sent_keeps_what_was_opened(client):
    made.initiative("Rivers", terms=[{"list": "theme", "slug": "dialogue"}])
    page = read(client.get("/initiatives/?more=organisations&more=theme&more=x"))

    fields = [field for field in page.all("input") if field.get("name") == "more"]
    assert [(field["value"], field["form"]) for field in fields] == [("organisations", "filters"), ("theme", "filters")]


def test_links_repeat_no_endless_words():
    asked = QueryDict("theme=" + "x" * 4000 + "&country=UA")

    assert len(InitiativeFilterSet(asked).query()) < 600


def test_cards_are_all_there_when_no_more_are_kept_in_memory(client, monkeypatch):
    monkeypatch.setattr("initiatives.domain.index.KEPT_CARDS", 1)
    for number in range(5):
        made.initiative(f"Rivers {number}", countries=["UA" if number % 2 else "XK"])

    for path in ("/initiatives/?country=UA", "/initiatives/", "/initiatives/?country=XK"):
        answer = client.get(path.replace("/?", ".json?") if "?" in path else "/initiatives.json").json()
        assert len(answer["results"]) == answer["count"] > 0

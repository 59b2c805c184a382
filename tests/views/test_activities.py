"""The page of all activities."""

import pytest

from tests.factories import activity, make_initiative, make_place
from tests.views.pages import read

pytestmark = pytest.mark.django_db


def titles(client, query=""):
    text = read(client.get(f"/activities/{query}")).text
    return sorted(name for name in ("The camp", "The marathon", "The survey") if name in text)


@pytest.fixture
def three():
    marathon = activity("marathon", start="2017-04", end="2020")
    camp = activity("camp", type="youth-camp", start="2024", state="planned")
    make_initiative(activities=[marathon, camp])
    make_initiative(activities=[activity("survey", type="survey", start="")])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["The camp", "The marathon", "The survey"]),
        ("?type=youth-camp", ["The camp"]),
        ("?state=planned", ["The camp"]),
        ("?year=2017", ["The marathon"]),
        ("?year=2019", ["The marathon"]),
        ("?year=2020", ["The marathon"]),
        ("?year=2021", []),
        ("?year=2024&type=survey", []),
        ("?year=next", ["The camp", "The marathon", "The survey"]),
        ("?type=none&page=0", ["The camp", "The marathon", "The survey"]),
        ("?page=99999999999", ["The camp", "The marathon", "The survey"]),
        ("?page=2", []),
    ],
)
def test_filters(client, three, query, expected):
    assert titles(client, query) == expected


def test_newest_first_and_undated_last(client, three):
    text = read(client.get("/activities/")).text

    assert text.index("The camp") < text.index("The marathon") < text.index("The survey")


@pytest.mark.parametrize("hidden", [{"stage": "draft"}, {"sensitivity": "withheld"}, {"sensitivity": "restricted"}])
def test_hidden_profile_has_no_activities(client, hidden):
    make_initiative(activities=[activity()], **hidden)

    assert titles(client) == []
    assert "0 activities" in read(client.get("/activities/")).text


def test_limited_profile_shows_no_town(client):
    town, oblast = make_place("Sentinel town"), make_place("An oblast", precision="admin1")
    row = activity(places=[str(town.uuid), str(oblast.uuid)])
    make_initiative(sensitivity="limited", activities=[row])

    text = read(client.get("/activities/")).text

    assert "An oblast" in text
    assert "Sentinel town" not in text


def test_unknown_country_is_told_and_nothing_stands_under_it(client, three):
    page = read(client.get("/activities/?country=ZZ"))

    assert "“ZZ” is no country we know: nothing is listed under it." in page.text
    assert page.all("ol", **{"class": "timeline"}) == []

"""The page of a country: its places by precision, who works there, what happened, and what is missing."""

import pytest

from initiatives.domain import documents, editing
from tests.domain import made
from tests.factories import activity, cite, make_full, make_initiative, make_organisation, make_place, make_source
from tests.views.pages import read

pytestmark = pytest.mark.django_db


def marks(client, path="/countries/ua/"):
    return [circle["class"] for circle in read(client.get(path)).all("circle")]


def kyiv(precision="place", name="Kyiv", **more):
    return make_place(name, precision=precision, latitude="50.45", longitude="30.52", **more)


@pytest.mark.parametrize(
    ("precision", "expected"),
    [("place", ["dot"]), ("admin2", ["district"]), ("admin1", ["region"]), ("country", [])],
)
def test_place_is_marked_by_its_precision(client, precision, expected):
    make_initiative(places=[str(kyiv(precision).uuid)])

    assert marks(client) == expected


def test_areas_lie_below_dots_and_a_place_without_coordinates_is_named_only(client):
    places = [kyiv(), kyiv("admin1", "Kyiv region"), make_place("Somewhere")]
    make_initiative(places=[str(place.uuid) for place in places])

    assert marks(client) == ["region", "dot"]
    assert "Kyiv, Somewhere" in read(client.get("/countries/ua/")).text


@pytest.mark.parametrize(
    ("hidden", "expected"),
    [
        ({"sensitivity": "open"}, ["region", "dot"]),
        ({"sensitivity": "limited"}, ["region"]),
        ({"sensitivity": "restricted"}, []),
        ({"sensitivity": "withheld"}, []),
        ({"stage": "draft"}, []),
        ({"stage": "archived"}, []),
    ],
)
@pytest.mark.parametrize("of_activity", [False, True])
def test_place_shows_as_finely_as_the_profile_may(client, hidden, expected, of_activity):
    keys = [str(place.uuid) for place in (kyiv(), kyiv("admin1", "Kyiv region"))]
    make_initiative(**({"activities": [activity(places=keys)]} if of_activity else {"places": keys}), **hidden)

    page = read(client.get("/countries/ua/"))
    assert marks(client) == expected
    assert ("Kyiv" in page.text) == bool(expected)


def test_place_of_another_country_is_not_on_the_map(client):
    made.country("XK")
    make_initiative(countries=["UA", "XK"], places=[str(kyiv().uuid)])

    assert marks(client, "/countries/xk/") == []
    assert "No profile names a place here." in read(client.get("/countries/xk/")).text


def test_who_works_there_by_role(client):
    lead, fund = make_organisation("The lead"), make_organisation("The fund")
    for number in range(2):
        make_initiative(
            partners=[{"organisation": str(lead.uuid), "role": "lead"}],
            funders=[{"organisation": str(fund.uuid)}] if number else [],
        )

    assert "Who works here Funder The fund Lead The lead (2)" in read(client.get("/countries/ua/")).text


@pytest.mark.parametrize("hidden", [{"sensitivity": "limited"}, {"sensitivity": "restricted"}, {"stage": "draft"}])
def test_who_works_there_hides_what_the_profile_hides(client, hidden):
    lead = make_organisation("The lead")
    make_initiative(partners=[{"organisation": str(lead.uuid), "role": "lead"}], **hidden)

    page = read(client.get("/countries/ua/")).text if not hidden.get("stage") else ""
    assert "The lead" not in page


def test_more_organisations_than_a_role_shows(client):
    rows = [{"organisation": str(make_organisation(f"Body {n}").uuid), "role": "partner"} for n in range(11)]
    make_initiative(partners=rows)

    page = read(client.get("/countries/ua/"))
    assert "3 more" in page.text
    assert "/initiatives/?country=UA&more=organisations" in page.hrefs()


def test_activities_newest_first_and_the_rest_by_a_link(client):
    make_full(activities=[activity(f"day-{year}", start=str(year)) for year in range(2000, 2012)])
    make_full(number=2, countries=["KE"], activities=[activity("elsewhere", start="2020")])

    page = read(client.get("/countries/ua/"))
    assert page.text.index("The day-2011") < page.text.index("The day-2002")
    assert "The day-2001" not in page.text
    assert "The elsewhere" not in page.text
    assert "/activities/?country=UA" in page.hrefs()
    rest = read(client.get("/activities/?country=UA")).text
    assert "The day-2000" in rest
    assert "The elsewhere" not in rest


def test_gaps_tell_missing_profiles_from_missing_work(client):
    make_full(terms=[{"list": "theme", "slug": "dialogue"}])

    text = read(client.get("/countries/ua/")).text.partition("What is missing here")[2]
    assert "does not mean that nothing is done" in text
    assert "1 profile rests on evidence older than 18 months" in text
    assert "Mediation" in text
    assert "Dialogue" not in text


def test_country_without_a_profile_says_what_that_means(client):
    made.country("KE")

    text = read(client.get("/countries/ke/")).text
    assert "Nothing has been published on this country yet." in text
    assert "does not mean that nothing is done" in text


def test_figures_say_their_source_and_date_and_a_shared_remark_once(client):
    made.country("UA")
    publisher = make_organisation("The office")
    source = make_source("Statistics", date="2021-06", publisher=str(publisher.uuid))
    claims = [{"key": key, "text": f"The {key}", "state": "claimed"} for key in ("area", "people", "index")]
    remarks = {"area": "Coarse.", "people": "Coarse.", "index": "Printed badly."}
    rows = [cite(source, f"claims.{key}", note=note) for key, note in remarks.items()]
    document = documents.read_one("country", "UA") | {"claims": claims, "citations": rows}
    editing.write("country", {"UA": document}, by=None, act="edited")

    text = read(client.get("/countries/ua/")).text
    assert text.count("Coarse.") == text.count("Printed badly.") == 1
    assert text.count("The office, June 2021") == 2


def test_naming_notes_of_places_stand_on_the_page(client):
    make_initiative(places=[str(kyiv("admin1", "Crimea", naming_note="crimea").uuid)])

    assert read(client.get("/countries/ua/")).text.count("resolution 68/262.") == 1


@pytest.mark.parametrize(("code", "is_told"), [("UA", True), ("RU", True), ("KE", False), ("RS", False), ("MA", False)])
def test_map_of_a_country_names_no_territory_of_others(client, code, is_told):
    made.country(code)

    text = read(client.get(f"/countries/{code.lower()}/")).text
    assert "imply no opinion on the legal status" in text
    assert "Natural Earth" in text
    assert ("Crimea" in text) == is_told
    assert "Kosovo" not in text
    assert "Sahara" not in text

"""The map says what the list beside it says, and no more than a stranger may know."""

import gzip
from itertools import combinations
from math import dist

import pytest
from django.core.management import call_command

from initiatives.domain import worldmap
from initiatives.domain.atlas import world
from initiatives.models import Country
from tests.domain import made
from tests.factories import make_full, make_initiative, make_place
from tests.views.pages import LANGUAGES, in_language, read

pytestmark = pytest.mark.django_db

LIGHT = 30_000  # bytes of a compressed page, however many countries have initiatives


def marked(page):
    """[(address, name and count)] of the countries that the map links."""
    svg = page.content.decode().partition('<svg class="world"')[2].partition("</svg>")[0]
    links = (link.partition("</a>")[0] for link in svg.split("<a ")[1:])
    return sorted((link.split('"')[1], link.partition("<title>")[2].partition("</title>")[0]) for link in links)


def listed(page):
    """The addresses that the map links, as often as the page does."""
    seen = read(page)
    svg = page.content.decode().partition('<svg class="world"')[2].partition("</svg>")[0]
    return sorted(href for href in seen.hrefs() if f'"{href}"' in svg)


@pytest.fixture
def initiatives():
    made.country("XK", naming_note="kosovo")
    make_initiative(countries=["UA", "XK"], terms=[{"list": "theme", "slug": "dialogue"}])
    make_initiative(countries=["UA"], stage="published")
    make_initiative(countries=["KE"], stage="draft")
    make_initiative(countries=["KE"], sensitivity="withheld")


@pytest.mark.parametrize("path", ["/", "/map/"])
def test_countries_with_initiatives_are_links_with_name_and_count(client, initiatives, path):
    page = client.get(path)

    wanted = [("/countries/ua/", "Country UA: 2 initiatives"), ("/countries/xk/", "Country XK: 1 initiative")]
    assert marked(page) == wanted
    assert listed(page) == ["/countries/ua/"] * 2 + ["/countries/xk/"] * 2  # on the map, and beside it


def test_countries_are_drawn_with_initiatives_and_without(client, initiatives):
    lines = [path["d"] for path in read(client.get("/map/")).all("path")]

    assert sorted(lines[1:]) == sorted(world().shapes[code].path for code in ("UA", "XK"))
    assert world().shapes["UA"].path not in lines[0]
    assert world().shapes["RU"].path in lines[0]


def test_map_counts_as_the_list_does(client, initiatives):
    for address, name in marked(client.get("/map/")):
        code = address.split("/")[2].upper()
        found = client.get("/initiatives.json", {"country": code}).json()

        assert name.endswith(f": {found['count']} initiative{'s' if found['count'] > 1 else ''}")


def test_map_takes_the_query_of_the_list(client, initiatives):
    page = client.get("/map/?theme=dialogue&page=4")

    assert marked(page) == [
        ("/initiatives/?theme=dialogue&amp;country=UA", "Country UA: 1 initiative"),
        ("/initiatives/?theme=dialogue&amp;country=XK", "Country XK: 1 initiative"),
    ]
    assert "/initiatives/?theme=dialogue" in read(page).hrefs()


def test_map_of_chosen_countries_counts_as_the_lists_behind_it(client):
    for slug, countries in (("one", ["UA", "XK"]), ("two", ["XK"])):
        make_initiative(slug=slug, countries=countries)

    links = marked(client.get("/map/?country=UA"))
    counts = [client.get(address.replace("&amp;", "&").replace("/?", ".json?")).json()["count"] for address, _ in links]
    assert [f"{count} initiative" in said for count, (_, said) in zip(counts, links, strict=True)] == [True]


def test_map_of_nothing_found_says_so_and_leads_back(client, initiatives):
    page = client.get("/map/?theme=mediation")

    assert marked(page) == []
    assert "Nothing in the directory fits all of this." in read(page).text
    assert b'<a href="/map/"><span class="visually-hidden">Take away' in page.content


def test_small_country_has_a_dot_and_a_ring_to_tap(client, initiatives):
    circles = [circle["class"] for circle in read(client.get("/map/")).all("circle")]

    assert circles.count("dot") == 1
    assert world().shapes["XK"].is_dot
    assert not world().shapes["UA"].is_dot


@pytest.mark.parametrize("path", ["/", "/map/", "/countries/ua/"])
def test_map_has_colours_without_a_style_sheet(client, initiatives, path):
    place = make_place("Kyiv region", precision="admin1", latitude="50.45", longitude="30.52")
    make_initiative(places=[str(place.uuid)])

    page = read(client.get(path))
    (land,), (svg,) = page.all("path", **{"class": "land"}), [row for row in page.all("svg") if "fill" in row]
    assert len({"#000", land["fill"], svg["fill"]}) == 3
    assert svg["fill-rule"] == "evenodd"
    over = [circle for circle in page.all("circle") if circle["class"] != "dot"]
    assert over and all(float(circle["fill-opacity"]) <= 0.2 for circle in over)


def test_rings_to_tap_never_meet():
    """However many countries are on the map, each one's middle and ring are its own."""
    countries = [(Country(code=code, name_en=code), 1) for code in world().shapes]
    rings = [(one.shape.x, one.shape.y, one.reach) for one in worldmap.draw(countries).marked if one.reach]

    pairs = combinations(rings, 2)
    assert [pair for pair in pairs if dist(pair[0][:2], pair[1][:2]) < pair[0][2] + pair[1][2] - 2] == []
    assert max(reach for *_, reach in rings) == worldmap.REACH


@pytest.mark.parametrize("language", LANGUAGES)
def test_map_says_what_it_is_and_what_its_lines_mean(client, initiatives, language):
    page = read(client.get(in_language("/map/", language)))

    (svg,) = page.all("svg", role="group")
    assert svg["aria-labelledby"].split() == [tag["id"] for name, tag in page.tags if name in ("title", "desc") and tag]
    assert "68/262" in page.text


def test_pages_with_a_map_are_light_with_every_country_on_it(client):
    call_command("load_profiles", verbosity=0)
    make_initiative(countries=list(Country.objects.values_list("pk", flat=True)))

    sizes = {path: len(gzip.compress(client.get(path).content, 9)) for path in ("/", "/uk/", "/map/", "/uk/map/")}

    assert len(marked(client.get("/map/"))) == 250
    assert {path: size for path, size in sizes.items() if size > LIGHT} == {}


def test_front_page_shows_what_was_verified_last_first(client):
    for number, day in enumerate(("2026-01-05", "2026-03-05", "2026-02-05")):
        make_full(f"Verified {day}", number=number, verified_date=day)
    make_initiative("Only a name", sensitivity="restricted", verified_date="2026-04-05")

    text = read(client.get("/")).text.partition("Recently verified")[2]

    found = sorted((text.find(day), day) for day in ("2026-01-05", "2026-03-05", "2026-02-05"))
    assert [day for _, day in found] == ["2026-03-05", "2026-02-05", "2026-01-05"]
    assert "Only a name" not in text


def test_front_page_shows_what_was_updated_last_where_nothing_was_verified(client):
    make_initiative("Never looked at")

    assert "Never looked at" in read(client.get("/")).text.partition("Recently updated")[2]


def test_front_page_counts_themes_and_says_how_to_take_part(client, initiatives):
    hrefs = read(client.get("/")).hrefs()

    assert "/initiatives/?theme=dialogue" in hrefs
    assert {"/correct/addition/", "/correct/", "/data/", "/about/"} <= set(hrefs)


@pytest.mark.parametrize("path", ["/", "/map/"])
@pytest.mark.parametrize("code", ["UA", "XK"])
def test_map_of_the_world_names_kosovo_with_its_note(client, path, code):
    made.country("XK", naming_note="kosovo")
    make_initiative(countries=[code])

    text = read(client.get(path)).text
    assert "Kosovo and Western Sahara are drawn by themselves" in text
    assert text.count("1244/1999") == 1

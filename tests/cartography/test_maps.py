"""The drawings are what the geometry gives, and show each place where this directory says it is."""

import gzip
import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from cartography.__main__ import made
from cartography.source import holds, joined, rings, territories
from cartography.world import place
from initiatives.domain.atlas import OUTLINES, WORLD, level, outline, world

COUNTRIES = Path(__file__).parents[2] / "fixtures" / "countries.json"
# (country, longitude, latitude)
PLACES = {
    "Simferopol": ("UA", 34.10, 44.95),
    "Kerch": ("UA", 36.47, 45.35),
    "Sevastopol": ("UA", 33.52, 44.61),
    "Donetsk": ("UA", 37.80, 48.00),
    "Pristina": ("XK", 21.17, 42.66),
    "North Mitrovica": ("XK", 20.87, 42.90),
    "Niš": ("RS", 21.90, 43.32),
    "Laayoune": ("EH", -13.20, 27.15),
    "Hargeisa": ("SO", 44.06, 9.56),
    "Kyrenia": ("CY", 33.32, 35.33),
    "Sukhumi": ("GE", 41.02, 43.00),
    "Tskhinvali": ("GE", 43.96, 42.22),
    "Tiraspol": ("MD", 29.60, 46.84),
    "Gaza": ("PS", 34.45, 31.50),
    "Ramallah": ("PS", 35.20, 31.90),
    "Majdal Shams": ("SY", 35.77, 33.27),
    "Safed": ("IL", 35.50, 32.97),
    "Cayenne": ("GF", -52.30, 4.90),
    "Longyearbyen": ("SJ", 15.64, 78.22),
}
# Far enough from a coast or border to be told apart on the drawing of the world.
INLAND = ("Simferopol", "Donetsk", "Pristina", "Niš", "Hargeisa", "Ramallah", "Cayenne")


@pytest.fixture(scope="module")
def found():
    return territories()


def owners(found, longitude, latitude):
    return [
        code
        for code in found.polygons
        if sum(holds(ring, longitude + turn, latitude) for ring in rings(found, code) for turn in (-360, 0, 360)) % 2
    ]


@pytest.mark.parametrize("name", PLACES)
def test_place_is_in_its_country(found, name):
    code, longitude, latitude = PLACES[name]

    assert owners(found, longitude, latitude) == [code]


def drawn_rings(path):
    """The points of each closed line of SVG path data as this project writes it."""
    for line in path.split("M")[1:]:
        numbers = [int(number) for number in re.findall(r"-?\d+", line)]
        x, y, points = 0, 0, []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        yield [*points, points[0]]


def drawn_at(paths, x, y):
    return [code for code, path in paths.items() if sum(holds(ring, x, y) for ring in drawn_rings(path)) % 2]


@pytest.mark.parametrize("name", INLAND)
def test_place_is_in_its_country_on_the_drawing_of_the_world(name):
    code, *point = PLACES[name]

    assert drawn_at({code: shape.path for code, shape in world().shapes.items()}, *place(*point)) == [code]


@pytest.mark.parametrize("name", sorted(PLACES.keys() - {"Longyearbyen"}))
def test_place_is_in_its_country_on_the_drawing_of_the_country(name):
    code, *point = PLACES[name]
    neighbours = {"UA": "RU", "XK": "RS", "EH": "MA", "SY": "IL"}
    x, y = outline(code).place(*point)

    assert near(outline(code).path, x, y)
    if code in neighbours and (beyond := outline(neighbours[code]).place(*point)):
        assert drawn_at({"": outline(neighbours[code]).path}, *beyond) == []


def near(path, x, y):
    """Whether the land is within 12 of 600 units: towns of a coast may stand a little off it."""
    return any(drawn_at({"": path}, x + dx, y + dy) for dx in (-12, 0, 12) for dy in (-12, 0, 12))


def test_files_are_what_the_geometry_gives():
    kept = {path: path.read_text(encoding="ascii") for path in (WORLD, OUTLINES)}

    assert kept == made(), "run: python -m cartography"


def test_every_country_has_a_path_or_a_point():
    codes = {row["pk"] for row in json.loads(COUNTRIES.read_text(encoding="utf-8"))}

    assert world().shapes.keys() == codes
    inside = {
        code for code, shape in world().shapes.items() if 0 < shape.x < world().width and 0 < shape.y < world().height
    }
    assert inside == codes


def test_nothing_runs_across_the_map():
    rows = {code: shape.path for code, shape in world().shapes.items()} | {"": world().nobody}
    wide = {
        code: max(abs(x2 - x1) for (x1, _), (x2, _) in pairwise(ring))
        for code, path in rows.items()
        for ring in drawn_rings(path)
    }
    span = {
        code: max(x) - min(x)
        for code, path in rows.items()
        for ring in drawn_rings(path)
        if (x := [p[0] for p in ring])
    }

    assert max(wide.values()) < 200
    assert max(span.values()) < world().width / 2


def test_drawings_are_light():
    heavy = {
        code for code in world().shapes if (drawn := outline(code)) and len(gzip.compress(drawn.path.encode())) > 2500
    }

    assert len(gzip.compress(world().land(()).encode(), 9)) < 22_000
    assert heavy == set()


def test_kosovo_and_serbia_share_no_land():
    kosovo, serbia = world().shapes["XK"], world().shapes["RS"]

    assert drawn_at({"RS": serbia.path}, kosovo.x, kosovo.y) == []
    assert kosovo.is_small


def test_arcs_are_joined_in_order(found):
    assert [code for code, polygons in found.polygons.items() for p in polygons if not _closed(p, found)] == []


def _closed(polygon, found):
    return all(ring[0] == ring[-1] for ring in (joined(numbers, found.arcs) for numbers in polygon))


@pytest.mark.parametrize(("count", "shade"), [(0, 0), (1, 1), (2, 2), (9, 2), (10, 3), (49, 3), (50, 4), (10_000, 4)])
def test_shades_grow_with_the_count(count, shade):
    assert level(count) == shade

"""The drawings of the world and of its countries, as `python -m cartography` made them."""

import json
from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians, sin, sqrt
from pathlib import Path

HERE = Path(__file__).parent
WORLD, OUTLINES = HERE / "world.json", HERE / "outlines.json"
STEPS = (1, 2, 10, 50)  # initiatives: from how many on a country has the next darker shade
SMALL = 70  # units, of 2000: what is narrower than this on the map is easier to tap with a ring around it
TINY = 14  # units: and what is narrower than this is seen by a dot


@dataclass(frozen=True)
class Shape:
    """A country on the map of the world. `path` is SVG path data, "" for a mere point; (x, y) is its middle."""

    path: str
    x: int
    y: int
    span: int

    @property
    def is_small(self):
        return self.span < SMALL

    @property
    def is_dot(self):
        return self.span < TINY


@dataclass(frozen=True)
class World:
    """`shapes`: {country code: Shape}; `nobody`: path data of land that the map gives to no country."""

    width: int
    height: int
    nobody: str
    shapes: dict

    def land(self, without):
        """Path data of all land but that of the countries `without`."""
        return self.nobody + "".join(shape.path for code, shape in self.shapes.items() if code not in without)


@dataclass(frozen=True)
class Outline:
    """A country on its own page: path data in a box of `width` and `height` units, around a middle in degrees."""

    path: str
    width: int
    height: int
    longitude: float
    latitude: float
    scale: float
    left: float
    top: float

    def place(self, longitude, latitude):
        """(x, y) on the drawing of a point in degrees, None where the drawing does not reach."""
        x, y = azimuthal(longitude, latitude, self.longitude, self.latitude)
        x, y = round(x * self.scale + self.left), round(y * self.scale + self.top)
        return (x, y) if 0 <= x <= self.width and 0 <= y <= self.height else None


@lru_cache(maxsize=1)
def world():
    rows = json.loads(WORLD.read_text(encoding="ascii"))
    (width, height), nobody = rows.pop("box"), rows.pop("nobody")
    return World(width, height, nobody, {code: Shape(*row) for code, row in rows.items()})


@lru_cache(maxsize=1)
def _outlines():
    return json.loads(OUTLINES.read_text(encoding="ascii"))


def outline(code):
    """The Outline of the country `code`, None where it is too small for the geometry."""
    row = _outlines().get(code)
    return Outline(*row) if row else None


def level(count):
    """Which of the shades a country with `count` initiatives has, 1 to 4; 0 for none."""
    return sum(count >= step for step in STEPS)


def azimuthal(longitude, latitude, middle_longitude, middle_latitude):
    """(x, y) of Lambert's equal-area projection around a middle, all in degrees; x to the east, y to the south.

    In radii of the globe (Snyder, Map Projections: A Working Manual, 1987, page 185).
    """
    turn, north, middle = radians(longitude - middle_longitude), radians(latitude), radians(middle_latitude)
    ahead = sin(middle) * sin(north) + cos(middle) * cos(north) * cos(turn)
    stretch = sqrt(2 / max(1 + ahead, 1e-9))
    x = stretch * cos(north) * sin(turn)
    return x, -stretch * (cos(middle) * sin(north) - sin(middle) * cos(north) * cos(turn))

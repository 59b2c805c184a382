"""The map of the world with the number of initiatives in each country."""

from dataclasses import dataclass
from functools import lru_cache
from math import dist

from initiatives.domain import atlas
from initiatives.models import Country

REACH = 62  # units: as far as a ring around a small country reaches, 24 pixels wide on a phone


@dataclass(frozen=True)
class Marked:
    """A country with initiatives on the map; `level` is its shade, 1 to 4, `url` where it leads.

    `reach`: the radius in which a tap means it; never as far as half way to the next such country; 0 for a large one.
    """

    country: Country
    count: int
    url: str
    shape: atlas.Shape
    reach: int

    @property
    def level(self):
        return atlas.level(self.count)


@dataclass(frozen=True)
class Shade:
    """A row of the legend: the level, and the least and largest number it stands for; `most` is None for the last."""

    level: int
    least: int
    most: int | None


@dataclass(frozen=True)
class WorldMap:
    """`land`: path data of all countries without initiatives. `marked`: the others, the smallest last, so on top."""

    width: int
    height: int
    land: str
    marked: tuple
    shades: tuple


def draw(counted, address=Country.get_absolute_url):
    """The WorldMap of [(country, count)]; `address` says where a country leads."""
    world = atlas.world()
    known = [(country, count) for country, count in counted if country.code in world.shapes]
    land, reaches = _around(frozenset(country.code for country, _ in known))
    marked = [
        Marked(country, count, address(country), world.shapes[country.code], reaches[country.code])
        for country, count in known
    ]
    by_size = sorted(marked, key=lambda one: -one.shape.span)
    return WorldMap(world.width, world.height, land, tuple(by_size), tuple(shades()))


@lru_cache(maxsize=64)
def _around(codes):
    """(path data of all land but that of the countries `codes`, {code: how far its ring reaches})"""
    shapes = {code: atlas.world().shapes[code] for code in codes}
    return atlas.world().land(codes), {code: _reach(code, shapes) for code in codes}


def _reach(code, shapes):
    shape = shapes[code]
    if not shape.is_small:
        return 0
    others = (dist((shape.x, shape.y), (other.x, other.y)) for key, other in shapes.items() if key != code)
    return int(min(REACH, min(others, default=REACH * 2) / 2))


def shades():
    for level, least in enumerate(atlas.STEPS, 1):
        most = atlas.STEPS[level] - 1 if level < len(atlas.STEPS) else None
        yield Shade(level, least, most)

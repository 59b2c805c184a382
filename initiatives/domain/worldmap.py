"""The map of the world with the number of initiatives in each country."""

from dataclasses import dataclass

from initiatives.domain import atlas
from initiatives.models import Country


@dataclass(frozen=True)
class Marked:
    """A country with initiatives on the map; `level` is its shade, 1 to 4, `url` where it leads."""

    country: Country
    count: int
    url: str
    shape: atlas.Shape

    @property
    def level(self):
        return atlas.level(self.count)


@dataclass(frozen=True)
class Shade:
    """A row of the legend: the level, and the least and largest number it stands for; None where there is no largest."""

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
    marked = [Marked(country, count, address(country), world.shapes[country.code]) for country, count in known]
    land = world.land({one.country.code for one in marked})
    by_size = sorted(marked, key=lambda one: -one.shape.span)
    return WorldMap(world.width, world.height, land, tuple(by_size), tuple(shades()))


def shades():
    for level, least in enumerate(atlas.STEPS, 1):
        most = atlas.STEPS[level] - 1 if level < len(atlas.STEPS) else None
        yield Shade(level, least, most)

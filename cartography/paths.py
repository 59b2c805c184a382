"""SVG paths as short as they can be: whole numbers, each point as its step from the last."""


def path(rings):
    """The path data of closed rings of (x, y), rounded; rings of fewer than three different points are left out."""
    return "".join(filter(None, (_ring(ring) for ring in rings)))


def _ring(ring):
    points = rounded(ring)
    if len(set(points)) < 3:
        return ""
    (x, y), rest = points[0], points[1:-1]
    found = f"M{x} {y}l"
    for next_x, next_y in rest:
        found += _step(next_x - x, found[-1]) + _step(next_y - y, "0")
        x, y = next_x, next_y
    return found + "z"


def rounded(ring):
    """`ring` in whole numbers, none twice in a row."""
    points = [(round(x), round(y)) for x, y in ring]
    return [point for i, point in enumerate(points) if i == 0 or point != points[i - 1]]


def _step(number, before):
    """`number` with a space before it where it would run into the last one."""
    return f" {number}" if number >= 0 and before.isdigit() else str(number)

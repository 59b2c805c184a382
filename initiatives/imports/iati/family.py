"""Wholes and their parts: an activity names its parent, or its children; a whole is planned before its parts."""

from collections import defaultdict

from initiatives.imports.iati.codes import CHILD, PARENT

DEEPEST = 10  # wholes above one another; what lies deeper stands alone


class Links:
    """Who belongs to whom in a file: pass its rows through `noted`, keep them, then take them from `ordered`."""

    def __init__(self):
        self.known, self.said, self.claimed = set(), defaultdict(list), defaultdict(list)

    def noted(self, rows):
        """The same rows; what they say of each other is remembered and taken off."""
        for row in rows:
            name, related = row.extra["identifier"], row.extra.pop("related")
            self.known.add(name)
            if related[PARENT]:
                self.said[name] += related[PARENT]
            for part in related[CHILD]:
                self.claimed[part].append(name)
            yield row

    def ordered(self, rows):
        """The rows, wholes before their parts; each row's extra then says its "parent" and whether it "is_whole"."""
        wholes = {name: self._whole(name) for name in self.known if name in self.said or name in self.claimed}
        depths = _depths(wholes, self.known)
        named = set(wholes.values())
        for depth in range(max(depths.values(), default=0) + 1):
            for row in rows:
                name = row.extra["identifier"]
                if depths.get(name, 0) == depth:
                    row.extra.update(parent=wholes.get(name, ""), is_whole=name in named)
                    yield row

    def _whole(self, name):
        """The first that stands in this file too, else the first."""
        wanted = [*self.said[name], *self.claimed[name]]
        return next((other for other in wanted if other in self.known), wanted[0])


def _depths(wholes, known):
    """{identifier: how many wholes of this file stand above it}; empties each link that closes a circle."""
    depths = {}
    for name in wholes:
        path = _path(name, wholes, depths)
        above = depths.get(wholes[path[-1]], 0) if path and wholes[path[-1]] in known else -1
        depths |= {step: above + number for number, step in enumerate(reversed(path), 1)}
    for name in [name for name, depth in depths.items() if depth > DEEPEST]:
        wholes[name], depths[name] = "", 0
    return depths


def _path(name, wholes, depths):
    """From `name` upwards as long as it is part of something and its depth is not known."""
    path = {}
    while name in wholes and name not in depths:
        path[name] = True
        if wholes[name] in path:
            wholes[name] = ""
        name = wholes[name]
    return list(path)

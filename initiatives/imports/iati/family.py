"""Wholes and their parts: an activity names its parent, or its children; a parent is planned before its parts."""

from collections import defaultdict

from initiatives.imports.iati.codes import CHILD, PARENT


def ordered(rows):
    """`rows`, wholes before their parts; each row's extra then says its "parent" and whether it "is_whole".

    A link that would close a circle is left out.
    """
    known = {row.extra["identifier"]: row for row in rows if row.extra["identifier"]}
    claimed = _claimed(rows)
    for row in rows:
        related = row.extra.pop("related")
        wanted = [*related[PARENT], *claimed[row.extra["identifier"]]]
        row.extra["parent"] = next((name for name in wanted if name in known), wanted[0] if wanted else "")
    depths = _depths(known)
    for row in rows:
        if row.extra["parent"] in known:
            known[row.extra["parent"]].extra["is_whole"] = True
    return sorted(rows, key=lambda row: depths.get(row.extra["identifier"], 0))


def _claimed(rows):
    """{identifier: identifiers of the activities that call it their child}"""
    found = defaultdict(list)
    for row in rows:
        for name in row.extra["related"][CHILD]:
            found[name].append(row.extra["identifier"])
    return found


def _depths(known):
    """{identifier: how many wholes of this file stand above it}; cuts each link that closes a circle."""
    depths = {}
    for name in known:
        path = _path(name, known, depths)
        top = depths.get(known[next(reversed(path))].extra["parent"], -1) if path else 0
        depths |= {step: top + above for above, step in enumerate(reversed(path), 1)}
    return depths


def _path(name, known, depths):
    """From `name` upwards, as far as nothing is known of the depth; the keys of a dict, in order."""
    path = {}
    while name in known and name not in depths:
        path[name] = True
        whole = known[name].extra["parent"]
        if whole in path:
            known[name].extra["parent"] = whole = ""
        name = whole
    return path

"""Write the drawings that the site shows: `python -m cartography` after a change to this folder."""

import json

from cartography import outlines, world
from cartography.source import territories
from initiatives.domain.atlas import OUTLINES, WORLD


def made():
    """{path: text} of the files that the site reads."""
    found = territories()
    return {WORLD: _text(world.drawing(found)), OUTLINES: _text(outlines.drawings(found))}


def _text(drawing):
    """One country a line, so that a change shows which country it moved."""
    rows = (f"{json.dumps(key)}: {json.dumps(value, separators=(',', ':'))}" for key, value in drawing.items())
    return "{\n" + ",\n".join(rows) + "\n}\n"


if __name__ == "__main__":
    for path, text in made().items():
        path.write_text(text, encoding="ascii")
        print(f"{path.name}: {len(text)} bytes")

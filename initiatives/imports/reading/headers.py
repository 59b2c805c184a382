"""Which row is the header, what its cells mean, and what stands around it: a title above, HXL tags below."""

import re
from functools import cache, lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.domain.columns import COLUMNS, NEEDED, OTHER_NAMES
from initiatives.imports.problems import ERROR, WARNING, Problem
from initiatives.imports.reading.header_names import NAMES
from initiatives.imports.shapes import shape
from initiatives.search.folding import fold
from initiatives.vocabulary import SERBIAN_LATIN

DEEPEST = 20  # records among which the header is looked for
SILENT = {"reason", "line"}  # what we add to the list of problem rows, which may come back mended
SHOWN = 60
ENOUGH = len(COLUMNS)  # the least score of a header with all that is needed
ASSIGNED = 3 * ENOUGH

_BETWEEN = re.compile(r"[\s_\-]+")
_TAG = re.compile(r"\s*#[a-z][a-z0-9_]*(\s*[+-]\s*[a-z][a-z0-9_]*)*\s*\Z", re.IGNORECASE)


@cache
def _known():
    """{name without case, spaces, underscores and hyphens: column}"""
    own = dict(zip(COLUMNS, COLUMNS, strict=True)) | OTHER_NAMES
    foreign = {
        plain(spelling): column
        for columns in NAMES.values()
        for column, names in columns.items()
        for name in names
        for spelling in (name, name.translate(SERBIAN_LATIN))
    }
    return foreign | {_BETWEEN.sub("", name): column for name, column in own.items()}


def plain(name):
    """A header name in any script as it is compared."""
    return fold(name).replace(" ", "")


@lru_cache(maxsize=4096)
def column_of(cell):
    """The column that a header cell names, "" where it names none."""
    if len(cell) > SHOWN:
        return ""
    return _known().get(_BETWEEN.sub("", cell.casefold())) or _known().get(plain(cell), "")


def score(cells, assigned=()):
    """How many columns these cells name; a row with all that is needed comes before any other.

    `assigned`: shapes of headers whose columns somebody has assigned; one of them comes before even that.
    """
    if assigned and shape(cells) in assigned:
        return ASSIGNED
    found = {column for cell in cells if (column := column_of(cell))}
    return len(found) + (ENOUGH if found.issuperset(NEEDED) else 0)


def place_of(records, assigned=()):
    """The place of the header among the first records, (line, cells) each, none of them empty; `assigned` as above."""
    first = records[:DEEPEST]
    scores = [score(cells, assigned) for _line, cells in first]
    tagged = (place for place, record in enumerate(first[1:]) if tags(record))
    return scores.index(max(scores)) if any(scores) else next(tagged, _first_wide(first))


def _first_wide(records):
    """The place of the first record that fills more than half as many cells as the fullest: a title does not."""
    filled = [sum(bool(cell.strip()) for cell in cells) for _line, cells in records]
    return next(place for place, count in enumerate(filled) if count * 2 > max(filled))


def above(records):
    """[Problem] of what stands above the header."""
    if not records:
        return []
    text = short(" ".join(cell.strip() for cell in records[0][1] if cell.strip()))
    message = ngettext(
        "The header begins below: the line above it is left out.",
        "The header begins below: the %(count)d lines above it are left out.",
        len(records),
    )
    return [Problem(records[0][0], "", text, message % {"count": len(records)}, WARNING)]


def tags(record):
    """[Problem] of a row of HXL tags, [] where it is none. See hxlstandard.org, "Tagging conventions"."""
    line, cells = record
    written = [cell for cell in cells if cell.strip()]
    if not written or not all(_TAG.match(cell) for cell in written):
        return []
    message = _("This row holds HXL tags and is left out.")
    return [Problem(line, "", short(" ".join(written)), message, WARNING)]


def columns(line, header, assigned=None):
    """([column name or "" for each place], [problems]); `assigned`: the names where somebody has said them"""
    if assigned is not None:
        names = [*assigned, *[""] * (len(header) - len(assigned))][: len(header)]
        missing = [_missing(line, name) for name in NEEDED if name not in names]
        return names, [_assigned(line, header, names), *missing]
    names = [column_of(cell) for cell in header]
    width = max((place for place, cell in enumerate(header, 1) if cell.strip()), default=0)
    problems = []
    for place, (name, cell) in enumerate(zip(names[:width], header, strict=False)):
        if not name:
            problems += _unknown(line, place, cell.strip())
        elif name in names[:place]:
            problems.append(_doubled(line, name, cell.strip()))
            names[place] = ""
    problems += _trailing(line, header, width)
    problems += [_missing(line, name) for name in NEEDED if name not in names]
    return names, problems


def _assigned(line, header, names):
    message = _("The columns are read as they were assigned for files with this header: %(columns)s.")
    said = ", ".join(f"“{short(cell.strip())}” → {name}" for cell, name in zip(header, names, strict=True) if name)
    return Problem(line, "", "", message % {"columns": said}, WARNING)


def has_unknown(header, names):
    """Whether a named column is left out, and not because we added it ourselves."""
    pairs = zip(header, names, strict=True)
    return any(cell.strip() and not name and cell.strip().casefold() not in SILENT for cell, name in pairs)


def _unknown(line, place, cell):
    if not cell:
        message = _("Column %(place)s has no name and is ignored.") % {"place": place + 1}
        return [Problem(line, "", "", message, WARNING)]
    if cell.casefold() in SILENT:
        return []
    return [Problem(line, short(cell), short(cell), _("This column is not known and is ignored."), WARNING)]


def _trailing(line, header, width):
    count = len(header) - width
    if not count:
        return []
    message = ngettext(
        "The last column has no name and is ignored.",
        "The last %(count)d columns have no name and are ignored.",
        count,
    )
    return [Problem(line, "", "", message % {"count": count}, WARNING)]


def _doubled(line, name, cell):
    if name in NEEDED:
        return Problem(line, name, cell, _("This column stands twice: keep one of them."), ERROR)
    return Problem(line, name, cell, _("This column stands twice: only the first is read."), WARNING)


def _missing(line, name):
    return Problem(line, name, "", _("The column “%(name)s” is missing.") % {"name": name})


def short(text):
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"

"""Bytes to rows: a CSV file as lines, columns and cells, before anyone asks what they mean."""

import csv
import io
import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.domain.cells import CLEAR, restored
from initiatives.domain.columns import COLUMNS, NEEDED, OTHER_NAMES
from initiatives.imports.problems import ERROR, WARNING, Problem

ENCODINGS = {"": "utf-8-sig", "utf-8": "utf-8-sig", "utf8": "utf-8-sig", "utf-8-sig": "utf-8-sig"}
LARGEST_CELL = 16 * 1024 * 1024  # characters; the module's own limit would refuse long descriptions
NOTE = "#"  # an `id` that begins with it marks a row for people, as in the template
OTHER_DELIMITERS = {";": gettext_lazy("semicolons"), "\t": gettext_lazy("tabs"), "|": gettext_lazy("bars")}

_BETWEEN = re.compile(r"[\s_\-]+")
_KNOWN = {_BETWEEN.sub("", name): name for name in COLUMNS} | {
    _BETWEEN.sub("", other): name for other, name in OTHER_NAMES.items()
}

csv.field_size_limit(LARGEST_CELL)


@dataclass(frozen=True)
class Row:
    """`cells`: {column: text as written}, only of known columns, without the apostrophes that keep formulas from
    running; `cleared`: the columns that say CLEAR; `extra`: what a richer format says that no column holds."""

    line: int
    cells: dict
    cleared: frozenset = frozenset()
    problems: tuple = ()
    extra: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """A file that was read: its rows, and what is wrong with it as a whole."""

    rows: list = field(default_factory=list)
    problems: list = field(default_factory=list)
    encoding: str = "utf-8"

    @property
    def is_refused(self):
        return any(problem.is_error for problem in self.problems)


class Unreadable(Exception):
    """The file is no CSV file that can be read; holds the Problem."""

    def __init__(self, line, message, value=""):
        super().__init__(message)
        self.problem = Problem(line, "", value, message)


def is_known_encoding(name):
    return name.strip().lower() in ENCODINGS


def read(data, encoding=""):
    """The Table of a CSV file given as bytes. Never raises for what stands in the file: that is in its problems."""
    try:
        records = list(_records(_text(data, encoding)))
    except Unreadable as error:
        return Table([], [error.problem])
    if not records:
        return Table([], [Problem(1, "", "", _("The file is empty."))])
    line, header = records[0]
    columns, problems = _columns(line, header)
    table = Table([], problems)
    if not table.is_refused:
        table.rows.extend(_rows(columns, records[1:]))
    return table


def _text(data, encoding):
    if not is_known_encoding(encoding):
        raise Unreadable(1, _("Only UTF-8 can be read. Save the file as “CSV UTF-8” and try again."), encoding)
    try:
        text = data.decode(ENCODINGS[encoding.strip().lower()])
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = _("This line is not UTF-8. Save the file as “CSV UTF-8” and try again.")
        raise Unreadable(line, message, repr(data[error.start : error.end])[2:-1]) from error
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise Unreadable(line, _("This line holds a NUL character, which no text has. The file may be damaged."))
    return text


def _records(text):
    """(line on which it begins, cells) of each record that is not empty."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    while True:
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unreadable(line, _quoting(error)) from error
        if any(cell.strip() for cell in record):
            yield line, record
        line = reader.line_num + 1


def _quoting(error):
    if "unexpected end" in str(error):
        return _("A quotation mark opens in the row that begins here and is never closed.")
    if "field larger" in str(error):
        return _("A cell in the row that begins here is too long to be read.")
    return _(
        "The quotation marks in the row that begins here don't match. Inside a quoted cell write each of them twice."
    )


def _columns(line, header):
    """([column name or "" for each place], [problems])"""
    names = [_KNOWN.get(_BETWEEN.sub("", cell.casefold()), "") for cell in header]
    problems = []
    for place, (name, cell) in enumerate(zip(names, header, strict=True)):
        if not name:
            problems.append(_unknown(line, place, cell.strip()))
        elif name in names[:place]:
            problems.append(_doubled(line, name, cell))
            names[place] = ""
    problems += [_missing(line, name, header) for name in NEEDED if name not in names]
    return names, problems


def _unknown(line, place, cell):
    if not cell:
        return Problem(line, "", "", _("Column %(place)s has no name and is ignored.") % {"place": place + 1}, WARNING)
    return Problem(line, cell, cell, _("This column is not known and is ignored."), WARNING)


def _doubled(line, name, cell):
    if name in NEEDED:
        return Problem(line, name, cell, _("This column stands twice: keep one of them."), ERROR)
    return Problem(line, name, cell, _("This column stands twice: only the first is read."), WARNING)


def _missing(line, name, header):
    message = _("The column “%(name)s” is missing.") % {"name": name}
    other = next((mark for mark in OTHER_DELIMITERS if len(header) == 1 and mark in header[0]), None)
    if other:
        message += " " + _("The cells seem to be divided by %(marks)s: save the file with commas.") % {
            "marks": OTHER_DELIMITERS[other]
        }
    return Problem(line, name, "", message)


def _rows(columns, records):
    """Row by Row; those that are notes for people are left out."""
    for line, record in records:
        written = {name: cell for name, cell in zip(columns, record, strict=False) if name}
        cells = {name: restored(cell) for name, cell in written.items()}
        cleared = frozenset(name for name, cell in written.items() if cell.strip() == CLEAR)
        if not cells.get("id", "").lstrip().startswith(NOTE):
            yield Row(line, cells, cleared, tuple(_misshapen(line, columns, record)))


def _misshapen(line, columns, record):
    surplus = [cell for cell in record[len(columns) :] if cell.strip()]
    if surplus:
        message = _("This row has more cells than there are columns. Is a comma missing its quotation marks?")
        yield Problem(line, "", surplus[0], message)
    elif len(record) < len(columns):
        yield Problem(line, "", "", _("This row ends early: the cells that are missing count as blank."), WARNING)

"""Records to Rows: header, blank rows, notes, and what is wrong with the shape of a row."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, islice

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.domain.cells import CLEAR, restored
from initiatives.imports import grants
from initiatives.imports.problems import ERROR, WARNING, Problem
from initiatives.imports.reading import headers, limits
from initiatives.imports.shapes import shape
from initiatives.imports.table import Header, PackedRows, Row, Unreadable

NOTE = "#"  # an `id` that begins with it marks a row for people, as in the template
LOST = "\ufffd"
UNKNOWN = "\0"  # a formula without its value: see worksheet.py
SAMPLES = 3  # rows shown to whoever is asked what the columns are
_ODD = re.compile(f"[\r\n{LOST}{UNKNOWN}]")
NAMES = {"title", "title_original", "source_title"}  # one line each, and nothing else would notice more


@dataclass
class Beginning:
    """A table up to its first row. `header`: None for a file of grants, whose names are those of a standard."""

    header: Header | None
    names: list  # the cells of the header
    problems: list
    records: Iterable  # the rows
    filled: "_Filled"

    @property
    def is_refused(self):
        return any(problem.is_error for problem in self.problems)


def begin(records, assigned=None):
    """The Beginning of records, (line, cells) each; Unreadable where it breaks off.

    `assigned`: {shape of a header (imports.shapes): [column or "" for each place]}, where somebody has said it.
    """
    filled = _Filled(records)
    kept = limits.within_limits(filled)
    first = list(islice(kept, headers.DEEPEST))
    if not first:
        raise Unreadable(1, _("The file is empty."))
    place = headers.place_of(first, assigned or ())
    *above, (line, names) = [(number, _without_unknown(cells)) for number, cells in first[: place + 1]]
    for cell in names:
        limits.check_cell(line, "", cell)
    rest = chain(first[place + 1 :], kept)
    if grants.is_grants(names):
        return Beginning(None, names, [], rest, filled)
    below = list(islice(rest, SAMPLES + 1))
    told = headers.tags(below[0]) if below else []
    header, problems = _header(line, names, below[len(told) :][:SAMPLES], assigned or {})
    rest = chain(below[len(told) :], rest)
    return Beginning(header, names, headers.above(above) + problems + told, rest, filled)


def _without_unknown(cells):
    return [cell.replace(UNKNOWN, "") for cell in cells]


def _header(line, cells, below, assigned):
    said = assigned.get(shape(cells))
    columns, problems = headers.columns(line, cells, said)
    samples = tuple(tuple(map(headers.short, record[: len(cells)])) for _line, record in below)
    unknown = said is None and headers.has_unknown(cells, columns)
    return Header(line, tuple(cells), tuple(columns), samples, unknown, said is not None), problems


def read(beginning, mark=""):
    """(PackedRows, [Problem of the file]) of a Beginning; Unreadable where it breaks off.

    `mark`: what divides the cells, "" where nothing does.
    """
    if beginning.header is None:
        return _grants(beginning.names, beginning.records)
    if beginning.is_refused:
        return PackedRows(), beginning.problems
    packed = PackedRows(_rows(beginning.header.columns, beginning.records, mark))
    return packed, beginning.problems + beginning.filled.told()


def _grants(header, records):
    """As `read`, of a file of grants: those to persons are left out, each with its Problem."""
    problems = []

    def rows():
        for line, record in records:
            found = grants.row(header, line, record)
            if isinstance(found, Row):
                yield found
            else:
                problems.append(found)

    return PackedRows(rows()), problems


class _Filled:
    """The records that are not empty; counts the empty records between them."""

    def __init__(self, records):
        self.records, self.first, self.count = records, 0, 0

    def __iter__(self):
        began, first, waiting = False, 0, 0
        for line, cells in self.records:
            if any(cell.strip() for cell in cells):
                self.first, self.count = self.first or first, self.count + waiting
                began, first, waiting = True, 0, 0
                yield line, cells
            elif began:
                first, waiting = first or line, waiting + 1

    def told(self):
        if not self.count:
            return []
        message = ngettext(
            "This row is blank and is left out.",
            "%(count)d rows are blank and are left out; the first is this one.",
            self.count,
        )
        return [Problem(self.first, "", "", message % {"count": self.count}, WARNING)]


def _rows(columns, records, mark):
    """Row by Row; those that are notes for people are left out."""
    row_marks = mark * max(2, len(columns) - 1)
    for line, record in records:
        written = {name: cell for name, cell in zip(columns, record, strict=False) if name}
        cells = {name: restored(cell) if cell else "" for name, cell in written.items()}
        cleared = frozenset(name for name, cell in written.items() if CLEAR in cell and cell.strip() == CLEAR)
        if not cells.get("id", "").lstrip().startswith(NOTE):
            problems = [*_misshapen(line, columns, record), *_odd(line, cells, row_marks)]
            if UNKNOWN in record:
                cells = {name: cell.replace(UNKNOWN, "") for name, cell in cells.items()}
            yield Row(line, cells, cleared, tuple(problems))


def _misshapen(line, columns, record):
    surplus = [cell for cell in record[len(columns) :] if cell.strip()]
    if surplus:
        message = _("This row has more cells than there are columns. Is a comma missing its quotation marks?")
        yield Problem(line, "", headers.short(surplus[0]), message)
    elif len(record) < len(columns):
        yield Problem(line, "", "", _("This row ends early: the cells that are missing count as blank."), WARNING)


def _odd(line, cells, row_marks):
    """What is wrong with single cells, whatever they mean. `row_marks`: the marks that a whole row holds."""
    whole = "".join(cells.values())
    if len(whole) < settings.IMPORT_LONGEST_CELL and not _ODD.search(whole):
        return  # most rows of most files
    for name, cell in cells.items():
        limits.check_cell(line, name, cell)
        if cell == UNKNOWN:
            message = _(
                "This formula has no value in the file. Open the file in a spreadsheet program and save it once."
            )
            yield Problem(line, name, "", message)
        if LOST in cell:
            message = _("This cell holds the sign of a lost letter (�): look it up in the source.")
            yield Problem(line, name, _around(cell), message, WARNING)
        if row_marks and ("\n" in cell or "\r" in cell):
            yield from _swallowed(line, name, cell, row_marks)


def _around(cell):
    place = cell.index(LOST)
    return cell[max(0, place - 20) : place + 20]


def _swallowed(line, name, cell, row_marks):
    """Rows that a quotation mark too many has drawn into one cell: its lines have the marks of rows."""
    like_rows = [text for text in cell.splitlines() if text.count(row_marks[0]) >= len(row_marks)]
    if like_rows:
        message = _("This cell holds lines that look like rows. Is a quotation mark missing or too many?")
        yield Problem(line, name, headers.short(like_rows[0]), message, ERROR if name in NAMES else WARNING)

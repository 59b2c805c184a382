"""What was read: a file as rows of text, kept small however many there are."""

import json
import weakref
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile

from initiatives.domain.columns import NEEDED
from initiatives.imports.problems import Problem
from initiatives.imports.shapes import shape

CHUNK = 500  # rows that are packed together
IN_MEMORY = 1_000_000  # bytes of packed rows


@dataclass(frozen=True)
class Row:
    """`cells`: {column: text as written}, only of known columns, without the apostrophes that keep formulas from
    running; `cleared`: the columns that say CLEAR; `extra`: what a richer format says that no column holds."""

    line: int
    cells: dict
    cleared: frozenset = frozenset()
    problems: tuple = ()
    extra: dict = field(default_factory=dict)


class PackedRows(Sequence):
    """Rows in compressed chunks: read as often as one likes. Many lie in a private file that goes when this does."""

    def __init__(self, rows=()):
        self._chunks, self._length, self._open = [], 0, (-1, [])  # of each chunk (where it begins, its size)
        self._file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  without a name: no other process can open it
        weakref.finalize(self, self._file.close)
        waiting = []
        for row in rows:
            waiting.append(row)
            if len(waiting) == CHUNK:
                self._pack(waiting)
                waiting = []
        self._pack(waiting)

    def _pack(self, rows):
        self._length += len(rows)
        if rows:
            packed = zlib.compress(json.dumps([_plain(row) for row in rows]).encode(), 1)
            self._chunks.append((self._file.tell(), self._file.write(packed)))

    def _chunk(self, number):
        if self._open[0] != number:
            begin, size = self._chunks[number]
            self._file.seek(begin)
            plain = json.loads(zlib.decompress(self._file.read(size)))
            self._open = number, [_row(values) for values in plain]
        return self._open[1]

    def __len__(self):
        return self._length

    def __iter__(self):
        for number in range(len(self._chunks)):
            yield from self._chunk(number)

    def __getitem__(self, wanted):
        if isinstance(wanted, slice):
            return [self[place] for place in range(*wanted.indices(self._length))]
        place = range(self._length)[wanted]
        return self._chunk(place // CHUNK)[place % CHUNK]


def _plain(row):
    problems = [[p.line, p.column, p.value, str(p.message), p.level] for p in row.problems]
    return [row.line, row.cells, sorted(row.cleared), problems, row.extra]


def _row(values):
    line, cells, cleared, problems, extra = values
    return Row(line, cells, frozenset(cleared), tuple(Problem(*problem) for problem in problems), extra)


@dataclass(frozen=True)
class Header:
    """The names above a table. `cells`: as written; `columns`: what each is read as, "" where it is left out;
    `samples`: up to three rows below it; `has_unknown`: whether a name is left out because nobody knows it;
    `is_assigned`: whether somebody said what the columns are."""

    line: int
    cells: tuple
    columns: tuple
    samples: tuple = ()
    has_unknown: bool = False
    is_assigned: bool = False

    @property
    def shape(self):
        return shape(self.cells)

    @property
    def standing(self):
        """As an ImportRun keeps it (models.importrun.HEADERS)."""
        if self.is_assigned:
            return "assigned"
        return "unknown" if self.has_unknown else ""

    @property
    def places(self):
        """Those of columns that hold anything, counted from 0."""
        rows = (self.cells, *self.samples)
        filled = {place for cells in rows for place, cell in enumerate(cells[: len(self.cells)]) if cell.strip()}
        return sorted(filled)


@dataclass(frozen=True)
class Table:
    """A file that was read: its rows, and what is wrong with it as a whole.

    `format`: "csv", "xlsx" or "iati"; `encoding`: its name, "" for a workbook; `guessed`: whether nobody said it;
    `samples`: up to three rows as read, for an editor to judge a guess by; `header`: None where the file has none whose
    columns somebody could assign.
    """

    rows: Sequence = ()
    problems: list = field(default_factory=list)
    format: str = "csv"
    encoding: str = ""
    guessed: bool = False
    samples: tuple = ()
    header: Header | None = None

    @property
    def lacks_columns(self):
        """Whether it is refused for nothing but its header, and somebody could say what its columns are."""
        return self.is_refused and self.header is not None and len(self.header.places) >= len(NEEDED)

    @property
    def is_refused(self):
        return any(problem.is_error for problem in self.problems)


class Unreadable(Exception):
    """The file can't be read; holds the Problem."""

    def __init__(self, line, message, value="", column=""):
        super().__init__(message)
        self.problem = Problem(line, column, value, message)

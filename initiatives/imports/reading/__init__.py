"""Bytes to rows: a file as lines, columns and cells, before anyone asks what they mean.

table = reading.read(data)
table.rows, table.problems, table.encoding
"""

from contextlib import closing

from django.utils.translation import gettext as _

from initiatives.imports import iati
from initiatives.imports.problems import WARNING, Problem
from initiatives.imports.reading import encodings, kinds, limits, rows, separated, workbook
from initiatives.imports.table import PackedRows, Row, Table, Unreadable

__all__ = ["PackedRows", "Row", "Table", "Unreadable", "is_known_encoding", "peek", "read"]


def is_known_encoding(name):
    return encodings.known(name) is not None


def read(data, encoding="", file_name="", columns=None):
    """The Table of a file given as bytes. Never raises for what stands in the file: that is in its problems.

    `encoding`: what somebody says it is, believed strictly; "" to find out. `file_name` is never believed.
    `columns`: {shape of a header (imports.shapes): [column or "" for each place]} that somebody has assigned.
    """
    return _told(_read, data, encoding, columns)


def peek(data, encoding="", columns=None):
    """As `read`, without the rows: for the header."""
    return _told(_peek, data, encoding, columns)


def _told(step, *given):
    try:
        return step(*given)
    except Unreadable as error:
        return Table([], [error.problem])


def _read(data, encoding, columns):
    kind = _kind(data)
    if kind == kinds.XML:
        return iati.read(data)
    found, mark, records = _records(data, kind, encoding, columns)
    beginning = _begin(found, records, columns)
    return _table(found, beginning.header, *rows.read(beginning, mark))


def _peek(data, encoding, columns):
    kind = _kind(data)
    if kind == kinds.XML:
        return Table()
    found, _mark, records = _records(data, kind, encoding, columns)
    with closing(records):
        beginning = _begin(found, records, columns)
        return _table(found, beginning.header, PackedRows(), beginning.problems)


def _kind(data):
    limits.check_size(data)
    if sentence := kinds.refusal(data):
        raise Unreadable(1, sentence)
    return kinds.of(data)


def _records(data, kind, encoding, columns):
    """(the Encoding or the Workbook, what divides the cells, the records)"""
    if kind == kinds.WORKBOOK:
        told = workbook.Workbook()
        return told, "", workbook.records(data, told)
    found = encodings.find(data, encoding)
    return found, *separated.records(data, found.codec, columns or ())


def _begin(found, records, columns):
    """As rows.begin; a first sheet that can't be a table is refused with the names of the others."""
    try:
        return rows.begin(records, columns)
    except Unreadable as error:
        if isinstance(found, workbook.Workbook) and found.not_read:
            raise Unreadable(error.problem.line, f"{error.problem.message} {found.not_read}") from error
        raise


def _table(found, header, packed, problems):
    if isinstance(found, workbook.Workbook):
        told = filter(None, (found.not_read, found.half_empty))
        problems[:0] = [Problem(1, "", "", sentence, WARNING) for sentence in told]
        return Table(packed, problems, "xlsx", header=header)
    if found.guessed:
        problems.insert(0, _guess(found))
    return Table(packed, problems, "csv", found.name, found.guessed, found.samples, header)


def _guess(found):
    message = _(
        "Nobody said how the letters are written: they are read as %(encoding)s. Look whether this is right: %(rows)s"
    )
    shown = " ".join(f"“{sample}”" for sample in found.samples)
    return Problem(found.line, "", found.name, message % {"encoding": found.name, "rows": shown}, WARNING)

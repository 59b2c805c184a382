"""Bytes to rows: a file as lines, columns and cells, before anyone asks what they mean.

table = reading.read(data)
table.rows, table.problems, table.encoding
"""

from django.utils.translation import gettext as _

from initiatives.imports import iati
from initiatives.imports.problems import WARNING, Problem
from initiatives.imports.reading import encodings, kinds, limits, rows, separated, workbook
from initiatives.imports.table import PackedRows, Row, Table, Unreadable

__all__ = ["PackedRows", "Row", "Table", "Unreadable", "is_known_encoding", "read"]


def is_known_encoding(name):
    return encodings.known(name) is not None


def read(data, encoding="", file_name=""):
    """The Table of a file given as bytes. Never raises for what stands in the file: that is in its problems.

    `encoding`: what somebody says it is, believed strictly; "" to find out. `file_name` is never believed.
    """
    try:
        return _read(data, encoding)
    except Unreadable as error:
        return Table([], [error.problem])


def _read(data, encoding):
    limits.check_size(data)
    if sentence := kinds.refusal(data):
        raise Unreadable(1, sentence)
    kind = kinds.of(data)
    if kind == kinds.WORKBOOK:
        packed, problems = rows.read(workbook.records(data))
        return Table(packed, problems, "xlsx")
    if kind == kinds.XML:
        return iati.read(data)
    found = encodings.find(data, encoding)
    mark, records = separated.records(data, found.codec)
    packed, problems = rows.read(records, mark)
    if found.guessed:
        problems.insert(0, _guess(found))
    return Table(packed, problems, "csv", found.name, found.guessed, found.samples)


def _guess(found):
    message = _(
        "Nobody said how the letters are written: they are read as %(encoding)s. Look whether this is right: %(rows)s"
    )
    shown = " ".join(f"“{sample}”" for sample in found.samples)
    return Problem(found.line, "", found.name, message % {"encoding": found.name, "rows": shown}, WARNING)

"""Tables in every shape that partners send: rows as lists of text, given as the bytes of a file."""

import csv
import datetime as dt
import io
import re
import zipfile

import openpyxl

from tests.imports.files import DATA

_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def known_rows():
    """[[cell, …], …] of the known initiatives, header first."""
    with (DATA / "known_initiatives.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def text_of(rows, mark=",", end="\r\n"):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=mark, lineterminator=end).writerows(rows)
    return text.getvalue()


def dotted(rows):
    """The same rows with dd.mm.yyyy for 2018-02-23."""
    return [[_DATE.sub(r"\3.\2.\1", cell) if _DATE.fullmatch(cell) else cell for cell in row] for row in rows]


def that_fit(rows, encoding):
    """The header, and the rows whose every letter the encoding has."""
    return [row for row in rows if all(_fits(cell, encoding) for cell in row)]


def _fits(text, encoding):
    try:
        return text.encode(encoding).decode(encoding) == text
    except UnicodeEncodeError:
        return False


def workbook(rows, *, other_sheets=()):
    """The bytes of an XLSX file; cells may be text, numbers, dates."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for name in other_sheets:
        book.create_sheet(name)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def typed(cell):
    """Text as a spreadsheet keeps it: real dates, real numbers."""
    if _DATE.fullmatch(cell):
        return dt.date.fromisoformat(cell)
    return int(cell) if cell.isdigit() else cell


def repacked(data, changes=None, *, method=zipfile.ZIP_DEFLATED, added=()):
    """The workbook with {entry: function of its bytes} applied and [(entry, bytes)] added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", method) as new:
        for name in old.namelist():
            new.writestr(name, (changes or {}).get(name, lambda content: content)(old.read(name)))
        for name, content in added:
            new.writestr(name, content)
    return file.getvalue()

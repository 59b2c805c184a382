"""Files that go wrong in every way we know: what is made of each, by line and column.

NASTY = {name: (bytes or a function that makes them, [(line, column, level, words of the message)])}. Rows that are not
named are good. Countries UA and XK exist.
"""

import struct
import zipfile
from io import BytesIO

from tests.imports.tables import repacked, workbook

E, W = "error", "warning"
HEADER = "title,countries,kind,status,start_date,end_date,website,summary"
GOOD = "Bridge,UA,project,ongoing,2018,,,"
SHEET = "xl/worksheets/sheet1.xml"
LONG = "title" * 5000
EMPTY_BOOK = workbook([["title", "countries"], ["Bridge", "UA"]])
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89"
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + "]><iati-activities>&j;</iati-activities>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><iati-activities>&e;</iati-activities>'


def table(*rows, header=HEADER):
    return "\n".join([header, *rows, ""]).encode()


def with_cell(column, text):
    names = HEADER.split(",")
    cells = dict(zip(names, GOOD.split(","), strict=True)) | {column: text}
    return table(",".join(cells[name] for name in names), GOOD.replace("Bridge", "Another"))


def archive(**entries):
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in entries.items():
            packed.writestr(name, content)
    return file.getvalue()


def sheet(change):
    return repacked(EMPTY_BOOK, {SHEET: change})


def flagged():
    data = bytearray(EMPTY_BOOK)
    place = data.rindex(b"PK\x01\x02") + 8
    data[place : place + 2] = struct.pack("<H", 1)
    return bytes(data)


def strings_by_the_million():
    """One long string that a million cells repeat: small packed and unpacked, huge in memory."""
    strings = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>' + b"x" * 900_000
    rows = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (line, line) for line in range(1, 20_001))
    return repacked(
        EMPTY_BOOK,
        {
            "xl/sharedStrings.xml": lambda _old: strings + b"</t></si></sst>",
            SHEET: lambda old: old[: old.index(b"<sheetData>")] + b"<sheetData>" + rows + b"</sheetData></worksheet>",
        },
        method=zipfile.ZIP_STORED,
    )


CORNER = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'

LIGHT = {
    # --- quotation marks, rows, headers ---
    "truncated quote": (table(GOOD, '"Half,UA,project'), [(3, "", E, "never closed")]),
    "quote inside": (table(GOOD, '"Br"idge,UA,project,,,,,'), [(3, "", E, "quotation marks")]),
    "quote that swallows rows": (
        table(f'"Bridge,UA,project,ongoing,2018,,,\n{GOOD}\n{GOOD}",UA,project,,,,,', "C,UA,project,,,,,"),
        [(2, "title", E, "look like rows")],
    ),
    "quote that swallows the rest": (table(GOOD, '"Bridge' + f",UA\n{GOOD}" * 500), [(3, "", E, "never closed")]),
    "short row": (table("Bridge,UA,project", GOOD), [(2, "", W, "ends early"), (3, "title", W, "looks like")]),
    "long row": (table(f"{GOOD},x,y"), [(2, "", E, "more cells")]),
    "long row of nothing": (table(f"{GOOD},,,,"), []),
    "doubled header": (table("A,B,UA", header="title,Title,countries"), [(1, "title", E, "twice")]),
    "doubled header of no need": (
        table("A,UA,project,ngo", header="title,countries,kind,actor_type"),
        [(1, "kind", W, "only the first")],
    ),
    "missing header": (table("A,project", header="title,kind"), [(1, "countries", E, "missing")]),
    "no header": (
        b"Bridge,UA\n",
        [(1, "Bridge", W, "not known"), (1, "UA", W, "not known"), (1, "title", E, ""), (1, "countries", E, "")],
    ),
    "header without rows": (table(), []),
    "nothing": (b"", [(1, "", E, "empty")]),
    "nothing but blanks": (b"\xef\xbb\xbf \r\n,,,\n\t\n", [(1, "", E, "empty")]),
    "nothing but a mark": (b"\xff\xfe", [(1, "", E, "empty")]),
    "nothing but sep=": (b"sep=;\r\n", [(1, "", E, "empty")]),
    "5,000 columns": (table(header=",".join(f"c{n}" for n in range(5000))), [(1, "", E, "5000 columns")]),
    "5,000 cells in a row": (table(GOOD, "," * 5000 + "x"), [(3, "", E, "5001 columns")]),
    "header of one long cell": (
        table(header=LONG),
        [(1, f"{LONG[:59]}…", W, ""), (1, "title", E, ""), (1, "countries", E, "")],
    ),
    # --- bytes ---
    "NUL": (table(GOOD, "Bri\0dge,UA,project,,,,,"), [(3, "", E, "NUL")]),
    "invalid UTF-8": (table(GOOD, "Міст,UA,project,,,,,") + b"\xffA,UA\n", [(4, "", E, "UTF-8")]),
    "cut in a letter": (table(GOOD, "Діалог миру")[:-2], [(3, "", E, "UTF-8")]),
    "overlong UTF-8": (table("Міст,UA,project,,,,,") + b"\xc0\xafA,UA\n", [(3, "", E, "UTF-8")]),
    "half a letter of UTF-16": ("title,countries\nA,UA\n".encode("utf-16") + b"\0", [(3, "", E, "UTF-16")]),
    "surrogate of UTF-16": ("title,countries\nA,UA\n".encode("utf-16") + b"\0\xd8A\0", [(3, "", E, "UTF-16")]),
    "UTF-32": ("title,countries\nA,UA\n".encode("utf-32"), [(1, "", E, "NUL")]),
    "KOI8-R": ("title,countries\nОбщественный диалог,UA\n".encode("koi8-r"), [(2, "", E, "letters")]),
    "lost letters": ("title,countries,kind\nM\ufffdst,UA,project\n".encode(), [(2, "title", W, "lost letter")]),
    # --- other kinds of files ---
    "PNG": (PNG, [(1, "", E, "picture")]),
    "JPEG": (b"\xff\xd8\xff\xe0\0\x10JFIF", [(1, "", E, "picture")]),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3", [(1, "", E, "PDF")]),
    "HTML": (b"\n<!DOCTYPE html><html><table><tr><td>title</td></tr></table>", [(1, "", E, "web page")]),
    "HTML named otherwise": ("<HTML><body>".encode("utf-16"), [(1, "", E, "web page")]),
    "zip": (archive(**{"table.csv": b"title,countries\nA,UA\n"}), [(1, "", E, "no XLSX")]),
    "empty zip": (archive(), [(1, "", E, "no XLSX")]),
    "zip cut off": (EMPTY_BOOK[: len(EMPTY_BOOK) // 2], [(1, "", E, "damaged")]),
    "ODS": (archive(mimetype="application/vnd.oasis.opendocument.spreadsheet"), [(1, "", E, "no XLSX")]),
    "XLS": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, [(1, "", E, "old Excel")]),
    "gzip": (b"\x1f\x8b\x08\0", [(1, "", E, "compressed")]),
    "database": (b"SQLite format 3\0", [(1, "", E, "database")]),
    "JSON": (b'{"title": "Bridge", "countries": ["UA"]}', [(1, "", E, "JSON")]),
    "billion laughs": (LAUGHS.encode(), [(1, "", E, "")]),
    "external entity": (OUTSIDE.encode(), [(1, "", E, "")]),
    # --- workbooks ---
    "workbook locked": (flagged, [(1, "", E, "password")]),
    "workbook of spaces": (lambda: sheet(lambda old: old + b" " * 30_000_000), [(1, "", E, "packed more than")]),
    "workbook with a far corner": (
        lambda: sheet(lambda old: old.replace(b"</sheetData>", CORNER)),
        [(1, "", E, "memory")],
    ),
    "workbook of 3,000 files": (
        lambda: repacked(EMPTY_BOOK, added=[(f"x{n}", b"") for n in range(3000)]),
        [(1, "", E, "too many files")],
    ),
    "workbook that laughs": (lambda: sheet(lambda _old: LAUGHS.encode()), [(1, "", E, "")]),
    "workbook with a formula": (
        workbook([["title", "countries", "kind"], ["=1+1", "UA", "project"]]),
        [(2, "title", E, "formula")],
    ),
    "workbook with sheets apart": (
        lambda: repacked(EMPTY_BOOK, {"xl/workbook.xml": lambda _old: b"<workbook/>"}),
        [(1, "", E, "")],
    ),
    # --- cells ---
    "impossible date": (with_cell("start_date", "2018-02-30"), [(2, "start_date", E, "no such day")]),
    "month 13": (with_cell("start_date", "13.2018"), [(2, "start_date", E, "no such day")]),
    "ambiguous date": (with_cell("start_date", "05/06/2014"), [(2, "start_date", E, "2014-05-06 / 2014-06-05")]),
    "no date": (with_cell("start_date", "soon"), [(2, "start_date", E, "no date")]),
    "end before start": (with_cell("end_date", "2017"), [(2, "end_date", E, "before the start")]),
    "blank title": (with_cell("title", ""), [(2, "title", E, "missing")]),
    "title of nothing seen": (with_cell("title", "\u200b\u2060\ufeff"), [(2, "title", E, "missing")]),
    "blank country": (with_cell("countries", ""), [(2, "countries", E, "missing")]),
    "unknown country": (with_cell("countries", "Atlantis"), [(2, "countries", E, "ISO code")]),
    "unknown status": (with_cell("status", "nearly-done"), [(2, "status", E, "Accepted")]),
    "unknown kind": (with_cell("kind", "projecct"), [(2, "kind", E, "Did you mean")]),
    "javascript: URL": (with_cell("website", "javascript:alert(1)"), [(2, "website", E, "https://")]),
    "javascript: URL in disguise": (with_cell("website", "JaVa\tScRiPt:alert(1)"), [(2, "website", E, "https://")]),
    "data: URL": (with_cell("website", "data:text/html;x"), [(2, "website", E, "https://")]),
    "file: URL": (with_cell("website", "file:///etc/passwd"), [(2, "website", E, "https://")]),
    "URL without end": (with_cell("website", "https://example.org/" + "a" * 3000), [(2, "website", E, "characters")]),
    "long title": (with_cell("title", "x" * 301), [(2, "title", E, "at most 300")]),
    "long summary": (with_cell("summary", "x" * 100_001), [(2, "summary", E, "at most 100000")]),
    "formula cells": (with_cell("title", "'=HYPERLINK(1)"), []),
    "formula bare": (with_cell("title", "=cmd|'/c calc'!A1"), []),
    "right to left": (with_cell("title", "\u202eمشروع السلام\u202c"), [(2, "language", W, "English")]),
    "emoji": (with_cell("title", "Bridge 🕊️👩🏽‍🤝‍👩🏻"), []),
    "zero width": (with_cell("title", "Bri\u200bdge\ufeff"), []),
    "control characters": (with_cell("title", "Bri\x07dge\x1b[31m"), []),
    "duplicate rows": (table(GOOD, GOOD), [(3, "", W, "skipped")]),
    "NFC and NFD twins": (
        table("Peja é,XK,project,,,,,", "Peja e\u0301,XK,project,,,,,"),
        [(3, "title", W, "looks like")],
    ),
    "id of nothing": (table("5,A,UA", header="id,title,countries"), [(2, "id", E, "No profile")]),
    "CLEAR in a new row": (with_cell("title", "CLEAR"), [(2, "title", E, "without a title")]),
}

HEAVY = {
    "10 MB cell": (lambda: with_cell("summary", "x" * 10_000_000), [(2, "summary", E, "10000000 characters")]),
    "10 MB header cell": (lambda: table(header="title," + "x" * 10_000_000), [(1, "", E, "10000000 characters")]),
    "50 MB line": (lambda: table(GOOD, "x" * 50_000_000), [(3, "", E, "too long")]),
    "20 MB of quotes": (lambda: table(GOOD, '"' * 20_000_001), [(3, "", E, "too long")]),
    "20 MB cell of lines": (lambda: table(GOOD, '"' + "x\n" * 10_000_000), [(3, "", E, "")]),
    "20 MB of commas": (lambda: table(GOOD, ("," * 400 + "\n") * 50_000), []),
    "a million blank rows": (
        lambda: b"title,countries\n" + b"\n" * 1_000_000 + b"A,UA\n",
        [(2, "", W, "1000000 rows"), (1_000_002, "kind", W, "")],
    ),
    "600,000 rows": (lambda: b"title,countries\n" + b"A,UA\n" * 600_000, [(500_002, "", E, "more than 500000 rows")]),
    "20 MB of chance": (lambda: bytes(range(1, 256)) * 80_000, [(3, "", E, "letters")]),
    "workbook of a million strings": (strings_by_the_million, [(1, "", E, "workbook")]),
    "workbook of 300 MB": (
        lambda: sheet(lambda old: old.replace(b"</sheetData>", b"<row></row>" * 30_000_000 + b"</sheetData>")),
        [(1, "", E, "packed more than")],
    ),
}

NASTY = LIGHT | HEAVY


def content(name):
    data = NASTY[name][0]
    return data() if callable(data) else data

import datetime as dt
import io
import struct
import zipfile

import openpyxl
import pytest

from initiatives.imports import reading
from tests.imports.tables import repacked, workbook

HEADER = ["title", "countries", "start_date", "summary"]
SHEET = "xl/worksheets/sheet1.xml"


def rows(data):
    return [(row.line, *row.cells.values()) for row in reading.read(data).rows]


def message(data):
    """The one problem of a refused file."""
    table = reading.read(data)
    (problem,) = table.problems
    assert (len(table.rows), problem.level) == (0, "error")
    return problem.message


def test_cells_are_what_somebody_would_write():
    cells = [
        (dt.date(2018, 2, 23), "2018-02-23"),
        (dt.datetime(2018, 2, 23, 10, 5), "2018-02-23 10:05:00"),
        (2018, "2018"),
        (2018.0, "2018"),
        (2.5, "2.5"),
        (True, "true"),
        ("05/06/2014", "05/06/2014"),
        ("2018", "2018"),
        (None, ""),
    ]
    data = workbook([HEADER, *(["Міст", "UA", value, "Ө"] for value, _text in cells)])
    assert rows(data) == [(line, "Міст", "UA", text, "Ө") for line, (_value, text) in enumerate(cells, 2)]
    assert (reading.read(data).format, reading.read(data).encoding) == ("xlsx", "")


def test_lines_are_those_of_the_sheet_wherever_the_table_begins():
    data = workbook([[], [None, "Our projects"], [], [None, "title", "countries"], [], [None, "Bridge", "UA"]])
    table = reading.read(data)
    assert [(row.line, row.cells) for row in table.rows] == [(6, {"title": "Bridge", "countries": "UA"})]
    told = [(problem.line, problem.value) for problem in table.problems]
    assert told == [(2, "Our projects"), (4, ""), (3, "")]


def test_only_the_first_sheet_is_read():
    assert rows(workbook([["title", "countries"], ["Bridge", "UA"]], other_sheets=["Lists"])) == [(2, "Bridge", "UA")]


def test_a_formula_gives_its_kept_value_and_runs_nothing():
    old = b"<v>1</v>"
    new = b'<f>HYPERLINK("https://example.org/"&amp;"x")</f><v>2018</v>'
    data = repacked(workbook([HEADER, ["A", "UA", 1]]), {SHEET: lambda sheet: sheet.replace(old, new)})
    assert rows(data) == [(2, "A", "UA", "2018", "")]


def test_a_formula_without_a_kept_value_is_told():
    (row,) = reading.read(workbook([HEADER, ["A", "UA", "=1+1", "x"]])).rows
    assert [(problem.line, problem.column, problem.level) for problem in row.problems] == [(2, "start_date", "error")]


def test_apostrophes_of_the_export_are_taken_off():
    assert rows(workbook([["title", "countries"], ["'=1+1", "UA"]])) == [(2, "=1+1", "UA")]


def test_the_name_of_the_file_means_nothing():
    data = workbook([["title", "countries"], ["Bridge", "UA"]])
    assert len(reading.read(data, file_name="table.csv", encoding="cp1251").rows) == 1


def test_an_empty_workbook():
    assert message(workbook([])) == "The file is empty."


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("IMPORT_XLSX_UNPACKED", 1000, "larger than"),
        ("IMPORT_LARGEST_FILE", 1000, "larger than"),
        ("IMPORT_MOST_COLUMNS", 2, "4 columns"),
        ("IMPORT_MOST_ROWS", 1, "more than 1 rows"),
        ("IMPORT_READ_SECONDS", 0, "longer|more memory or time"),
        ("IMPORT_READ_MEMORY", 8 * 1024 * 1024, "more memory or time"),
    ],
)
def test_each_limit_is_a_setting_and_a_sentence(settings, setting, value, words):
    data = workbook([HEADER, ["A", "UA", 2018, ""], ["B", "UA", 2018, ""]])
    setattr(settings, setting, value)
    assert any(word in message(data) for word in words.split("|"))


def test_a_sheet_packed_too_well_is_a_bomb():
    data = repacked(workbook([HEADER]), {SHEET: lambda sheet: sheet + b" " * 50_000_000})
    assert "packed more than" in message(data)


def test_a_cell_in_the_last_corner_does_not_end_the_server():
    corner = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    data = repacked(workbook([HEADER]), {SHEET: lambda sheet: sheet.replace(b"</sheetData>", corner)})
    assert "more memory or time" in message(data)


def test_a_workbook_locked_with_a_password():
    data = bytearray(workbook([HEADER]))
    place = data.rindex(b"PK\x01\x02")
    data[place + 8 : place + 10] = struct.pack("<H", 1)
    assert "password" in message(bytes(data))
    assert "password" in message(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (workbook([HEADER])[:-40], "unpacked"),
        (repacked(workbook([HEADER]), {SHEET: lambda sheet: sheet[:-60]}, method=zipfile.ZIP_STORED), "damaged"),
        (repacked(workbook([HEADER]), {SHEET: lambda sheet: b"no xml"}), "damaged"),
        (repacked(workbook([HEADER]), added=[(f"x{number}", b"") for number in range(2001)]), "too many files"),
    ],
)
def test_damaged_workbooks(data, words):
    assert words in message(data)


def test_other_sheets_are_named_but_not_those_that_we_write():
    table = reading.read(workbook([HEADER, ["Міст", "UA", "", ""]], other_sheets=["2023", "codes", "about"]))
    assert [(problem.level, problem.message) for problem in table.problems] == [
        ("warning", "Only the first sheet, “Sheet”, is read. Not read: “2023”.")
    ]


def test_a_first_sheet_without_rows_is_refused_with_the_names_of_the_others():
    assert message(workbook([], other_sheets=["Data"])) == (
        "The file is empty. Only the first sheet, “Sheet”, is read. Not read: “Data”."
    )


def test_lines_of_merged_cells_are_named_since_only_the_first_has_the_value():
    book = openpyxl.load_workbook(io.BytesIO(workbook([HEADER, ["A", "UA", "x", ""], ["B", "", "y", ""]])))
    book.active.merge_cells("B2:B3")
    book.active.merge_cells("C2:D2")
    file = io.BytesIO()
    book.save(file)
    assert [problem.message for problem in reading.read(file.getvalue()).problems] == [
        "Cells are merged over lines 2–3. Only the first line has their value: write it into each."
    ]

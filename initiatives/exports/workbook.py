"""XLSX workbooks of plain text: no cell is ever a formula, a number or a date (ECMA-376, Office Open XML)."""

import re
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from initiatives.domain.cells import CLEAR, restored

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_CELL = 32_767  # UTF-16 units, Excel's limit; the library would cut what is longer without a word
MOST_ROWS = 1_048_575  # below the header
AS_TEXT = "@"  # also when somebody edits the cell: 2018-02 stays what it is
WIDTH = 22

_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f]")  # not tab and newline
_NEVER = re.compile("[\ud800-\udfff\ufffe\uffff]")


class TooManyRows(Exception):
    """More rows than a sheet has room for; nothing usable was written."""


class TextWorkbook:
    """Sheets that are written row by row, then saved once; used in a `with`, so that no temporary file stays."""

    def __init__(self):
        self._book = Workbook(write_only=True)

    def __enter__(self):
        return self

    def __exit__(self, *raised):
        for sheet in self._book.worksheets:
            if sheet._writer and not sheet.closed:  # saving would have taken the sheet's file away
                sheet.close()
                sheet._writer.cleanup()

    def add_sheet(self, title: str, header: Iterable[str], rows: Iterable, widths: tuple = ()) -> None:
        """`rows`: of cells that `fitting` has made; blank ones are "". `widths`: of the columns, in characters."""
        sheet = self._book.create_sheet(title)
        sheet.freeze_panes = "A2"
        header = list(header)
        for place, _name in enumerate(header):
            column = sheet.column_dimensions[get_column_letter(place + 1)]
            column.width, column.number_format = widths[place] if widths else WIDTH, AS_TEXT
        sheet.append(list(_filled(_cells(sheet, len(header), font=Font(bold=True)), header)))
        cells = _cells(sheet, len(header), alignment=Alignment(vertical="top"))
        for number, row in enumerate(rows):
            if number == MOST_ROWS:
                raise TooManyRows
            sheet.append(list(_filled(cells, row)))

    def save(self, file) -> None:
        self._book.save(file)


def fitting(text):
    """`text` as a cell that the importer reads back as it was; None where no cell of a workbook can hold it.

    Characters that XML has no room for are written as spreadsheets write them, _x000D_ (ECMA-376, ST_Xstring).
    """
    if restored(text) != text or text == CLEAR:
        text = f"'{text}"
    if not text.isprintable() or "_x" in text:
        text = _CONTROLS.sub(lambda found: f"_x{ord(found[0]):04X}_", _LOOKS_ESCAPED.sub("_x005F_", text))
    if len(text) * 2 > LONGEST_CELL and len(text.encode("utf-16-le", "surrogatepass")) // 2 > LONGEST_CELL:
        return None
    return None if _NEVER.search(text) else text


def _cells(sheet, number, **style):
    """Cells to fill again and again: making them anew takes most of the time."""
    cells = [WriteOnlyCell(sheet) for _place in range(number)]
    for cell in cells:
        cell.number_format = AS_TEXT
        for name, value in style.items():
            setattr(cell, name, value)
    return cells


def _filled(cells, texts):
    for cell, text in zip(cells, texts, strict=True):
        if text:
            cell.value = text
            cell.data_type = "s"  # by itself, what begins with = would be a formula
        yield cell if text else None

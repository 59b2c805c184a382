"""Workbooks read back, as text and as what their cells are."""

import io

from openpyxl import load_workbook
from python_calamine import CalamineWorkbook


def sheets(data):
    """{name: rows of texts} of the bytes of a workbook, as the importer's library reads them."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def kinds(data):
    """{(kind, format)} of all filled cells of all sheets, as openpyxl sees them: ("s", "@") is plain text."""
    cells = [cell for sheet in load_workbook(io.BytesIO(data)) for row in sheet.iter_rows() for cell in row]
    return {(cell.data_type, cell.number_format) for cell in cells if cell.value is not None}


def texts(data):
    """All cells of a workbook below each other, but for the time when it was made."""
    rows = [row for sheet in sheets(data).values() for row in sheet]
    return "\n".join(str(cell) for row in rows if row[0] != "Date" for cell in row)

"""Initiatives as CSV in the contract's columns: UTF-8 with a BOM, CRLF, safe to open in a spreadsheet."""

import csv
import io

from initiatives.domain.cells import defused
from initiatives.domain.columns import COLUMNS
from initiatives.exports.rows import rows
from initiatives.visibility import PUBLIC

BOM = "\ufeff"


def stream(batches, audience=PUBLIC):
    """Pieces of the file, as text. `batches`: lists of primary keys of initiatives, in the order wanted."""
    yield BOM + _lines([COLUMNS])
    for batch in batches:
        yield _lines([defused(row[column]) for column in COLUMNS] for row in rows(batch, audience))


def write(file, batches, audience=PUBLIC, asked=None):
    """Write the same to a binary file; a CSV file has no room for what was `asked`."""
    for piece in stream(batches, audience):
        file.write(piece.encode())


def _lines(rows):
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue()

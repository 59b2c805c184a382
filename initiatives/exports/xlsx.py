"""Initiatives as an XLSX workbook: the rows of the CSV, a sheet about the file, and a sheet of codes with labels."""

from initiatives.domain.columns import COLUMNS
from initiatives.exports.accepted import codes
from initiatives.exports.asked import Asked, facts, left_blank
from initiatives.exports.rows import rows
from initiatives.exports.workbook import TextWorkbook, fitting
from initiatives.visibility import PUBLIC
from initiatives.vocabulary import LABEL_LANGUAGES


def write(file, batches, audience=PUBLIC, asked=None):
    """Write the workbook to a binary file. `batches`: lists of primary keys of initiatives, in the order wanted.

    A text that no cell can hold (longer than 32,767 characters) is left blank, which an import takes for "keep what
    is there", and named on the sheet `about`: the CSV holds it. Raises TooManyRows.
    """
    sheet = _Initiatives(batches, audience)
    with TextWorkbook() as book:
        book.add_sheet("initiatives", COLUMNS, sheet)
        about = [*facts(asked or Asked(), audience, sheet.count), *sheet.left_blank]
        book.add_sheet("about", ("about", "text"), _fitted(about), widths=(32, 120))
        header = ("list", "code", *(f"label_{language}" for language in LABEL_LANGUAGES))
        book.add_sheet("codes", header, _fitted(codes(audience, LABEL_LANGUAGES)))
        book.save(file)


def _fitted(rows):
    return ([fitting(cell) or "" for cell in row] for row in rows)


class _Initiatives:
    """The rows of the sheet, once; `count` and `left_blank` are of those given so far."""

    def __init__(self, batches, audience):
        self.batches, self.audience = batches, audience
        self.count, self.left_blank = 0, []

    def __iter__(self):
        for batch in self.batches:
            for row in rows(batch, self.audience):
                self.count += 1
                yield [self._cell(row, column) for column in COLUMNS]

    def _cell(self, row, column):
        text = fitting(row[column])
        if text is None:
            self.left_blank.append(left_blank(row["id"], column, row[column]))
        return text or ""

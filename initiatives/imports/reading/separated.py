"""Text to records: lines and cells of a file whose cells are divided by commas, semicolons, tabs or bars."""

import csv
import re
import time
from collections import Counter
from itertools import islice

from django.conf import settings
from django.utils.translation import gettext as _

from initiatives.imports.reading import encodings, headers, limits
from initiatives.imports.table import Unreadable

MARKS = (",", ";", "\t", "|")
LONGEST_LINE = 16 * 1024 * 1024  # characters; and of a cell, before its own limit is looked at
PEEK = 200  # lines in which the header is looked for

_SAYS = re.compile(r"\ufeff?\"?sep=(.)\"?[,;\t|]*\s*\Z", re.IGNORECASE)

csv.field_size_limit(LONGEST_LINE)


def records(data, codec, assigned=()):
    """(what divides the cells, the records: (line on which it begins, cells) each, the empty ones too)"""
    head = list(islice(_quietly(data, codec), PEEK))
    said = _SAYS.match(head[0]) if head else None
    mark = said[1] if said else _mark(head, assigned)
    found = _parsed(_lines(data, codec), mark)
    return mark, (record for record in found if not (said and record[0] == 1))


def _lines(data, codec):
    """The lines with their ends. Raises Unreadable for NUL, for a line without end, and when time is up."""
    deadline = time.monotonic() + settings.IMPORT_READ_SECONDS
    number = 0
    with encodings.opened(data, codec) as stream:
        while text := stream.readline(LONGEST_LINE):
            number += 1
            if "\0" in text:
                message = _("This line holds a NUL character, which no text has. The file may be damaged.")
                raise Unreadable(number, message)
            if len(text) == LONGEST_LINE:
                raise Unreadable(number, _too_long())
            if number % limits.TICKS == 0 and time.monotonic() > deadline:
                raise limits.too_slow(number)
            yield text


def _quietly(data, codec):
    """The lines until something is wrong with them: who reads them all is told."""
    try:
        yield from _lines(data, codec)
    except Unreadable:
        return


def _mark(head, assigned):
    """What divides the cells: the mark that shows a header with all that is needed, else that by which most rows are
    equally wide, in doubt the comma."""
    return max(MARKS, key=lambda mark: _fit(head, mark, assigned))


def _fit(head, mark, assigned):
    """(most known columns in a header that has enough, records of the commonest width, most known columns, that width)

    Of a title above the table some words may by chance be names of columns; that rows are equally wide is no chance.
    """
    known, widths = 0, Counter()
    try:
        for _line, cells in _parsed(iter(head), mark):
            known = max(known, headers.score(cells, assigned))
            widths[len(cells)] += any(cell.strip() for cell in cells)
    except Unreadable:
        pass
    count, width = max(((count, width) for width, count in widths.items() if width > 1), default=(0, 0))
    return known if known >= headers.ENOUGH else 0, count, known, width


def _parsed(lines, mark):
    reader = csv.reader(lines, delimiter=mark, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unreadable(line, _fault(error)) from error
        yield line, cells
        line = reader.line_num + 1


def _fault(error):
    if "unexpected end" in str(error):
        return _("A quotation mark opens in the row that begins here and is never closed.")
    if "field larger" in str(error):
        return _too_long()
    return _(
        "The quotation marks in the row that begins here don't match. Inside a quoted cell write each of them twice."
    )


def _too_long():
    return _("A cell in the row that begins here is too long to be read.")

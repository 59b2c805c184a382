"""How much of a file is read. Each number is a setting, and each refusal says which limit was passed."""

import time

from django.conf import settings
from django.utils.translation import gettext as _

from initiatives.imports.table import Unreadable

MEGABYTE = 1024 * 1024
TICKS = 256  # lines between two looks at the clock


def check_size(data):
    if len(data) > settings.IMPORT_LARGEST_FILE:
        message = _("The file is larger than %(limit)s MB. Divide it into several files.")
        raise Unreadable(1, message % {"limit": settings.IMPORT_LARGEST_FILE // MEGABYTE})


def check_columns(line, cells):
    if len(cells) <= settings.IMPORT_MOST_COLUMNS:
        return
    count = max(place for place, cell in enumerate(cells, 1) if cell.strip())
    if count > settings.IMPORT_MOST_COLUMNS:
        message = _("This row has %(count)s columns; at most %(limit)s are read.")
        raise Unreadable(line, message % {"count": count, "limit": settings.IMPORT_MOST_COLUMNS})


def check_cell(line, column, text):
    if len(text) > settings.IMPORT_LONGEST_CELL:
        message = _("This cell has %(count)s characters; at most %(limit)s are read. Nothing is cut off: shorten it.")
        counts = {"count": len(text), "limit": settings.IMPORT_LONGEST_CELL}
        raise Unreadable(line, message % counts, text[:80] + "…", column)


def too_slow(line):
    message = _("Reading this file takes longer than %(limit)s seconds. Divide it into several files.")
    return Unreadable(line, message % {"limit": settings.IMPORT_READ_SECONDS})


def within_limits(records):
    """Filled records, (line, cells) each, as long as they are not too many, too wide, or too slow to come."""
    deadline = time.monotonic() + settings.IMPORT_READ_SECONDS
    for count, (line, cells) in enumerate(records):
        if count > settings.IMPORT_MOST_ROWS:
            message = _("The file has more than %(limit)s rows. Divide it into several files.")
            raise Unreadable(line, message % {"limit": settings.IMPORT_MOST_ROWS})
        if count % TICKS == 0 and time.monotonic() > deadline:
            raise too_slow(line)
        check_columns(line, cells)
        yield line, cells

"""XLSX to records: the first sheet, read by calamine in a process of its own, which may die of a bomb in our place.

A sheet with one cell in its last corner asks for hundreds of gigabytes and ends the process that reads it; so that
process is not the server's, and may have only so much memory and time.
"""

import json
import subprocess
import sys
import tempfile
import threading
import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from initiatives.imports.reading.limits import MEGABYTE
from initiatives.imports.table import Unreadable

READER = Path(__file__).with_name("worksheet.py")
WORKBOOK = "xl/workbook.xml"
OWN_SHEETS = {"about", "codes", "accepted values"}  # beside the rows of our template and downloads
MOST_ENTRIES = 2000  # files inside; a workbook has some tens


@dataclass
class Workbook:
    """Told beside the rows: names of all `sheets`, (line, last line) of `merged` cells of the first."""

    sheets: list = field(default_factory=list)
    merged: list = field(default_factory=list)

    @property
    def not_read(self):
        """A sentence that names the sheets that are not read, "" where there are none but those that we write."""
        others = [name for name in self.sheets[1:] if name not in OWN_SHEETS]
        if not others:
            return ""
        message = _("Only the first sheet, “%(first)s”, is read. Not read: %(others)s.")
        return message % {"first": self.sheets[0], "others": ", ".join(f"“{name}”" for name in others)}

    @property
    def half_empty(self):
        """A sentence that names the lines over which cells are merged, "" where there are none."""
        if not self.merged:
            return ""
        lines = ", ".join(f"{first}–{last}" for first, last in self.merged)
        message = _("Cells are merged over lines %(lines)s. Only the first line has their value: write it into each.")
        return message % {"lines": lines}


def records(data, told):
    """(line, cells) of each row of the first sheet; Unreadable where it is too large or no workbook.

    `told`: a Workbook that is filled in before the first row comes.
    """
    check(data)
    yield from _records(data, told)


# --- before it is opened ---


def check(data):
    """Refuse by the table of contents, before anything is unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        # NotImplementedError is what zipfile says of an entry that needs a newer version of the format.
        raise Unreadable(
            1, _("This file is damaged: it can't be unpacked. Save it once more and try again.")
        ) from error
    if sentence := _refusal(entries):
        raise Unreadable(1, sentence)


def _refusal(entries):
    unpacked, packed = sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries)
    if any(entry.flag_bits & 1 for entry in entries):
        return _("This file is locked with a password. Save it without one and try again.")
    if len(entries) > MOST_ENTRIES:
        return _("This file holds too many files (%(count)s) to be a workbook.") % {"count": len(entries)}
    if all(entry.filename != WORKBOOK for entry in entries):
        return _("This is a packed file, but no XLSX workbook. Save the table as XLSX or as “CSV UTF-8” and try again.")
    if unpacked > settings.IMPORT_XLSX_UNPACKED:
        message = _("Unpacked, this workbook is larger than %(limit)s MB. Divide it, or save it as “CSV UTF-8”.")
        return message % {"limit": settings.IMPORT_XLSX_UNPACKED // MEGABYTE}
    if unpacked > MEGABYTE and unpacked > settings.IMPORT_XLSX_RATIO * max(packed, 1):
        message = _("This workbook is packed more than %(limit)s times, which no table is. Save it as “CSV UTF-8”.")
        return message % {"limit": settings.IMPORT_XLSX_RATIO}
    return None


# --- the other process ---


def _records(data, told):
    """The lines that the reader prints; it is ended with this generator, or when its time is up."""
    numbers = [str(settings.IMPORT_READ_MEMORY), str(settings.IMPORT_READ_SECONDS)]
    with tempfile.TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR) as file:
        file.write(data)
        file.seek(0)
        command = [sys.executable, "-I", str(READER), *numbers]
        with subprocess.Popen(  # noqa: S603  our own script, with two numbers
            command, stdin=file, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as reader:
            clock = threading.Timer(settings.IMPORT_READ_SECONDS, reader.kill)
            clock.start()
            try:
                yield from _said(reader.stdout, told)
            finally:
                clock.cancel()
                reader.kill()


def _said(lines, told):
    """(line, cells) of each line that it prints. The last line is "done", or a fault in one word."""
    last = None
    for line in lines:
        last = json.loads(line)
        if isinstance(last, list):
            yield last[0], last[1]
        elif isinstance(last, dict):
            told.sheets, told.merged = last["sheets"], last["merged"]
    if last == "done":
        return
    if last == "password":
        raise Unreadable(1, _("This file is locked with a password. Save it without one and try again."))
    if last == "damaged":
        raise Unreadable(
            1, _("This workbook is damaged: its first sheet can't be read. Save it once more and try again.")
        )
    message = _("Reading this workbook takes more memory or time than it may (%(memory)s MB, %(seconds)s seconds).")
    numbers = {"memory": settings.IMPORT_READ_MEMORY // MEGABYTE, "seconds": settings.IMPORT_READ_SECONDS}
    raise Unreadable(1, message % numbers + " " + _("Delete empty rows and columns, or save it as “CSV UTF-8”."))

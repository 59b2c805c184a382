"""What kind of file the bytes are, whatever the file is called: by how they begin."""

import re

from django.utils.translation import gettext_lazy as _

TEXT, WORKBOOK, XML = "text", "workbook", "xml"

_HTML = re.compile(rb"\s*<(!doctype\s+html|html|head|body|table|meta)\b", re.IGNORECASE)
_JSON = re.compile(rb'\s*(\{\s*"|\[\s*[\[{])')
_XML = re.compile(rb"\s*<(\?xml\b|!--|!DOCTYPE\b|[a-z][\w:.-]*[\s/>])", re.IGNORECASE)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_AS_TABLE = _("Save the table as XLSX or as “CSV UTF-8” and try again.")
_PICTURE = _("This is a picture, not a table.")

REFUSED = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": _(
        "This is an old Excel file (.xls), or one that is locked with a password. Save it as XLSX without a password."
    ),
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF8": _PICTURE,
    b"BM\x00": _PICTURE,
    b"%PDF": _("This is a PDF file, not a table."),
    b"{\\rtf": _("This is a text document, not a table."),
    b"\x1f\x8b": _("This file is compressed. Unpack it and upload the table itself."),
    b"7z\xbc\xaf": _("This file is compressed. Unpack it and upload the table itself."),
    b"Rar!": _("This file is compressed. Unpack it and upload the table itself."),
    b"BZh9": _("This file is compressed. Unpack it and upload the table itself."),
    b"SQLite format 3": _("This is a database, not a table."),
    b"\x7fELF": _("This is a program, not a table."),
    b"MZ\x90": _("This is a program, not a table."),
}


def refusal(data):
    """A sentence where the bytes are surely no table, else None."""
    found = next((sentence for mark, sentence in REFUSED.items() if data.startswith(mark)), None)
    if found is None and _HTML.match(_beginning(data)):
        found = _("This is a web page, not a table.")
    if found is None and _JSON.match(_beginning(data)):
        found = _("This is a JSON file, not a table.")
    return f"{found} {_AS_TABLE}" if found else None


def of(data):
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return WORKBOOK
    return XML if _XML.match(_beginning(data)) else TEXT


def _beginning(data):
    """The first bytes without mark and without the zeros of UTF-16."""
    head = bytes(data[:512])
    for mark in _MARKS:
        head = head.removeprefix(mark)
    return head.replace(b"\0", b"")

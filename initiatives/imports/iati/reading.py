"""Bytes to activities: one element at a time, in memory that does not grow with the file's unused parts.

Entities, document types and outside references are refused (defusedxml), and so is XML nested without end.
"""

from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler

from defusedxml import DefusedXmlException, DTDForbidden
from defusedxml.expatreader import DefusedExpatParser
from django.utils.translation import gettext as _

from initiatives.imports.iati import activity, family
from initiatives.imports.iati.elements import Element
from initiatives.imports.problems import Problem
from initiatives.imports.table import PackedRows, Table

DEEPEST = 40  # elements within elements; IATI itself needs about ten
CHUNK = 256 * 1024
ACTIVITY = "iati-activity"
UNREAD = {
    "budget", "capital-spend", "conditions", "contact-info", "country-budget-items", "crs-add", "fss", "legacy-data",
    "planned-disbursement", "result", "transaction",
}  # fmt: skip
SPREAD = {"recipient-country", "recipient-region", "sector"}  # an activity may say these of its transactions instead

_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_BLANK = b" \t\r\n"


class Refused(Exception):
    """The file can't be taken; its text is a sentence for the editor, `line` where it went wrong."""

    def __init__(self, message, line=1, value=""):
        super().__init__(message)
        self.line, self.value = line, value


def is_xml(data):
    """Whether bytes begin as XML does, behind a byte order mark and blanks."""
    return _without_mark(data[:200]).lstrip(_BLANK + b"\0").startswith(b"<")


def read(data):
    """The Table of an IATI activity file. Never raises for what stands in the file: that is in its problems."""
    links = family.Links()
    try:
        rows = PackedRows(links.noted(map(activity.row, _activities(data))))
    except Refused as refused:
        return Table([], [Problem(refused.line, "", refused.value, str(refused))], "iati")
    return Table(PackedRows(links.ordered(rows)), [], "iati")


def _without_mark(data):
    return next((data[len(mark) :] for mark in _BOMS if data.startswith(mark)), data)


def _activities(data):
    """Element by Element; raises Refused."""
    blank = len(data) - len(data.lstrip(_BLANK))
    parser = DefusedExpatParser(forbid_dtd=True)
    handler = _Handler(parser, data[:blank].count(b"\n"))
    parser.setContentHandler(handler)
    for start in range(blank, len(data), CHUNK):
        _fed(parser, handler, data[start : start + CHUNK])
        yield from handler.taken()
    _fed(parser, handler, None)
    if not handler.found:
        raise Refused(_nothing_in(handler.root))


def _fed(parser, handler, data):
    try:
        parser.close() if data is None else parser.feed(data)
    except DTDForbidden as error:
        raise Refused(_document_type(error.name), handler.line) from error
    except DefusedXmlException as error:
        message = _("This file defines entities or asks for other files, which is refused: IATI needs neither.")
        raise Refused(message, handler.line) from error
    except SAXParseException as error:
        message = _("The XML is damaged in this line. Fetch or save the file again.")
        raise Refused(message, error.getLineNumber() + handler.offset, error.getMessage()) from error
    except (SAXException, ValueError, LookupError) as error:  # an encoding that nobody knows
        raise Refused(_("This XML can't be read. Save it as UTF-8."), handler.line, str(error)) from error


def _document_type(name):
    if name.casefold() == "html":
        return _("This is a web page, not a file of IATI activities.")
    return _("This file declares a document type, which is refused: IATI needs none.")


def _nothing_in(root):
    if root == "iati-activities":
        return _("The file holds no activities.")
    if root == "iati-organisations":
        return _("This is an IATI organisation file. Only activity files can be imported.")
    return _("This XML holds no IATI activities.")


class _Handler(ContentHandler):
    """Builds the Element of each activity, and forgets it once it is taken."""

    def __init__(self, parser, offset):
        super().__init__()
        self.parser, self.offset = parser, offset
        self.depth, self.unread, self.found = 0, 0, 0
        self.root, self.generated = "", ""
        self.open, self.done = [], []

    @property
    def line(self):
        return (self.parser.getLineNumber() or 1) + self.offset

    def taken(self):
        done, self.done = self.done, []
        return done

    def startElement(self, name, attributes):
        self.depth += 1
        if self.depth > DEEPEST:
            raise Refused(_("The elements of this file are nested too deeply for IATI."), self.line)
        if self.depth == 1:
            self.root, self.generated = name, attributes.get("generated-datetime", "")
        if self.unread:
            self._spread(name, attributes)
        elif self.open and name in UNREAD:
            self.unread = self.depth
        elif self.open or name == ACTIVITY:
            self._begin(Element(name, dict(attributes.items()), self.line))

    def _begin(self, element):
        if self.open:
            self.open[-1].children.append(element)
        else:
            element.attributes.setdefault("generated-datetime", self.generated)
        self.open.append(element)

    def _spread(self, name, attributes):
        """Keep where a transaction goes and what for, once each."""
        if name in SPREAD and self.depth == self.unread + 1:
            facts = {key: attributes.get(key, "") for key in ("code", "vocabulary")}
            self.open[0].spread.setdefault((name, *facts.values()), Element(name, facts, self.line))

    def characters(self, content):
        if self.open and not self.unread:
            self.open[-1].parts.append(content)

    def endElement(self, name):
        if self.unread == self.depth:
            self.unread = 0
        elif self.open and not self.unread:
            element = self.open.pop()
            if not self.open:
                self.found += 1
                self.done.append(element)
        self.depth -= 1

"""One row on its way to a document: what the row changes, and what is wrong with it."""

from functools import cache
from uuid import uuid4

from django.conf import settings
from django.utils.translation import gettext as _

from initiatives.domain import documents
from initiatives.domain.cells import clean, split
from initiatives.domain.columns import MANY_VALUED, MULTILINE
from initiatives.imports.problems import WARNING, Bad, Problem


@cache
def _blank():
    """The document of a profile of which nothing is known."""
    return documents.canonical("initiative", {"slug": "", "kind": ""})


class Draft:
    """`before`: the document as it is, None for a new profile; `document`: as the row wants it.

    `exported`: what an export would write for `before`, one {column: text} an audience: a cell that says the same
    changes nothing, whatever characters it holds. `names`: Lookups of what `before` refers to. `named`: {name as
    written: key of the organisation it means} where something else than the name decides it.
    """

    def __init__(self, row, before, directory, exported=(), names=None):
        self.row, self.before, self.directory = row, before, directory
        self.exported, self.names = exported, names
        self.key = before["uuid"] if before else str(uuid4())
        self.document = documents.copied(before or _blank()) | {"uuid": self.key}
        self.problems = list(row.problems)
        self.named = {}
        self.cells = {
            column: clean(text, multiline=column in MULTILINE)
            for column, text in row.cells.items()
            if text and column not in row.cleared
        }

    @property
    def is_new(self):
        return self.before is None

    @property
    def is_good(self):
        return not any(problem.is_error for problem in self.problems)

    def written(self, column):
        """The cleaned text of a cell, "" where it is blank, missing or says CLEAR."""
        return self.cells.get(column, "")

    def wanted(self, column):
        """What the cell of `column` asks for: None to keep what is there, "" to empty it, else the cleaned text."""
        text = self.cells.get(column, "")
        if text and not self.exported:
            return text
        if column in self.row.cleared:
            return ""
        if not text or any(text == clean(row[column], multiline=column in MULTILINE) for row in self.exported):
            return None
        return text

    def is_bounded(self):
        """Whether no list of the row is longer than settings.IMPORT_MOST_ITEMS; each that is gets an error."""
        most = settings.IMPORT_MOST_ITEMS
        full = [column for column, text in self.cells.items() if text.count(";") >= most and column in MANY_VALUED]
        counts = {column: len(split(self.wanted(column) or "")) for column in full}
        counts["source_url"] = len(self.row.extra.get("documents", ()))
        long = {column: count for column, count in counts.items() if count > most}
        for column, count in long.items():
            message = _("This is a list of %(count)s; at most %(limit)s are taken for one profile.")
            self.error(column, self.written(column)[:80] + "…", message % {"count": count, "limit": most})
        return not long

    def error(self, column, value, message):
        self.problems.append(Problem(self.row.line, column, value, message))

    def warn(self, column, value, message):
        self.problems.append(Problem(self.row.line, column, value, message, WARNING))

    def parsed(self, column, text, parse, *arguments, default=""):
        """`parse(text, …)`, or `default` and an error in this cell where that raises Bad."""
        try:
            return parse(text, *arguments)
        except Bad as bad:
            self.error(column, text, str(bad))
            return default

    def code(self, column, text, vocabulary):
        """The slug of `text` in `vocabulary`; "" and an error that names the accepted words where it has none."""
        entry = vocabulary.find(text)
        if entry:
            return entry.slug
        message = _("This word is not in the list. Accepted: %(accepted)s.") % {"accepted": ", ".join(vocabulary.slugs)}
        near = vocabulary.nearest(text, 1)
        if near:
            message += " " + _("Did you mean “%(near)s”?") % {"near": near[0].slug}
        self.error(column, text, message)
        return ""

    def problems_in(self, column):
        """Whether a cell of `column` holds an error."""
        return any(problem.is_error and problem.column == column for problem in self.problems)

"""Cells that look like personal contact data or an exact place: imported as they are, with a remark that says so."""

from django.utils.translation import gettext as _

from initiatives.domain import screening
from initiatives.imports.problems import WARNING, Problem

READ = (
    "title", "summary", "description", "title_original", "keywords", "places", "lead", "implementers", "partners",
    "supporters", "other_organisations", "funders", "activities", "source_title",
)  # fmt: skip


def texts(draft):
    """{column: text} of what a row says anew in words."""
    return {column: text for column in READ if (text := draft.wanted(column))}


def remarks(line, texts):
    """A Problem for each such value in `texts`. It keeps only the beginning of the value."""
    for column, found in screening.findings_in(texts).items():
        for finding in found:
            message = _("This looks like %(kind)s: leave personal contact data and exact places out.")
            yield Problem(line, column, finding.hint, message % {"kind": finding.label}, WARNING)

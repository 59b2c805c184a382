"""Cells that look like personal contact data or an exact place: imported as they are, with a remark that says so."""

from django.utils.translation import gettext as _

from initiatives.domain import screening

READ = (
    "title", "summary", "description", "title_original", "keywords", "places", "lead", "implementers", "partners",
    "supporters", "other_organisations", "funders", "activities", "source_title",
)  # fmt: skip


def warn(draft):
    """A remark for each such value that the profile does not hold yet. The remark itself keeps only its beginning."""
    for column in READ:
        if text := draft.wanted(column):
            _tell(draft, column, screening.findings(text))


def _tell(draft, column, found):
    for finding in found:
        message = _("This looks like %(kind)s: leave personal contact data and exact places out.")
        draft.warn(column, finding.hint, message % {"kind": finding.label})

"""A CSV file or a workbook to begin with: the columns, what belongs into each, and one example.

Both rows are notes, which the importer leaves out: their `id` begins with #.
"""

import csv
import io

from django.utils.translation import gettext as _

from initiatives.domain.columns import COLUMNS
from initiatives.exports.accepted import codes
from initiatives.exports.workbook import TextWorkbook, fitting

BOM = "\ufeff"
EXAMPLE = {
    "language": "en",
    "title": "Bridge over the river",
    "summary": "Young people from both banks talk once a month about what divides and joins them.",
    "title_original": "Міст через річку",
    "original_language": "uk",
    "kind": "dialogue-series",
    "status": "ongoing",
    "start_date": "2018-02",
    "countries": "UA; MD",
    "places": "Chernivtsi",
    "themes": "dialogue; youth-peace-security",
    "keywords": "river",
    "approaches": "bridging; capacity-building",
    "levels": "track-3",
    "reach": "local",
    "beneficiaries": "youth; teachers",
    "lead": "Example Dialogue Centre (EDC)",
    "partners": "Example School; Example Library",
    "other_organisations": "Example Town Hall [host]",
    "funders": "Example Fund | Small grants | 25000 EUR",
    "activities": "dialogue-session | First evening | 2018-02-23 | Chernivtsi | held; youth-camp | Camp | | | planned",
    "website": "https://example.org/bridge",
    "source_url": "https://example.org/report-2025",
    "source_title": "Annual report 2025",
    "source_date": "2026-01",
    "external_ids": "iati:XX-EXAMPLE-1",
}  # fmt: skip


def explanations():
    """{column: one sentence}"""
    many = _("Several with a semicolon between them; write \\; for one that belongs to the text.")
    names = _("Names of organisations. Several with a semicolon between them.")
    date = _("As precise as the source: 2018, 2018-02 or 2018-02-23.")
    code = _("A word of the list on the data page.")
    return {
        "id": _("Leave it blank for a new profile; the profile's id changes that profile."),
        "language": _("Of title, summary and description, for example en or uk. Blank is en."),
        "title": _("Needed. At most 300 characters."),
        "summary": _("One or two sentences in your own words."),
        "description": _("More, in your own words."),
        "title_original": _("The name in its own language, where that is another."),
        "original_language": _("The language of the original title, for example sq."),
        "kind": code,
        "status": code + " " + _("It is dated by source_date."),
        "start_date": date,
        "end_date": date,
        "countries": _("Needed. Names or ISO codes: UA; XK.") + " " + many,
        "participant_countries": _("Where those come from who take part."),
        "places": _("Towns, districts or regions.") + " " + many,
        "themes": code + " " + many,
        "keywords": _("Free words, seen by everyone.") + " " + many,
        "approaches": code + " " + many,
        "levels": code + " " + many,
        "reach": code + " " + many,
        "beneficiaries": code + " " + many,
        "lead": names,
        "implementers": names,
        "partners": names,
        "supporters": names + " " + _("Support without money."),
        "other_organisations": _("Name [role], with a role such as host, convener, founder or member."),
        "funders": _("Name, or Name | programme | 250000 EUR. Only where the source speaks of money."),
        "activities": _("type | title | date | place | state, with the state planned, held or claimed."),
        "website": _("Beginning with https://."),
        "source_url": _("Where these facts stand."),
        "source_title": _("What that page or document is called."),
        "source_date": _("The date printed in the source, blank where it gives none."),
        "external_ids": _("scheme:value, for example an IATI identifier."),
        "verified_date": _("Written by exports, not read."),
    }


def template():
    """The file as text, with a byte order mark."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([COLUMNS, *_rows()])
    return BOM + text.getvalue()


def workbook():
    """The file as the bytes of an XLSX workbook, with a sheet of the values that its columns accept."""
    file = io.BytesIO()
    with TextWorkbook() as book:
        book.add_sheet("template", COLUMNS, ([fitting(cell) for cell in row] for row in _rows()))
        accepted = ([slug, label, name] for name, slug, label in codes())
        book.add_sheet("accepted values", ("slug", "label", "list"), accepted, widths=(30, 60, 20))
        book.save(file)
    return file.getvalue()


def _rows():
    told = explanations()
    example = {"id": "# " + _("An example: empty this cell to import it.")} | EXAMPLE
    for row in (told | {"id": f"# {told['id']}"}, example):
        yield [row.get(column, "") for column in COLUMNS]

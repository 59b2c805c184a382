"""Kind, status, dates, countries, address, identifiers and source of an initiative."""

from django.utils.translation import gettext as _

from initiatives.domain.cells import apart, joined, split
from initiatives.domain.columns import identifier
from initiatives.imports import values
from initiatives.models import Identifier, Initiative, Source
from initiatives.models.fields import PartialDate
from initiatives.vocabulary import KINDS, STATUSES

SOURCE = ("source_url", "source_title", "source_date")
DEFAULT_KIND = "initiative"
LONGEST = {
    "website": Initiative._meta.get_field("website").max_length,
    "source_url": Source._meta.get_field("url").max_length,
    "source_title": Source._meta.get_field("title").max_length,
    "scheme": Identifier._meta.get_field("scheme").max_length,
    "value": Identifier._meta.get_field("value").max_length,
}


def fill(draft):
    _countries(draft)
    _kind(draft)
    _dates(draft)
    _website(draft)
    _identifiers(draft)
    _verified(draft)


def _countries(draft):
    for column in ("countries", "participant_countries"):
        wanted = draft.wanted(column)
        if wanted == "" and column == "countries":
            draft.error(column, draft.written(column), _("A profile can't be without a country."))
        elif wanted is not None:
            draft.document[column] = sorted({code for name in split(wanted) if (code := _country(draft, column, name))})
    # A region of the world stands for countries: of this row, or of the profile that has been without one.
    named = draft.document["countries"] or draft.row.extra.get("regions") or draft.document["places"]
    if not named and not draft.problems_in("countries"):
        draft.error("countries", "", _("The country is missing."))


def _country(draft, column, name):
    countries = draft.directory.countries
    code = countries.find(name)
    if code:
        return code
    several = apart(name)
    if len(several) > 1 and all(map(countries.find, several)):
        message = _("Several countries are divided by semicolons: write %(several)s.")
        draft.error(column, name, message % {"several": joined(several)})
        return None
    message = _("No country is called so. Write its name or its ISO code, such as UA or XK.")
    if near := countries.nearest(name):
        message += " " + _("Did you mean %(near)s?") % {"near": near}
    draft.error(column, name, message)
    return None


def _kind(draft):
    wanted = draft.wanted("kind")
    if wanted:
        draft.document["kind"] = draft.code("kind", wanted, KINDS)
    elif draft.is_new and draft.row.extra.get("kind"):
        draft.document["kind"] = draft.row.extra["kind"]
    elif wanted == "" or draft.is_new:
        draft.document["kind"] = DEFAULT_KIND
        draft.warn("kind", "", _("The row names no kind: it is filed as “%(kind)s”.") % {"kind": DEFAULT_KIND})


def _dates(draft):
    for column in ("start_date", "end_date"):
        wanted = draft.wanted(column)
        if column == "end_date" and wanted and STATUSES.find(wanted):
            draft.error(column, wanted, _("The end is a date: leave this cell blank, and write this under “status”."))
        elif wanted is not None:
            draft.document[column] = draft.parsed(column, wanted, values.date) if wanted else ""
            if "/" in wanted and draft.document[column]:
                draft.warn(column, wanted, _("Read as %(date)s.") % {"date": draft.document[column]})
    if not values.is_ordered(draft.document["start_date"], draft.document["end_date"]):
        draft.error("end_date", draft.document["end_date"], _("The end is before the start."))


def _website(draft):
    wanted = draft.wanted("website")
    if wanted is not None:
        draft.document["website"] = _address(draft, "website", wanted) if wanted else ""


def _address(draft, column, text):
    text = draft.parsed(column, text, values.short, LONGEST[column])
    url, added = draft.parsed(column, text, values.address, default=("", False)) if text else ("", False)
    if added:
        draft.warn(column, text, _("Read as %(address)s.") % {"address": url})
    return url


def _identifiers(draft):
    wanted = draft.wanted("external_ids")
    if wanted is None:
        return
    known = {identifier(row): row for row in draft.document["identifiers"]}
    rows = [known.get(item) or _identifier(draft, item) for item in split(wanted)]
    draft.document["identifiers"] = list({identifier(row): row for row in rows if row}.values())


def _identifier(draft, item):
    scheme, _colon, value = (part.strip() for part in item.partition(":"))
    if not scheme or not value:
        draft.error(
            "external_ids", item, _("Write scheme and identifier with a colon between them, such as iati:GB-1-2.")
        )
        return None
    draft.parsed("external_ids", scheme, values.short, LONGEST["scheme"])
    draft.parsed("external_ids", value, values.short, LONGEST["value"])
    return {"scheme": scheme, "value": value}


def _verified(draft):
    written = draft.written("verified_date")
    if written and written != (draft.document["verified_date"] or ""):
        draft.warn(
            "verified_date", written, _("This column is only written, never read: verify the profile in the admin.")
        )


def read_source(draft):
    """(url, title, date) that the row names, as they are stored; blank where it names none or they can't be read."""
    url, title, date = map(draft.written, SOURCE)
    if url:
        url = _address(draft, "source_url", url)
    if title:
        title = draft.parsed("source_title", title, values.short, LONGEST["source_title"])
    if date:
        date = draft.parsed("source_date", date, values.date)
    return url, title, PartialDate(date)


def fill_source(draft):
    """Cite the row's source for the whole row, and date its status by it."""
    changed = any(draft.wanted(column) for column in SOURCE)
    for column in draft.row.cleared.intersection(SOURCE):
        draft.warn(column, "", _("A source is not taken away by a file: take its citation away in the admin."))
    url, title, date = read_source(draft) if changed else ("", "", draft.written("source_date"))
    if url or title:
        key = draft.directory.source(url, title, date)
        cited = {(row["source"], row["field"]) for row in draft.document["citations"]}
        if (key, "*") not in cited:
            draft.document["citations"].append({"source": key, "field": "*"})
    _status(draft, date if draft.is_good else "", changed)


def _status(draft, date, source_changed):
    """A status is dated by the source that states it; the same status from an older source keeps its newer date."""
    wanted = draft.wanted("status")
    same = wanted is None
    if same and not (source_changed and draft.written("status")):
        return
    status = "unknown" if wanted == "" else draft.code("status", wanted or draft.written("status"), STATUSES)
    dated = draft.document["status_date"]
    if status == draft.document["status"] and not draft.is_new:
        date = max(date, dated)
    draft.document |= {"status": status, "status_date": "" if wanted == "" else date}

"""What of a document an audience may see. Nothing that is withheld gets past here (safety.md)."""

import datetime as dt
from functools import cache

from initiatives.domain.documents import canonical
from initiatives.domain.shapes import SHAPES
from initiatives.visibility import COARSE_PRECISIONS, EDITORS, HIDES_ALL, HIDES_LINKS, NAME_ONLY, PUBLIC, is_visible
from initiatives.vocabulary import BENEFICIARIES

TEXT_FIELDS = {"title", "summary", "mission", "description"}
LINKS = ("funders", "partners", "contacts")
NAME_OF_LINK = {"organisation", "role"}  # what a consent to be named covers
NARROW = "name"  # of CONSENT_SCOPES


def consented(row, on):
    """Whether the consent recorded on `row` holds on the day `on` (a datetime.date; None: no consent counts)."""
    if on is None:
        return False
    given, expires = row.get("consent_given"), row.get("consent_expires")
    started = bool(given) and dt.date.fromisoformat(given) <= on
    return started and (not expires or dt.date.fromisoformat(expires) >= on)


def visible(subject, document, audience, *, on, precisions=None):
    """The part of `document` that `audience` may see on the day `on`; None where it may not know of it at all.
    `on` None counts no consent, for what is kept longer than a day.

    `precisions`: {place uuid: precision}, needed for profiles whose places are shown coarsely.
    """
    if audience == EDITORS:
        return document
    if subject == "initiative" and not document["texts"]:
        return None  # nothing to call it by
    sensitivity = document.get("sensitivity", "open")
    if sensitivity in HIDES_ALL or document.get("stage", "published") != "published":
        return None
    shown = _visible_fields(subject, document, on)
    if sensitivity in NAME_ONLY:
        shown = _name_and_countries(shown)
    elif sensitivity in HIDES_LINKS:
        shown = _coarse(shown, precisions or {})
    cited = (_citation(row, shown, document) for row in shown.get("citations", ()))
    shown["citations"] = [row for row in cited if row]
    return shown


def _visible_fields(subject, document, on):
    shape = SHAPES[subject]
    shown = dict(_row(shape.root, document, on, True))
    strict = document.get("sensitivity", "open") in HIDES_LINKS
    for name, table in shape.rows.items():
        needs_consent = name == "contacts" or (strict and name in LINKS)
        rows = [_linked(table, row, on) if needs_consent else _row(table, row, on, True) for row in document[name]]
        shown[name] = [row for row in rows if row and not (name == "terms" and _is_sensitive_term(row))]
    return shown


def _linked(table, row, on):
    """What of a row that needs consent the recorded one covers."""
    shown = _row(table, row, on, consented(row, on))
    if not shown or row.get("consent_scope") != NARROW:
        return shown
    return {name: value if name in NAME_OF_LINK else table.blank[name] for name, value in shown.items()}


def _row(table, row, on, is_consented):
    shown = _public_names(table, is_consented)
    return row if shown.issuperset(row) else {name: value for name, value in row.items() if name in shown}


@cache
def _public_names(table, is_consented):
    model = table.model.__name__
    names = {*table.fields, *table.links}
    return {name for name in names if is_visible(model, name, PUBLIC, consented=is_consented)}


def _is_sensitive_term(row):
    return row["list"] == "beneficiary" and BENEFICIARIES[row["slug"]].sensitive


def _name_and_countries(document):
    """The document with nothing but names and countries; all else is as if it had never been filled in."""
    names = [row | {"summary": "", "mission": "", "description": "", "method": "editors"} for row in document["texts"]]
    kept = {name: document[name] for name in ("uuid", "slug", "countries", "aliases")} | {"texts": names}
    blank = canonical("initiative", {"slug": "", "kind": ""})
    return blank | {"verified_date": None} | kept


def _coarse(document, precisions):
    def coarse(places):
        return [key for key in places if precisions.get(key) in COARSE_PRECISIONS]

    activities = [row | {"places": coarse(row["places"])} for row in document["activities"]]
    return document | {"places": coarse(document["places"]), "activities": activities}


def _citation(row, shown, document):
    """What may be seen of the citation `row`: it goes with its fact, and gives nothing away of hidden rows beside it.

    A citation of a link or place does not say in a safe way which one it means: one hidden, all of them go.
    """
    name, _, rest = row["field"].partition(".")
    if name == "*" or name in TEXT_FIELDS:
        return row
    if not shown.get(name) or (name in LINKS and _is_narrowed(name, shown, document)):
        return None
    if row["field"].rpartition(".")[2] == "places" and _count_places(shown) < _count_places(document):
        return None
    return _of_terms(row, rest, shown, document) if name == "terms" else row


def _is_narrowed(name, shown, document):
    """Whether rows of the list `name` are hidden, or show less than they hold."""
    strict = document.get("sensitivity", "open") in HIDES_LINKS
    narrow = strict and any(row.get("consent_scope") == NARROW for row in document[name])
    return narrow or len(shown[name]) < len(document[name])


def _of_terms(row, name, shown, document):
    """A citation of the list `name`: where terms of it are hidden, without words; none where all are."""
    left, all_terms = ([term for term in part["terms"] if name in ("", term["list"])] for part in (shown, document))
    if len(left) == len(all_terms):
        return row
    return row | {"quote": "", "note": ""} if left and not row["states"] else None


def _count_places(document):
    return sum(len(row["places"]) for row in (document, *document["activities"]))

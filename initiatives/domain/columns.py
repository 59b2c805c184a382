"""The CSV row is a projection of the document: these columns, in this order (the contract with users and checks).

Codes are slugs, countries ISO alpha-2, dates as precise as the source; many-valued cells as in `cells`.
"""

from initiatives.domain.cells import joined, joined_parts
from initiatives.models.text import KEYWORD

COLUMNS = (
    "id", "language", "title", "summary", "description", "title_original", "original_language", "kind", "status",
    "start_date", "end_date", "countries", "participant_countries", "places", "themes", "keywords", "approaches",
    "levels", "reach", "beneficiaries", "lead", "implementers", "partners", "supporters", "other_organisations",
    "funders", "activities", "website", "source_url", "source_title", "source_date", "external_ids", "verified_date",
)  # fmt: skip
NEEDED = ("title", "countries")
OTHER_NAMES = {"actor_type": "kind"}
MULTILINE = {"summary", "description"}

TERM_COLUMNS = {
    "themes": "theme", "keywords": KEYWORD, "approaches": "approach", "levels": "level", "reach": "reach",
    "beneficiaries": "beneficiary",
}  # fmt: skip
ROLE_COLUMNS = {"lead": "lead", "implementers": "implementer", "partners": "partner", "supporters": "supporter"}
MANY_VALUED = (
    "countries", "participant_countries", "places", *TERM_COLUMNS, *ROLE_COLUMNS, "other_organisations", "funders",
    "activities", "external_ids",
)  # fmt: skip


def project(document, names):
    """{column: text} of one initiative's document as an audience may see it.

    `names`: Lookups (domain.lookups) that hold the organisations, places and sources it refers to.
    """
    texts = _texts(document)
    source = main_source(document, names)
    row = {
        "id": document["uuid"],
        **texts,
        "kind": document["kind"],
        "status": document["status"],
        "start_date": document["start_date"],
        "end_date": document["end_date"],
        "countries": joined(document["countries"]),
        "participant_countries": joined(document["participant_countries"]),
        "places": joined(sorted(names.places[key].name for key in document["places"])),
        "other_organisations": joined(_others(document, names)),
        "funders": joined_parts(sorted(funder_parts(row, names) for row in document["funders"])),
        "activities": joined_parts(activity_parts(row, names) for row in sorted(document["activities"], key=_by_time)),
        "website": document["website"],
        "source_url": source.url if source else "",
        "source_title": source.title if source else "",
        "source_date": source.date if source else "",
        "external_ids": joined(identifier(row) for row in document["identifiers"]),
        "verified_date": document["verified_date"] or "",
    }
    row |= {column: joined(terms(document, name)) for column, name in TERM_COLUMNS.items()}
    row |= {column: joined(_by_role(document, role, names)) for column, role in ROLE_COLUMNS.items()}
    return {column: str(row[column]) for column in COLUMNS}


def terms(document, name):
    return [row["slug"] for row in document["terms"] if row["list"] == name]


def identifier(row):
    return f"{row['scheme']}:{row['value']}"


def funder_parts(row, names):
    """["Name", "programme", "250000 EUR"]"""
    amount = row["amount"] or ""
    if "." in amount:
        amount = amount.rstrip("0").rstrip(".")
    return [names.organisations[row["organisation"]].name, row["programme"], f"{amount} {row['currency']}".strip()]


def activity_parts(row, names):
    """["workshop", "Title", "2018-02/2018-03", "Kyiv, Lviv", "held"]"""
    places = ", ".join(sorted(names.places[key].name for key in row["places"]))
    dates = f"{row['start']}/{row['end']}" if row["end"] else row["start"]
    return [row["type"], row["title"], dates, places, row["state"]]


def other_organisation(name, role):
    return f"{name} [{role}]"


def main_text(document):
    """The text that the row carries: English, else the original, else the first; None where there is none."""
    texts = {row["language"]: row for row in document["texts"]}
    return texts.get("en") or original_text(document) or next(iter(document["texts"]), None)


def original_text(document):
    return next((row for row in document["texts"] if row["is_original"]), None)


def main_source(document, names):
    """The source that the row names: of a whole imported row before others, then the newest."""
    cited = [(row["field"] == "*", names.sources[row["source"]]) for row in document["citations"]]
    return max(cited, key=lambda pair: (pair[0], pair[1].date, pair[1].uuid), default=(False, None))[1]


def _texts(document):
    text, original = main_text(document), original_text(document)
    row = {name: text[name] if text else "" for name in ("language", "title", "summary", "description")}
    apart = original is not None and original is not text
    return row | {
        "title_original": original["title"] if apart else "",
        "original_language": original["language"] if original else "",
    }


def _by_role(document, role, names):
    return sorted(names.organisations[row["organisation"]].name for row in document["partners"] if row["role"] == role)


def _others(document, names):
    rows = [row for row in document["partners"] if row["role"] not in ROLE_COLUMNS.values()]
    return sorted(other_organisation(names.organisations[row["organisation"]].name, row["role"]) for row in rows)


def _by_time(row):
    return (row["start"] or "9999", row["key"])

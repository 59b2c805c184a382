"""Fill the database with synthetic profiles, faster than the importer can check a file that is known to be good.

The rows are those of `generate_profiles`; their documents go straight to `domain.storing`, in batches, each with its
part of the public index. There is no ledger and no checking: for measuring only.
"""

import uuid

from django.db import transaction

from initiatives.domain import listings, offers, storing
from initiatives.domain.cells import split, split_parts
from initiatives.domain.columns import TERM_COLUMNS
from initiatives.domain.documents import canonical
from initiatives.imports import synthetic
from initiatives.models import Initiative
from initiatives.search.postings import Changes

BATCH = 2000
SPACE = uuid.UUID("7d0f7f4e-3c35-4a4b-9d2c-6f2f5d6f3a10")


def key(kind, name):
    return str(uuid.uuid5(SPACE, f"{kind} {name}"))


def load(count, seed=1, progress=lambda done: None):
    """Make `count` published initiatives with their organisations and sources."""
    known, batch = set(), []
    for number, row in enumerate(synthetic.rows(count, seed), 1):
        batch.append(row)
        if len(batch) == BATCH or number == count:
            _write(batch, known)
            batch = []
            progress(number)


@transaction.atomic
def _write(rows, known):
    names = {name for row in rows for name in _organisations(row)} - known
    known |= names
    _store("organisation", [{"uuid": key("o", name), "slug": _slug(name), "name": name} for name in sorted(names)])
    changes = Changes()
    offers.refresh("organisation", [key("o", name) for name in names], changes)
    changes.apply()
    _store("source", [_source(row) for row in rows])
    keys = _store("initiative", [_initiative(row) for row in rows])
    listings.refresh(list(Initiative.objects.filter(uuid__in=keys).values_list("pk", flat=True)))


def _store(subject, documents):
    wanted = {document["uuid"]: canonical(subject, document) for document in documents}
    storing.store(subject, wanted, {})
    return list(wanted)


def _slug(name):
    return name.lower().replace(" ", "-")


def _organisations(row):
    return [row["lead"], *split(row["partners"]), *(parts[0] for parts in split_parts(row["funders"]))]


def _source(row):
    names = {"url": "source_url", "title": "source_title", "date": "source_date"}
    return {"uuid": key("s", row["source_url"])} | {name: row[column] for name, column in names.items()}


def _initiative(row):
    texts = [{"language": "en", "title": row["title"], "summary": row["summary"]}]
    if row["title_original"]:
        texts.append({"language": row["original_language"], "title": row["title_original"], "is_original": True})
    scheme, value = row["external_ids"].split(":")
    return {
        "uuid": key("i", row["external_ids"]),
        "slug": f"made-up-{int(value)}",
        "kind": row["kind"],
        "stage": "published",
        "status": row["status"],
        "status_date": row["source_date"],
        "start_date": row["start_date"],
        "website": row["website"],
        "countries": split(row["countries"]),
        "texts": texts,
        "terms": [{"list": name, "slug": slug} for column, name in TERM_COLUMNS.items() for slug in split(row[column])],
        "identifiers": [{"scheme": scheme, "value": value}],
        "partners": [{"organisation": key("o", row["lead"]), "role": "lead"}]
        + [{"organisation": key("o", name), "role": "partner"} for name in split(row["partners"])],
        "funders": [_funder(parts) for parts in split_parts(row["funders"])],
        "activities": [_activity(number, parts) for number, parts in enumerate(split_parts(row["activities"]))],
        "citations": [{"source": key("s", row["source_url"]), "field": "*"}],
    }


def _funder(parts):
    name, programme, money = (*parts, "", "")[:3]
    amount, _, currency = money.partition(" ")
    return {
        "organisation": key("o", name),
        "programme": programme,
        "amount": amount or None,
        "currency": currency,
    }


def _activity(number, parts):
    type_slug, title, year, _place, state = parts
    return {"key": f"activity-{number}", "type": type_slug, "title": title, "start": year, "state": state}

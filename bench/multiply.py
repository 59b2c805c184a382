"""Copies of everything that is there, made inside the database: how a million profiles come about in minutes.

Each copy has rows, addresses, titles, sources and organisations of its own, and its part of the public index.
"""

from django.db import connection, transaction
from django.db.models import ForeignKey, Max
from pyroaring import BitMap

from initiatives.batching import batches
from initiatives.domain import listings
from initiatives.models import (
    Activity,
    Citation,
    Funder,
    Identifier,
    Initiative,
    InitiativeText,
    Listing,
    ListingText,
    Offer,
    Organisation,
    Partner,
    Posting,
    Source,
    Term,
)
from initiatives.search import postings

ROOTS = (Organisation, Source, Initiative)
ROWS = (InitiativeText, Term, Identifier, Partner, Funder, Activity, Citation)
INDEX = (Listing, ListingText)
WORDS_AT_ONCE = 2000
NEW_UUID = {
    "postgresql": "gen_random_uuid()",
    "sqlite": "lower(hex(randomblob(16)))",
}


def multiply(copies, progress=lambda done: None):
    """Make `copies` copies of every profile beside the first ones."""
    through = Initiative.countries.through
    tables = (*ROOTS, *ROWS, through, *INDEX, Offer)
    most = {model: model._base_manager.aggregate(most=Max("pk"))["most"] or 0 for model in tables}
    for number in range(1, copies + 1):
        with transaction.atomic():
            for model in tables:
                _copy(model, number, most)
        progress(number)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE initiatives_word SET count = count * %s", [copies + 1])
        _multiply_words(copies, most)
        listings.raise_version([], whole=True)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _multiply_words(copies, most):
    """Put the copies' ids into the postings."""
    steps = {postings.ORGANISATIONS: most[Organisation]}
    rows = list(Posting.objects.order_by("key", "part").values_list("pk", flat=True))
    for batch in batches(rows, WORDS_AT_ONCE):
        changes = postings.Changes()
        for row in Posting.objects.filter(pk__in=batch):
            ids, step = BitMap.deserialize(bytes(row.ids)), steps.get(row.part, most[Initiative])
            whole = BitMap.union(*(ids.shift(step * number) for number in range(copies + 1)))
            for block in range(whole.min() // postings.BLOCK, whole.max() // postings.BLOCK + 1):
                inside = BitMap(range(block * postings.BLOCK, (block + 1) * postings.BLOCK))
                changes.gained[row.part, block][row.key].extend(whole & inside)
        changes.apply()


def _copy(model, number, most):
    shifted = {field.column: _shift(field, number, most) for field in model._meta.concrete_fields}
    columns = {column: expression or connection.ops.quote_name(column) for column, expression in shifted.items()}
    columns |= _own_words(model, number)
    names = ", ".join(map(connection.ops.quote_name, columns))
    values = ", ".join(columns.values())
    table, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} WHERE {key} <= {most[model]}")  # noqa: S608


def _shift(field, number, most):
    """The key of the copied row that a key points to: each copy lies behind the last key of the original."""
    model = field.related_model if isinstance(field, ForeignKey) else field.model if field.primary_key else None
    model = Initiative if model in INDEX else model
    return f"{connection.ops.quote_name(field.column)} + {most[model] * number}" if model in most else ""


def _own_words(model, number):
    names = {field.name for field in model._meta.concrete_fields}
    changes = {"uuid": NEW_UUID[connection.vendor]} if "uuid" in names else {}
    if model is Organisation:
        changes["slug"] = f"slug || '-{number}'"
    if model is Initiative:
        changes["slug"] = f"replace(slug, 'made-up-', 'made-up-{number}-')"
    if model is Identifier:
        changes["value"] = f"value || '-{number}'"
    if model is Source:
        changes["url"] = f"url || '-{number}'"
    if model is Listing:
        changes["title_key"] = f"title_key || ' {number}'"
        changes["card"] = _card(number)
    return changes


def _card(number):
    """The card with the address of the copy."""
    text = "CAST(card AS text)"
    ending = "jsonb" if connection.vendor == "postgresql" else "text"
    return f"""CAST(replace({text}, '"made-up-', '"made-up-{number}-') AS {ending})"""

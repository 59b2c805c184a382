"""One page of a selection in a chosen order: by keyset, so that nothing repeats or is skipped while rows change."""

import base64
import binascii
import json
from dataclasses import dataclass
from itertools import islice

from django.db.models import Q
from django.utils.dateparse import parse_datetime

from initiatives.domain.cards import Card
from initiatives.domain.facets import index
from initiatives.models import Listing

SIZE = 25
LAST_NUMBERED = 100
BY_IDS = 20_000  # up to so many ids are asked for by name; more are met by walking the order
ORDERS = {"-updated": ("-updated_key", "-pk"), "title": ("title_key", "pk"), "-start": ("-start_key", "-pk")}
RELEVANCE = "relevance"


@dataclass(frozen=True)
class Page:
    """`cards` in order. `after`: the key of the next page, "" on the last. `number`: None for a page by key."""

    cards: list
    after: str
    number: int | None
    count: int

    @property
    def previous(self):
        return self.number - 1 if self.number and self.number > 1 else None

    @property
    def next(self):
        """The number of the next page, where it has one."""
        return self.number + 1 if self.after and self.number and self.number < LAST_NUMBERED else None

    @property
    def first_place(self):
        """The place of the first card in the whole list, counted from 1; None for a page by key."""
        return (self.number - 1) * SIZE + 1 if self.number else None


def page(selection, sort, *, number=1, after="", size=SIZE):
    """The Page of `selection` in the order `sort`: after the key `after`, else the `number`th. A bad key is no key."""
    place = _unpack(after, sort)
    skipped = 0 if place else (number - 1) * size
    rows = list(islice(_rows(selection, sort, place, skipped + size + 1), skipped, skipped + size + 1))
    following = _pack(rows[size - 1]) if len(rows) > size else ""
    cards = _cards([pk for pk, _, _ in rows[:size]])
    return Page(cards, following, None if place else number, len(selection))


def everything(selection, sort, size=500):
    """All ids of `selection` in order, in batches of at most `size`."""
    rows = _rows(selection, sort, None, len(selection))
    while batch := [pk for pk, _, _ in islice(rows, size)]:
        yield batch


def _cards(pks):
    countries = index().countries
    found = dict(Listing.objects.filter(pk__in=pks).values_list("pk", "card"))
    return [Card(found[pk], countries) for pk in pks if pk in found]


def _rows(selection, sort, place, wanted):
    """(pk, key, rank) in order, from `place` on. The rank of what is found by name is 0, else 1 (relevance only)."""
    if sort != RELEVANCE:
        yield from ((pk, key, 1) for pk, key in _ordered(selection.ids, sort, place and place[1:], wanted))
        return
    start = place[0] if place else 0
    for rank, ids in enumerate((selection.named, selection.ids - selection.named)):
        if rank >= start:
            key = place[1:] if place and rank == start else None
            yield from ((pk, key, rank) for pk, key in _ordered(ids, "-updated", key, wanted))


def _ordered(ids, sort, place, wanted):
    """(pk, key) of `ids` in the order `sort`, from `place` on; reads a little more than the `wanted` rows at a time."""
    if not ids:
        return
    order = ORDERS[sort]
    rows = Listing.objects.order_by(*order).values_list("pk", order[0].lstrip("-"))
    if len(ids) <= BY_IDS:
        yield from _from(rows.filter(pk__in=list(ids)), order, place)[:wanted]
        return
    step = 100 + wanted * 2
    while batch := list(_from(rows, order, place)[:step]):
        yield from (row for row in batch if row[0] in ids)
        place = (batch[-1][1], batch[-1][0])
        step *= 4


def _from(rows, order, place):
    """`rows` behind `place` (key, pk)."""
    if place is None:
        return rows
    key, name = place[0], order[0].lstrip("-")
    behind = "lt" if order[0].startswith("-") else "gt"
    return rows.filter(Q(**{f"{name}__{behind}": key}) | Q(**{name: key, f"pk__{behind}": place[1]}))


def _pack(row):
    pk, key, rank = row
    text = json.dumps([rank, key if isinstance(key, str) else key.isoformat(), pk])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _unpack(text, sort):
    """[rank, key, pk] of a packed place; None where it is none of this order."""
    try:
        rank, key, pk = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if sort in (RELEVANCE, "-updated"):
            key = parse_datetime(key)
        valid = rank in (0, 1) and key is not None and type(pk) is int and 0 <= pk < 2**63 and "\0" not in str(key)
    except (ValueError, TypeError, binascii.Error, RecursionError):
        return None
    return [rank, key, pk] if valid else None

"""One page of a selection in a chosen order: by keyset, so that nothing repeats or is skipped while rows change."""

import base64
import binascii
import datetime as dt
import json
from dataclasses import dataclass

from initiatives.batching import batches
from initiatives.domain.orders import next_after

SIZE = 25
LAST_NUMBERED = 100
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


def page(selection, sort, *, number=1, after="", size=SIZE):
    """The Page of `selection` in the order `sort`: after the key `after`, else the `number`th. A bad key is no key."""
    place = _unpack(after, sort)
    skipped = 0 if place else (number - 1) * size
    pks = _ordered(selection, sort, place, skipped + size + 1)[skipped:]
    found = selection.index.cards(pks[:size])
    shown = [pk for pk in pks[:size] if pk in found]
    following = _pack(selection, shown[-1], found[shown[-1]].keys, sort) if len(pks) > size and shown else ""
    return Page([found[pk] for pk in shown], following, None if place else number, len(selection))


def everything(selection, sort, size=500):
    """All ids of `selection` in order, in batches of at most `size`."""
    pks = _ordered(selection, sort, None, len(selection))
    return batches(pks, size)


def _ordered(selection, sort, place, wanted):
    """At most `wanted` ids of `selection` in order, from behind `place` ([rank, key, pk]) on.

    Relevance: what is found by name has the rank 0 and comes first; within a rank, the recently updated comes first.
    """
    orders, name = selection.index.orders, "-updated" if sort == RELEVANCE else sort
    start = next_after(name, *place[1:]) if place else None
    is_at_end = bool(place) and start is None
    if sort != RELEVANCE:
        return [] if is_at_end else orders[name].first(selection.ids, wanted, start)
    found: list = []
    for rank, ids in enumerate((selection.named, selection.ids - selection.named)):
        if place and (rank < place[0] or (rank == place[0] and is_at_end)):
            continue
        begin = start if place and rank == place[0] else None
        found += orders[name].first(ids, wanted - len(found), begin)
    return found


def _pack(selection, pk, keys, sort):
    rank = 0 if pk in selection.named else 1
    key = keys["-updated" if sort == RELEVANCE else sort]
    text = json.dumps([rank, key if isinstance(key, str) else key.isoformat(), pk])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _unpack(text, sort):
    """[rank, key, pk] of a packed place; None where it is none of this order."""
    try:
        rank, key, pk = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        valid = type(rank) is type(pk) is int and rank in (0, 1) and 0 <= pk < 2**63 and key.isprintable()
        if sort in (RELEVANCE, "-updated"):
            key = _moment(key)
    except (ValueError, TypeError, AttributeError, OverflowError, binascii.Error, RecursionError):
        return None
    return [rank, key, pk] if valid else None


def _moment(text):
    """A time in UTC; ValueError or OverflowError where `text` is none with a time zone that a database can hold."""
    moment = dt.datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment.astimezone(dt.UTC)

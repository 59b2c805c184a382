"""The public index in a worker's memory: one bitmap of initiatives for each facet value, and the orders of the list.

A worker reads all listings once. Then, before each use, it asks for the version of the index (one query) and reads
again only what changed; where it can't prove that it missed nothing, it reads everything.
"""

import threading
from collections import defaultdict

from django.utils import timezone
from django.utils.translation import get_language
from pyroaring import BitMap

from initiatives.domain import listings
from initiatives.domain.cards import Card
from initiatives.domain.orders import NAMES, Orders
from initiatives.domain.standing import ACTIVE, MONTHS, months_before
from initiatives.models import Country, IndexChange, IndexState, Listing
from initiatives.search.words import Spellings

ACTIVE_NOW = "active-now"
KEPT_CARDS = 10_000
MANY = 2000  # changes that are taken in one by one; more, and everything is read again


class Index:
    """The bitmaps of one database at one version."""

    def __init__(self):
        self.lock = threading.Lock()
        self.version, self.token = 0, None
        self._clear()

    def _clear(self):
        self.all = BitMap()
        self.values = defaultdict(lambda: defaultdict(BitMap))
        self.countries = {}
        self.words: tuple = ("", None)
        self.shelf: dict = {}
        self.orders = Orders()
        self.active: tuple = (None, {})

    def fresh(self):
        """This index, at the database's version."""
        with self.lock:
            state = _state()
            if state != (self.version, self.token) or self.token is None:
                changed = self._changed_since()
                if changed is None:
                    self._read_everything()
                    state = _state()
                else:
                    self._read(changed)
                self.version, self.token = state
                self.shelf = {}
        return self

    def _changed_since(self):
        """Ids of what changed after our version; None where continuity can't be proven."""
        if self.token is None:
            return None
        rows = list(
            IndexChange.objects.filter(version__gte=self.version).values_list("version", "token", "initiative_id")
        )
        if not any(row[:2] == (self.version, self.token) for row in rows):
            return None
        changed = {pk for version, _, pk in rows if version > self.version}
        return changed if len(changed) <= MANY else None

    def _read_everything(self):
        listings.mend()
        self._clear()
        self.countries = {country.code: country for country in Country.objects.all()}
        self.orders.fill(self._take(_rows().iterator(chunk_size=5000)))

    def _read(self, pks):
        self.orders.remove(pks)
        self.all -= BitMap(pks)
        for values in self.values.values():
            for bitmap in values.values():
                bitmap -= BitMap(pks)
        self.orders.add(self._take(_rows().filter(pk__in=pks)))
        self.active = (None, {})

    def _take(self, rows):
        """Put the facets of `rows` into the bitmaps; on the way, what the orders need of each."""
        found = defaultdict(list)
        for pk, facets, *keys in rows:
            for pair in facets.split():
                found[pair].append(pk)
            found[""].append(pk)
            yield (pk, *keys)
        self.all.update(found.pop("", ()))
        for pair, pks in found.items():
            name, _, value = pair.partition(":")
            self.values[name][value].update(pks)

    def cards(self, pks):
        """{pk: Card} of listings, those that lists of this version, language and day have shown already from memory."""
        at = (self.token, get_language(), timezone.localdate())
        shelf = self.shelf = self.shelf if len(self.shelf) <= KEPT_CARDS else {}
        missing = [pk for pk in pks if (at, pk) not in shelf]
        if missing:
            rows = Listing.objects.filter(pk__in=missing).values_list("pk", "card", *NAMES.values())
            for pk, card, *keys in rows:
                shelf[at, pk] = Card(card, self.countries, dict(zip(NAMES, keys, strict=True)))
        return {pk: shelf[at, pk] for pk in pks if (at, pk) in shelf}

    def spellings(self):
        """The Spellings of this version."""
        if self.words[0] != self.token:
            self.words = (self.token, Spellings())
        return self.words[1]

    def any_of(self, name, values):
        """Ids that have at least one of `values` in the facet `name`."""
        of = self.of(name)
        return BitMap.union(BitMap(), *(of[value] for value in values if value in of))

    def of(self, name):
        """{value: ids} of the facet `name`, with the values that follow from the day."""
        if name == "freshness":
            return self._aged()["freshness"]
        return {**self.values[name], **self._aged()["status"]} if name == "status" else self.values[name]

    def _aged(self):
        """What follows from the dates of the evidence today (vocabularies.md, "Status"), kept for the day."""
        day = timezone.localdate()
        if self.active[0] != day:
            limit, today = months_before(day, MONTHS).isoformat(), day.isoformat()
            recent = self._union("evidence", lambda value: value >= limit)
            dated = self._union("evidence", bool)
            told = BitMap.union(BitMap(), *self.values["status"].values())
            ended = self._union("ends", lambda value: value < today)
            living = BitMap.union(BitMap(), *(self.values["status"].get(value, BitMap()) for value in ACTIVE))
            freshness = {"recent": recent, "older": dated - recent, "undated": told - dated}
            self.active = (day, {"freshness": freshness, "status": {ACTIVE_NOW: (living & recent) - ended}})
        return self.active[1]

    def started(self, since, until):
        low, high = f"{since or 0:04d}", f"{until or 9999:04d}"
        return self._union("year", lambda value: low <= value <= high)

    def _union(self, name, is_wanted):
        return BitMap.union(BitMap(), *(ids for value, ids in self.values[name].items() if is_wanted(value)))


def _rows():
    return Listing.objects.order_by().values_list("pk", "facets", "start_key", "updated_key")


def _state():
    """(version, token) of the index; (0, None) where it was never made."""
    return IndexState.objects.values_list("version", "token").first() or (0, None)


_index = Index()


def current():
    """The worker's index, fresh."""
    return _index.fresh()


def countries():
    """{code: Country} as last read, read first where nothing has been yet."""
    return _index.countries or current().countries

"""Filters and true counts, in memory: one bitmap of initiatives for each facet value, the same on both databases.

A worker reads all listings once. Then, before each use, it asks for the version of the index (one query) and reads
again only what changed; where it can't prove that it missed nothing, it reads everything.
"""

import threading
from collections import defaultdict
from dataclasses import dataclass, field

from django.utils import timezone
from pyroaring import BitMap

from initiatives import search
from initiatives.domain.standing import ACTIVE, MONTHS, months_before
from initiatives.models import Country, Funder, IndexChange, IndexState, Listing, Partner

COUNTED = (
    "country", "region", "theme", "approach", "kind", "status", "level", "reach", "beneficiary", "activity", "language",
)  # fmt: skip
ACTIVE_NOW = "active-now"
LINK_ROLES = {"lead": ("lead",), "partner": ("partner", "implementer")}


@dataclass(frozen=True)
class Criteria:
    """What a query string asks for, already checked.

    `chosen`: {facet: [values]}, or within one facet and across facets. `links`: {"organisation" | "funder" | "partner"
    | "lead": [slugs]}. `since`, `until`: first and last start year.
    """

    text: str = ""
    chosen: dict = field(default_factory=dict)
    links: dict = field(default_factory=dict)
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True)
class Selection:
    """`ids`: the initiatives found. `named`: those of them whose names hold the text. `counts`: {facet: {value: n}}
    without the facet's own choice. `is_exact`: whether the search gave all its matches."""

    ids: BitMap
    named: BitMap
    counts: dict
    is_exact: bool

    def __len__(self):
        return len(self.ids)


class Index:
    """The bitmaps of one database at one version."""

    def __init__(self):
        self.lock = threading.Lock()
        self.version, self.token = None, None
        self._clear()

    def _clear(self):
        self.all = BitMap()
        self.values = defaultdict(lambda: defaultdict(BitMap))
        self.countries = {}
        self.active = (None, BitMap())

    def fresh(self):
        """This index, at the database's version."""
        with self.lock:
            state = IndexState.objects.values_list("version", "token").first() or (0, None)
            if state != (self.version, self.token):
                changed = self._changed_since()
                if changed is None:
                    self._read_everything()
                else:
                    self._read(changed)
                self.version, self.token = state
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
        return {pk for version, _, pk in rows if version > self.version}

    def _read_everything(self):
        self._clear()
        self.countries = {country.code: country for country in Country.objects.all()}
        same = defaultdict(list)
        for pk, facets in Listing.objects.order_by().values_list("pk", "facets").iterator(chunk_size=5000):
            same[facets].append(pk)
        for facets, pks in same.items():
            self._add(facets, pks)

    def _read(self, pks):
        self.all -= BitMap(pks)
        for values in self.values.values():
            for bitmap in values.values():
                bitmap -= BitMap(pks)
        for pk, facets in Listing.objects.filter(pk__in=pks).values_list("pk", "facets"):
            self._add(facets, [pk])
        self.active = (None, BitMap())

    def _add(self, facets, pks):
        self.all.update(pks)
        for pair in facets.split():
            name, _, value = pair.partition(":")
            self.values[name][value].update(pks)

    def any_of(self, name, values):
        """Ids that have at least one of `values` in the facet `name`."""
        found = BitMap()
        for value in values:
            if name == "status" and value == ACTIVE_NOW:
                found |= self.active_now()
            else:
                found |= self.values[name].get(value, BitMap())
        return found

    def active_now(self):
        """Ids of what is ongoing by evidence of at most 18 months, and has not passed its stated end."""
        day = timezone.localdate()
        if self.active[0] != day:
            limit, today = months_before(day, MONTHS).isoformat(), day.isoformat()
            recent = self._union("evidence", lambda value: value >= limit)
            ended = self._union("ends", lambda value: value < today)
            self.active = (day, (self.any_of("status", ACTIVE) & recent) - ended)
        return self.active[1]

    def started(self, since, until):
        low, high = f"{since or 0:04d}", f"{until or 9999:04d}"
        return self._union("year", lambda value: low <= value <= high)

    def _union(self, name, is_wanted):
        return BitMap.union(BitMap(), *(ids for value, ids in self.values[name].items() if is_wanted(value)))


_index = Index()


def index():
    """The worker's index, fresh."""
    return _index.fresh()


def select(criteria):
    """The Selection that `criteria` describe, among what a stranger may see."""
    at = index()
    ids, named, is_exact = _by_text(criteria.text, at)
    ids &= _by_links(criteria.links, at)
    if criteria.since is not None or criteria.until is not None:
        ids &= at.started(criteria.since, criteria.until)
    parts = {name: at.any_of(name, values) for name, values in criteria.chosen.items() if values}
    total = ids.copy()
    for part in parts.values():
        total &= part
    counts = {name: _count(at, name, _without(name, ids, parts, total)) for name in COUNTED}
    return Selection(total, named & total, counts, is_exact)


def _without(name, ids, parts, total):
    """What would be found without the choice within the facet `name`."""
    if name not in parts:
        return total
    found = ids.copy()
    for other, part in parts.items():
        if other != name:
            found &= part
    return found


def _count(at, name, base):
    counts = {value: base.intersection_cardinality(ids) for value, ids in at.values[name].items()}
    if name == "status":
        counts[ACTIVE_NOW] = base.intersection_cardinality(at.active_now())
    return {value: count for value, count in counts.items() if count}


def _by_text(text, at):
    """(ids, those by name, whether that is all)"""
    found = search.match(text) if text else None
    if found is None:
        return at.all.copy(), BitMap(), True
    ids = BitMap(found)
    named = BitMap(search.match(text, names_only=True))
    return ids & at.all, named, len(ids) < search.LIMIT


def _by_links(links, at):
    """Ids of initiatives that have a public link to one of the organisations, for each kind of link asked for."""
    if not links:
        return at.all
    day = timezone.localdate()
    slugs = {slug for values in links.values() for slug in values}
    rows = [("funder", *row) for row in _linked(Funder.objects, slugs, day, "initiative_id", "organisation__slug")]
    rows += _linked(Partner.objects, slugs, day, "role", "initiative_id", "organisation__slug")
    found = at.all.copy()
    for name, values in links.items():
        found &= BitMap(pk for role, pk, slug in rows if slug in values and _counts_as(role, name))
    return found


def _linked(links, slugs, day, *columns):
    return list(links.public(on=day).filter(organisation__slug__in=slugs).values_list(*columns))


def _counts_as(role, name):
    return name == "organisation" or role == name or role in LINK_ROLES.get(name, ())

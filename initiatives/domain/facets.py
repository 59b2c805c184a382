"""Filters and true counts, in memory: one bitmap of initiatives for each facet value, the same on both databases.

A worker reads all listings once. Then, before each use, it asks for the version of the index (one query) and reads
again only what changed; where it can't prove that it missed nothing, it reads everything.
"""

import threading
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import F, Value
from django.utils import timezone
from django.utils.translation import get_language
from pyroaring import BitMap

from initiatives.domain import listings, searching
from initiatives.domain.cards import Card
from initiatives.domain.orders import NAMES, Orders
from initiatives.domain.standing import ACTIVE, MONTHS, months_before
from initiatives.models import Country, Funder, IndexChange, IndexState, Listing, Partner
from initiatives.search.words import Spellings

COUNTED = (
    "country", "region", "theme", "approach", "kind", "status", "level", "reach", "beneficiary", "activity", "language",
    "freshness", "year",
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
    """What was found.

    `ids`: the initiatives; `named`: those of them whose names hold the text; `counts`: {facet: {value: n}} without the
    facet's own choice; `found`: what the words found; `parts`: what each filter alone lets through;
    `organisations`: {slug: name} of those asked for that have a public link.
    """

    ids: BitMap
    named: BitMap
    counts: dict
    found: searching.Found
    parts: dict
    index: "Index"
    organisations: dict

    def __len__(self):
        return len(self.ids)

    @property
    def is_exact(self):
        """Whether the search gave all its matches."""
        return self.found.matches is None or self.found.matches.is_exact

    def count_without(self, name):
        """How many there would be without the filter `name` ("q", "years", a facet or a link)."""
        return len(_meet(self.index.all, (part for other, part in self.parts.items() if other != name)))


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
        same, keys = defaultdict(list), []
        rows = Listing.objects.order_by().values_list("facets", "pk", "start_key", "updated_key")
        for facets, *key in rows.iterator(chunk_size=5000):
            same[facets].append(key[0])
            keys.append(key)
        for facets, pks in same.items():
            self._add(facets, pks)
        self.orders.fill(keys)

    def _read(self, pks):
        self.orders.remove(pks)
        self.all -= BitMap(pks)
        for values in self.values.values():
            for bitmap in values.values():
                bitmap -= BitMap(pks)
        rows = Listing.objects.filter(pk__in=pks).values_list("facets", "pk", "start_key", "updated_key")
        keys = []
        for facets, *key in rows:
            self._add(facets, [key[0]])
            keys.append(key)
        self.orders.add(keys)
        self.active = (None, {})

    def _add(self, facets, pks):
        self.all.update(pks)
        for pair in facets.split():
            name, _, value = pair.partition(":")
            self.values[name][value].update(pks)

    def cards(self, pks):
        """{pk: Card} of listings, those that lists of this version, language and day have shown already from memory."""
        at = (self.token, get_language(), timezone.localdate())
        missing = [pk for pk in pks if (at, pk) not in self.shelf]
        if missing:
            if len(self.shelf) > KEPT_CARDS:
                self.shelf = {}
            rows = Listing.objects.filter(pk__in=missing).values_list("pk", "card", *NAMES.values())
            for pk, card, *keys in rows:
                self.shelf[at, pk] = Card(card, self.countries, dict(zip(NAMES, keys, strict=True)))
        return {pk: self.shelf[at, pk] for pk in pks if (at, pk) in self.shelf}

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


def _state():
    """(version, token) of the index; (0, None) where it was never made."""
    return IndexState.objects.values_list("version", "token").first() or (0, None)


_index = Index()


def index():
    """The worker's index, fresh."""
    return _index.fresh()


def index_countries():
    """{code: Country} as last read, read first where nothing has been yet."""
    return _index.countries or index().countries


def select(criteria):
    """The Selection that `criteria` describe, among what a stranger may see."""
    at = index()
    parts = {name: at.any_of(name, values) for name, values in criteria.chosen.items() if values}
    links, organisations = _by_links(criteria.links)
    parts |= links
    if criteria.since is not None or criteria.until is not None:
        parts["years"] = at.started(criteria.since, criteria.until)
    found = searching.find(criteria.text, at.spellings)
    if found.matches:
        parts["q"] = BitMap(found.matches.ids)
    total = _meet(at.all, parts.values())
    counts = {name: _count(at, name, _base(at, name, parts, total)) for name in COUNTED}
    named = total & BitMap(found.matches.named if found.matches else ())
    return Selection(total, named, counts, found, parts, at, organisations)


def _meet(ids, parts):
    found = ids.copy()
    for part in parts:
        found &= part
    return found


def _base(at, name, parts, total):
    """What would be found without the choice within the facet `name`."""
    if name not in parts:
        return total
    return _meet(at.all, (part for other, part in parts.items() if other != name))


def _count(at, name, base):
    counts = {value: base.intersection_cardinality(ids) for value, ids in at.of(name).items()}
    return {value: count for value, count in counts.items() if count}


def _by_links(links):
    """{kind of link: ids of initiatives with such a public link to an organisation asked for}, {slug: its name}"""
    if not links:
        return {}, {}
    day = timezone.localdate()
    slugs = {slug for values in links.values() for slug in values}
    columns = ("part", "initiative_id", "organisation__slug", "organisation__name")
    funders, partners = (
        links.public(on=day).filter(organisation__slug__in=slugs).annotate(part=part).order_by().values_list(*columns)
        for links, part in ((Funder.objects, Value("funder")), (Partner.objects, F("role")))
    )
    rows = list(funders.union(partners, all=True))
    found = {
        name: BitMap(pk for role, pk, slug, _ in rows if slug in values and _counts_as(role, name))
        for name, values in links.items()
    }
    return found, {slug: name for _, _, slug, name in rows}


def _counts_as(role, name):
    return name == "organisation" or role == name or role in LINK_ROLES.get(name, ())

"""Filters and true counts: what a query string asks for, met with the index in memory; the same on both databases."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import F, Value
from django.utils import timezone
from pyroaring import BitMap

from initiatives.domain import index, searching
from initiatives.domain.index import Index
from initiatives.models import Funder, Partner

COUNTED = (
    "country", "region", "theme", "approach", "kind", "status", "level", "reach", "beneficiary", "activity", "language",
    "freshness", "year",
)  # fmt: skip
LINKS = ("lead", "partner", "funder", "organisation")
MOST_LINKED = 5000  # initiatives for which organisations are counted
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
    index: Index
    organisations: dict

    def __len__(self):
        return len(self.ids)

    @property
    def is_exact(self):
        """Whether the search gave all its matches."""
        return self.found.matches is None or self.found.matches.is_exact

    def count_without(self, name):
        """How many there would be without the filter `name` ("q", "years", a facet or a link)."""
        return len(self.without(name))

    def without(self, name):
        """What would be found without the filter `name`."""
        return _without(name, self.index, self.parts, self.ids)


def select(criteria):
    """The Selection that `criteria` describe, among what a stranger may see."""
    at = index.current()
    parts = {name: at.any_of(name, values) for name, values in criteria.chosen.items() if values}
    links, organisations = _by_links(criteria.links)
    parts |= links
    if criteria.since is not None or criteria.until is not None:
        parts["years"] = at.started(criteria.since, criteria.until)
    found = searching.find(criteria.text, at.all, at.spellings)
    if found.matches:
        parts["q"] = found.matches.ids
    total = _meet(at.all, parts.values())
    counts = {name: _count(at, name, _without(name, at, parts, total)) for name in COUNTED}
    named = total & found.matches.named if found.matches else BitMap()
    return Selection(total, named, counts, found, parts, at, organisations)


def _meet(ids, parts):
    found = ids.copy()
    for part in parts:
        found &= part
    return found


def _without(name, at, parts, total):
    """What `parts` would find without the filter `name`; `total` is what they find together."""
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
    rows = _public_links(day, organisation__slug__in=slugs)
    found = {
        name: BitMap(pk for role, pk, slug, _ in rows if slug in values and _counts_as(role, name))
        for name, values in links.items()
    }
    return found, {slug: name for _, _, slug, name in rows}


def link_counts(selection):
    """({kind of link: {slug: n}}, {slug: name}) of organisations with a public link, each kind without its own choice.

    Empty for a selection of more than MOST_LINKED: there are too many organisations to keep a bitmap of each.
    """
    widest = _meet(selection.index.all, (part for name, part in selection.parts.items() if name not in LINKS))
    if len(widest) > MOST_LINKED:
        return {}, {}
    rows = set(_public_links(timezone.localdate(), initiative__in=list(widest)))
    counts = {name: Counter() for name in LINKS}
    for name in LINKS:
        base = selection.without(name)
        found = {(pk, slug) for role, pk, slug, _ in rows if pk in base and _counts_as(role, name)}
        counts[name].update(slug for _, slug in found)
    return counts, {slug: name for _, _, slug, name in rows}


def _public_links(day, **condition):
    """(role, initiative, slug, name) of public links of both kinds, in one query."""
    columns = ("part", "initiative_id", "organisation__slug", "organisation__name")
    funders, partners = (
        links.public(on=day).filter(**condition).annotate(part=part).order_by().values_list(*columns)
        for links, part in ((Funder.objects, Value("funder")), (Partner.objects, F("role")))
    )
    return list(funders.union(partners, all=True))


def _counts_as(role, name):
    return name == "organisation" or role == name or role in LINK_ROLES.get(name, ())

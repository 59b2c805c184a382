"""Initiatives that may be one: similar titles, a country and a time in common, the same partners, one website.

The same title in other years, of another amount or with another grant number is mostly another grant of a series: it
comes last, and says so.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from initiatives.domain.blocking import Blocks
from initiatives.domain.likenesses import PARTNERS, SERIES, TITLE, Pairs, by_identifier, by_site, gathered
from initiatives.domain.sightings import SIMILAR_TITLE, Sighting, overlap
from initiatives.models import Alias, Funder, Identifier, Initiative, InitiativeText, Partner
from initiatives.search.romanising import keys

SIMILAR_WORDS = 85  # of 100, rapidfuzz's ratio of the words that two titles share, where organisations are the same
FEWEST_WORDS = 2
TIED = 40  # initiatives of one organisation in one country: of more, sharing it tells nothing


@dataclass
class Facts:
    """What of one initiative is compared."""

    countries: set
    start: str
    end: str
    titles: set = field(default_factory=set)
    bodies: set = field(default_factory=set)
    amounts: set = field(default_factory=set)
    codes: dict = field(default_factory=lambda: defaultdict(set))

    def as_sighting(self):
        return Sighting("", "", frozenset(), self.start, self.end)


def find():
    """[(uuid, uuid, [reasons], rank)] of all initiatives."""
    facts, sites = _read()
    pairs = Pairs()
    _by_titles(pairs, facts)
    _by_bodies(pairs, facts)
    by_site(pairs, sites)
    by_identifier(pairs, [(key, *code) for key, row in facts.items() for code in _codes(row)])
    for one, other in pairs.found:
        if _is_series(facts[one], facts[other]):
            pairs.found[one, other].add(SERIES)
    return pairs.ranked(lambda one, other: not facts[one].countries & facts[other].countries)


def _codes(row):
    return ((scheme, value) for scheme, values in row.codes.items() for value in values)


def _read():
    rows = Initiative.objects.order_by().values_list("uuid", "start_date", "end_date", "website")
    facts, sites = {}, []
    for key, start, end, website in rows.iterator():
        facts[key] = Facts(set(), start, end)
        sites.append((key, website))
    for key, country in Initiative.objects.order_by().values_list("uuid", "countries").iterator():
        facts[key].countries.add(country)
    _read_rows(facts)
    return facts, sites


def _read_rows(facts):
    for model, name in ((InitiativeText, "title"), (Alias, "name")):
        rows = model.objects.filter(initiative__isnull=False).order_by()
        for key, title in rows.values_list("initiative__uuid", name).iterator():
            facts[key].titles.add(_words(title))
    for key, body in Partner.objects.order_by().values_list("initiative__uuid", "organisation_id").iterator():
        facts[key].bodies.add(body)
    paid = Funder.objects.order_by().values_list("initiative__uuid", "organisation_id", "amount", "currency")
    for key, body, amount, currency in paid.iterator():
        facts[key].bodies.add(body)
        facts[key].amounts |= {(body, amount, currency)} if amount is not None else set()
    codes = Identifier.objects.filter(initiative__isnull=False).order_by()
    for key, scheme, value in codes.values_list("initiative__uuid", "scheme", "value").iterator():
        facts[key].codes[scheme].add(value)


def _words(title):
    """The words of a title in one form for all scripts, in order of the alphabet."""
    return " ".join(sorted(key for key, _word in keys(title)))


def _by_titles(pairs, facts):
    """Similar titles in one country; the order of the words is no difference."""
    blocks, held = defaultdict(Blocks), defaultdict(set)
    for key, row in facts.items():
        for country in row.countries:
            for words in row.titles:
                held[country, words].add(key)
    for (country, words), found in held.items():
        pairs.among(found, TITLE)
        for near, _ratio in blocks[country].like(words, SIMILAR_TITLE):
            pairs.between(found, held[country, near], TITLE)
        blocks[country].add(words)


def _by_bodies(pairs, facts):
    """The same organisation in the same country at the same time, and a title that holds the words of the other."""
    ties = gathered(
        (key, (body, country)) for key, row in facts.items() for body in row.bodies for country in row.countries
    )
    for found in ties.values():
        if 1 < len(found) <= TIED:
            ordered = sorted(found)
            for number, one in enumerate(ordered):
                for other in ordered[number + 1 :]:
                    if _may_be_one(facts[one], facts[other]):
                        pairs.add(one, other, PARTNERS)


def _may_be_one(one, other):
    return overlap(one.as_sighting(), other.as_sighting()) and any(
        min(len(mine.split()), len(theirs.split())) >= FEWEST_WORDS
        and fuzz.token_set_ratio(mine, theirs) >= SIMILAR_WORDS
        for mine in one.titles
        for theirs in other.titles
    )


def _is_series(one, other):
    """Whether years, amounts or numbers in a register tell the two apart."""
    if not overlap(one.as_sighting(), other.as_sighting()):
        return True
    paid_by = {body for body, _amount, _currency in one.amounts} & {body for body, _amount, _currency in other.amounts}
    amounts = [{row for row in side.amounts if row[0] in paid_by} for side in (one, other)]
    numbered = one.codes.keys() & other.codes.keys()
    return bool(
        (paid_by and not amounts[0] & amounts[1])
        or any(not one.codes[scheme] & other.codes[scheme] for scheme in numbered)
    )

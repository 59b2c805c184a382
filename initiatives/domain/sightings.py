"""Is it the same initiative, entered twice? By a similar title, a country in common and an overlapping period."""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Q

from initiatives.domain.blocking import Blocks
from initiatives.models import Initiative, InitiativeText
from initiatives.models.fields import PartialDate
from initiatives.search.folding import fold

SIMILAR_TITLE = 88  # of 100, rapidfuzz's ratio of the words in order of the alphabet: word order is no difference


@dataclass(frozen=True, slots=True)
class Sighting:
    """What is compared of an initiative. One that exists is told by its `key`; one that a file brings has none, but the
    `line` where it stands."""

    key: str
    title: str
    countries: frozenset
    start: str = ""
    end: str = ""
    line: int = 0

    def packed(self):
        """One text, which takes half the memory; the countries are not in it, and the title, which may hold any
        character, comes last."""
        return "\t".join((self.key, str(self.line), self.start, self.end, self.title))

    @classmethod
    def unpacked(cls, text):
        key, line, start, end, title = text.split("\t", 4)
        return cls(key, title, frozenset(), start, end, int(line))


class Sightings:
    """Initiatives by country, to warn of one that may be entered twice."""

    def __init__(self):
        self.waiting = defaultdict(list)  # of countries that nobody has asked for yet; packed, as all that is kept
        self.blocks = defaultdict(Blocks)
        self.by_title = defaultdict(dict)  # by country: {words: a sighting, or a list where several are called so}

    def add(self, sighting):
        packed = sighting.packed()
        for code in sighting.countries:
            self.waiting[code].append(packed)

    def like(self, sighting):
        """The first other one with a similar title, a country in common and an overlapping period; else None.

        The same title in other years is another grant of the same series, not the same initiative.
        """
        words = _words(sighting.title)
        for code in sorted(sighting.countries):
            for near, _ratio in self._blocks_of(code).like(words, SIMILAR_TITLE):
                for other in self._called(code, near):
                    if not is_same(other, sighting) and overlap(sighting, other):
                        return other
        return None

    def _blocks_of(self, code):
        titles = self.by_title[code]
        for packed in self.waiting.pop(code, ()):
            words = _words(Sighting.unpacked(packed).title)
            if words not in titles:
                self.blocks[code].add(words)
                titles[words] = packed
            elif isinstance(titles[words], list):
                titles[words].append(packed)
            else:
                titles[words] = [titles[words], packed]
        return self.blocks[code]

    def _called(self, code, words):
        found = self.by_title[code][words]
        return map(Sighting.unpacked, found if isinstance(found, list) else (found,))


@lru_cache(maxsize=1000)  # a profile of several countries comes once for each
def _words(title):
    return " ".join(sorted(fold(title).split()))


def is_same(one, other):
    return bool(one.key) and one.key == other.key


def overlap(one, other):
    """Whether two periods may overlap; an open end reaches to any day."""
    return _begins_before_end(one, other) and _begins_before_end(other, one)


def _begins_before_end(one, other):
    start, end = PartialDate(one.start), PartialDate(other.end)
    return not start or not end or start.earliest <= end.latest


def known(bound):
    """The Sightings of what exists already, of what a person bound to the countries `bound` may know of (None: all)."""
    rows = InitiativeText.objects.order_by("initiative", "language")
    if bound is not None:
        public = Q(initiative__in=Initiative.objects.published())
        rows = rows.filter(public | Q(initiative__countries__in=bound)).distinct()
    found = Sightings()
    names = ("initiative__uuid", "title", "initiative__countries", "initiative__start_date", "initiative__end_date")
    for key, title, country, start, end in rows.values_list(*names):
        if country:
            found.add(Sighting(str(key), title, frozenset((country,)), start, end))
    return found

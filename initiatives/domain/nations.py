"""Countries for the public: how many initiatives each has, what sources say of it, and what nobody has told us yet."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils import timezone

from initiatives.domain import documents, facets, index, localities, timeline
from initiatives.domain.cards import Card
from initiatives.domain.evidence import Cited
from initiatives.domain.lookups import Lookups
from initiatives.domain.parts import result
from initiatives.models import Country, Initiative, Listing
from initiatives.visibility import NAME_ONLY
from initiatives.vocabulary import THEMES

PAGE = 25
MOMENTS = 10
MOST_LINKED = facets.MOST_LINKED


@dataclass(frozen=True)
class Gaps:
    """What the directory lacks on a country: `themes` without a profile, and how many profiles rest on old evidence."""

    themes: tuple
    older: int
    undated: int


@dataclass(frozen=True)
class CountryProfile:
    """`figures` are Results as sources print them; `count` is of the public initiatives, `cards` the first PAGE.

    `workers`: as localities.workers, None where there are too many to count. `timeline`: the newest Page of activities.
    """

    country: Country
    figures: tuple
    sources: tuple
    quotes: dict
    count: int
    cards: tuple
    map: localities.CountryMap
    workers: list | None
    timeline: timeline.Page
    gaps: Gaps

    def named(self):
        """Countries and places whose names stand on the page."""
        yield self.country
        yield from (country for card in self.cards for country in card.countries)
        yield from (place for _, _, places in self.map.named for place in places)
        for moment in self.timeline.moments:
            yield from (*moment.profile.countries, *moment.event.places)


def counted(selection=None):
    """[(country, count of public initiatives)] of those that have any, most first, then by name for the reader.

    `selection`: count within it; without one, all of the directory.
    """
    chosen = facets.select(facets.Criteria()) if selection is None else selection
    countries = chosen.index.countries
    of = chosen.index.of("country")
    counts = {code: chosen.ids.intersection_cardinality(ids) for code, ids in of.items() if code in countries}
    rows = [(countries[code], count) for code, count in counts.items() if count]
    return sorted(rows, key=lambda pair: (-pair[1], pair[0].name))


def get(code):
    """The CountryProfile of an ISO alpha-2 code in capitals, None where there is no such country."""
    document = documents.read_one("country", code)
    if document is None:
        return None
    lookups = Lookups([document])
    evidence = Cited(document, lookups.sources)
    here = facets.select(facets.Criteria(chosen={"country": [code]}))
    return CountryProfile(
        country=here.index.countries.get(code) or Country.objects.get(pk=code),
        figures=tuple(result(row, evidence) for row in document["claims"]),
        sources=evidence.sources,
        quotes=evidence.quotes(),
        count=len(here),
        cards=cards(Listing.objects.filter(initiative__countries=code).order_by("title_key", "pk")[:PAGE]),
        map=localities.country_map(code, localities.places(code)),
        workers=localities.workers(code, on=timezone.localdate()) if len(here) <= MOST_LINKED else None,
        timeline=timeline.page(timeline.activities(country=code), size=MOMENTS),
        gaps=_gaps(here.counts),
    )


def _gaps(counts):
    ages = counts["freshness"]
    themes = tuple(entry for entry in THEMES.public if entry.slug not in counts["theme"])
    return Gaps(themes, ages.get("older", 0), ages.get("undated", 0))


def themes(selection):
    """[(theme, count)] of a selection, most first."""
    rows = [(THEMES[slug], count) for slug, count in selection.counts["theme"].items() if slug in THEMES]
    return sorted(rows, key=lambda pair: (-pair[1], str(pair[0])))


def recently_verified(at, most):
    """At most `most` Cards of what was verified last, of the index `at`; in no query where its version was asked."""
    found = _verified(at.token, most)
    shown = at.cards(found)
    return [shown[pk] for pk in found if pk in shown]


@lru_cache(maxsize=2)
def _verified(token, most):
    rows = Initiative.objects.filter(listing__isnull=False, verified_date__isnull=False)
    shown = rows.exclude(sensitivity__in=NAME_ONLY).order_by("-verified_date", "-pk")
    return tuple(shown.values_list("pk", flat=True)[:most])


def recently_updated(at, most):
    """As `recently_verified`, of what changed last."""
    found = list(Listing.objects.order_by("-updated_key", "-initiative").values_list("pk", flat=True)[:most])
    shown = at.cards(found)
    return [shown[pk] for pk in found if pk in shown]


def cards(listings):
    """Cards of the queryset `listings`, in two queries."""
    found = list(listings.values_list("card", flat=True))
    country_of = Country.objects.in_bulk({code for card in found for code in card["countries"]})
    return tuple(Card(card, country_of) for card in found)


def known(code):
    """The Country of an ISO code in any case, None where there is none."""
    return index.countries().get(code.upper())

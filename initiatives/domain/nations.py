"""Countries for the public: how many initiatives each has, and what sources say of it."""

from dataclasses import dataclass

from initiatives.domain import documents, facets, index
from initiatives.domain.cards import Card
from initiatives.domain.evidence import Cited
from initiatives.domain.lookups import Lookups
from initiatives.domain.parts import result
from initiatives.models import Country, Listing

PAGE = 25


@dataclass(frozen=True)
class CountryProfile:
    """`figures` are Results as sources print them; `count` is of the public initiatives, `cards` the first PAGE."""

    country: Country
    figures: tuple
    sources: tuple
    quotes: dict
    count: int
    cards: tuple


def counted():
    """[(country, count of public initiatives)] of those that have any, most first, then by name for the reader."""
    counts = facets.select(facets.Criteria()).counts["country"]
    countries = index.current().countries
    rows = [(countries[code], count) for code, count in counts.items() if count and code in countries]
    return sorted(rows, key=lambda pair: (-pair[1], pair[0].name))


def get(code):
    """The CountryProfile of an ISO alpha-2 code in capitals, None where there is no such country."""
    document = documents.read_one("country", code)
    if document is None:
        return None
    lookups = Lookups([document])
    evidence = Cited(document, lookups.sources)
    listed = Listing.objects.filter(initiative__countries=code)
    return CountryProfile(
        country=Country.objects.get(pk=code),
        figures=tuple(result(row, evidence) for row in document["claims"]),
        sources=evidence.sources,
        quotes=evidence.quotes(),
        count=listed.count(),
        cards=cards(listed.order_by("title_key", "pk")[:PAGE]),
    )


def cards(listings):
    """Cards of the queryset `listings`, in two queries."""
    found = list(listings.values_list("card", flat=True))
    country_of = Country.objects.in_bulk({code for card in found for code in card["countries"]})
    return tuple(Card(card, country_of) for card in found)

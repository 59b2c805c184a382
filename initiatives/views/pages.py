"""The front page, and the pages that explain."""

from django.shortcuts import render
from django.urls import reverse

from initiatives.domain import facets, nations, wording, worldmap
from initiatives.filters import InitiativeFilterSet
from initiatives.views import samples
from initiatives.views.countries import by_region
from initiatives.vocabulary import INCLUSION_CRITERIA, NAMING_NOTES, VERIFICATIONS

RECENT = 5
COUNTRIES = 12
THEMES = 12
NAMED_BY_MAP = "kosovo"  # components/map_note.html names it, so its note stands on the page


def home(request):
    selection = facets.select(facets.Criteria())
    counted = nations.counted(selection)
    verified = nations.recently_verified(selection.index, RECENT)
    cards = verified or nations.recently_updated(selection.index, RECENT)
    named = [*(country for country, _ in counted), *(row for card in cards for row in card.countries)]
    context = {
        "count": len(selection),
        "map": worldmap.draw(counted),
        "countries": counted[:COUNTRIES],
        "countries_in_all": len(counted),
        "more_countries": len(counted) - COUNTRIES,
        "cards": cards,
        "is_verified": bool(verified),
        "themes": nations.themes(selection)[:THEMES],
        "notes": wording.naming_notes(named, NAMED_BY_MAP),
    }
    return render(request, "initiatives/home.html", context)


def map_page(request):
    """How many of the initiatives that the query string asks for work in each country; the list takes the same one."""
    filters = InitiativeFilterSet(request.GET)
    selection = facets.select(filters.criteria)
    chips, wanted = filters.chips(selection), filters.values["country"]
    counted = [(country, n) for country, n in nations.counted(selection) if not wanted or country.code in wanted]
    rows = [(country, count, _address(filters, country) if chips else "") for country, count in counted]
    addresses = {country.code: address for country, _, address in rows if address}
    drawn = worldmap.draw(counted, lambda country: addresses.get(country.code) or country.get_absolute_url())
    context = {
        "map": drawn,
        "regions": by_region(rows),
        "count": len(selection),
        "filters": filters,
        "chips": chips,
        "query": filters.query(more=[]),
        "notes": wording.naming_notes((country for country, _ in counted), NAMED_BY_MAP),
    }
    return render(request, "initiatives/map.html", context)


def _address(filters, country):
    """The list of what was asked for in this country."""
    return f"{reverse('initiatives:initiatives')}?{filters.query(country=[country.code], more=[])}"


def about(request):
    context = {"criteria": INCLUSION_CRITERIA, "verifications": VERIFICATIONS, "notes": NAMING_NOTES}
    return render(request, "initiatives/about.html", context)


def data(request):
    return render(request, "initiatives/data.html")


def styleguide(request):
    return render(request, "initiatives/styleguide.html", samples.everything())

"""The front page, and the pages that explain."""

from django.shortcuts import render

from initiatives.domain import nations, wording
from initiatives.models import Listing
from initiatives.views import samples
from initiatives.views.countries import by_region
from initiatives.vocabulary import INCLUSION_CRITERIA, NAMING_NOTES, VERIFICATIONS

RECENT = 5
COUNTRIES = 12


def home(request):
    counted = nations.counted()
    cards = nations.cards(Listing.objects.order_by("-updated_key", "-initiative")[:RECENT])
    named = [*(country for country, _ in counted[:COUNTRIES]), *(row for card in cards for row in card.countries)]
    context = {
        "countries": counted[:COUNTRIES],
        "more_countries": len(counted) - COUNTRIES,
        "cards": cards,
        "notes": wording.naming_notes(named),
    }
    return render(request, "initiatives/home.html", context)


def map_page(request):
    counted = nations.counted()
    context = {"regions": by_region(counted), "notes": wording.naming_notes(country for country, _ in counted)}
    return render(request, "initiatives/map.html", context)


def about(request):
    context = {"criteria": INCLUSION_CRITERIA, "verifications": VERIFICATIONS, "notes": NAMING_NOTES}
    return render(request, "initiatives/about.html", context)


def data(request):
    return render(request, "initiatives/data.html")


def styleguide(request):
    return render(request, "initiatives/styleguide.html", samples.everything())

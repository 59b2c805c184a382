"""All countries with initiatives, and one of them."""

from itertools import groupby

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse

from initiatives.domain import nations
from initiatives.vocabulary import NAMING_NOTES, REGIONS


def countries(request):
    counted = nations.counted()
    notes = {country.naming_note for country, _ in counted if country.naming_note}
    context = {"regions": by_region(counted), "notes": [note for note in NAMING_NOTES if note.slug in notes]}
    return render(request, "initiatives/countries.html", context)


def country(request, code):
    if not (code.isascii() and len(code) == 2):
        raise Http404
    if code != code.lower():
        return HttpResponsePermanentRedirect(reverse("initiatives:country", args=[code.lower()]))
    profile = nations.get(code.upper())
    if profile is None:
        raise Http404
    note = profile.country.naming_note
    context = {
        "profile": profile,
        "sources": [(number, source, profile.quotes.get(number, ())) for number, source in profile.sources],
        "publishers": {source.publisher_slug for _, source in profile.sources},  # a country's sources are public
        "notes": [NAMING_NOTES[note]] if note else [],
        "region": REGIONS.label(profile.country.region) if profile.country.region else "",
    }
    return render(request, "initiatives/country.html", context)


def by_region(counted):
    """[(label of the region, [(country, count)])] in the order of the vocabulary; "" holds countries of none."""
    order = {slug: number for number, slug in enumerate(REGIONS.slugs)}
    sorted_rows = sorted(counted, key=lambda pair: order.get(pair[0].region, len(order)))
    grouped = groupby(sorted_rows, key=lambda pair: pair[0].region)
    return [(REGIONS.label(slug) if slug else "", list(rows)) for slug, rows in grouped]

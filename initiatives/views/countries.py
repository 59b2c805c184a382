"""All countries with initiatives, and one of them."""

from collections import defaultdict
from itertools import groupby

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse

from initiatives.domain import nations, wording
from initiatives.views import sourced
from initiatives.vocabulary import REGIONS


def countries(request):
    counted = nations.counted()
    context = {"regions": by_region(counted), "notes": wording.naming_notes(country for country, _ in counted)}
    return render(request, "initiatives/countries.html", context)


def country(request, code):
    if not (code.isascii() and len(code) == 2):
        raise Http404
    if code != code.lower():
        return HttpResponsePermanentRedirect(reverse("initiatives:country", args=[code.lower()]))
    profile = nations.get(code.upper())
    if profile is None:
        raise Http404
    context = {
        "profile": profile,
        "figures": by_evidence(profile.figures),
        "sources": sourced.numbered(profile),
        "publishers": {source.publisher_slug for _, source in profile.sources},  # a country's sources are public
        "notes": wording.naming_notes(profile.named()),
        "region": REGIONS.label(profile.country.region) if profile.country.region else "",
    }
    return render(request, "initiatives/country.html", context)


def by_evidence(figures):
    """[[Result]] of those that rest on the same sources with the same remarks, so that these are said once."""
    groups = defaultdict(list)
    for figure in figures:
        fact = figure.fact
        groups[fact.marks, fact.notes, fact.conflicts, figure.start, figure.end].append(figure)
    return list(groups.values())


def by_region(counted):
    """[(label of the region, [(country, count, …)])] in the order of the vocabulary; "" holds countries of none."""
    order = {slug: number for number, slug in enumerate(REGIONS.slugs)}
    sorted_rows = sorted(counted, key=lambda row: order.get(row[0].region, len(order)))
    grouped = groupby(sorted_rows, key=lambda row: row[0].region)
    return [(REGIONS.label(slug) if slug else "", list(rows)) for slug, rows in grouped]

"""The list of initiatives."""

from django.http import HttpResponse
from django.shortcuts import render

from initiatives.domain import facets, offers, paging
from initiatives.domain.facets import Criteria
from initiatives.filters import ORGANISATIONS, InitiativeFilterSet

SUGGESTED = 5  # initiatives


def initiatives(request):
    """The list of what a stranger may see, narrowed by the query string, with a true count beside every choice."""
    filters = InitiativeFilterSet(request.GET)
    selection = facets.select(filters.criteria)
    page = paging.page(selection, filters.order, number=filters.page_number, after=request.GET.get("after", ""))
    return render(
        request,
        "initiatives/list.html",
        {
            "filters": filters,
            "values": filters.values,
            "sorts": filters.orders,
            "page": page,
            "count": len(selection),
            "count_is_exact": selection.is_exact,
            "found": selection.found,
            "offers": offers.for_selection(selection) if page.number == 1 else [],
            "spellings": [(text, filters.query(q=[text])) for text in selection.found.others],
            "parts": [(text, n, filters.query(q=[text])) for text, n in selection.found.parts],
            "facets": filters.facets(selection),
            "link_facets": filters.link_facets(selection) if filters.counts_organisations else [],
            "organisations_query": filters.query(more=[*request.GET.getlist("more"), ORGANISATIONS]),
            "chips": filters.chips(selection),
            "looser": [] if len(selection) else filters.looser(selection),
            "query": filters.query(),
            "canonical_query": canonical(filters, page),
            "bare_query": filters.query(sort=[], more=[]),
        },
    )


def canonical(filters, page):
    """The query string of the address that stands for this page: in whatever order, it is the same list."""
    place = {"page": [str(page.number)]} if page.number and page.number > 1 else {}
    return filters.query(sort=[], more=[], **place)


def suggestions(request):
    """What the search box offers while somebody types: options for its script, none where nothing is found.

    Besides organisations, places and countries of that name, the first initiatives that the words find.
    """
    filters = InitiativeFilterSet(request.GET)
    selection = facets.select(Criteria(text=filters.values["q"]))
    named = offers.for_selection(selection)
    if selection.found.matches:
        named += offers.for_cards(paging.page(selection, paging.RELEVANCE, size=SUGGESTED).cards)
    return render(request, "initiatives/suggestions.html", {"offers": named}) if named else HttpResponse()

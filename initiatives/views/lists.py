"""The list of initiatives."""

from django.shortcuts import render

from initiatives.domain import facets, offers, paging
from initiatives.filters import ORGANISATIONS, InitiativeFilterSet


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
            "offers": offers.for_words(filters.values["q"], selection.index) if page.number == 1 else [],
            "spellings": [(text, filters.query(q=[text])) for text in selection.found.others],
            "parts": [(text, n, filters.query(q=[text])) for text, n in selection.found.parts],
            "facets": filters.facets(selection),
            "link_facets": filters.link_facets(selection) if filters.counts_organisations else [],
            "organisations_query": filters.query(more=[*request.GET.getlist("more"), ORGANISATIONS]),
            "chips": filters.chips(selection),
            "looser": [] if len(selection) else filters.looser(selection),
            "query": filters.query(),
        },
    )

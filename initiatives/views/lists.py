"""The list of initiatives."""

from django.shortcuts import render

from initiatives.domain import facets, paging
from initiatives.filters import InitiativeFilterSet


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
            "sort": filters.order,
            "sorts": filters.filters["sort"].extra["choices"],
            "page": page,
            "count": len(selection),
            "count_is_exact": selection.is_exact,
            "found": selection.found,
            "facets": filters.facets(selection),
            "chips": filters.chips(selection),
            "looser": [] if len(selection) else filters.looser(selection),
            "query": filters.query(),
        },
    )

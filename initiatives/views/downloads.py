"""What the list shows, as files: the same query string, the same rows."""

import io

from django.http import Http404, HttpResponse, HttpResponseBadRequest, JsonResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from initiatives.domain import facets, index, paging
from initiatives.exports import csv, xlsx
from initiatives.exports.asked import Asked
from initiatives.exports.workbook import CONTENT_TYPE
from initiatives.filters import InitiativeFilterSet
from initiatives.filters.labels import label_of
from initiatives.models import Listing

JSON_SIZE = 100
MOST_IN_A_WORKBOOK = 10_000  # a workbook is made whole before it is sent: about ten seconds for so many


def download_csv(request):
    """All initiatives of the list as CSV in the contract's columns, in the list's order."""
    filters = InitiativeFilterSet(request.GET)
    selection = facets.select(filters.criteria)
    batches = paging.everything(selection, filters.order)
    response = StreamingHttpResponse(csv.stream(batches), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="initiatives.csv"'
    return response


def download_xlsx(request):
    """The same as a workbook, made at once and therefore only of so many; more are a bad request that says why."""
    filters = InitiativeFilterSet(request.GET)
    selection = facets.select(filters.criteria)
    if len(selection) > MOST_IN_A_WORKBOOK:
        message = _("A workbook holds at most %(most)d initiatives here. Narrow the list or take the CSV file.")
        return HttpResponseBadRequest(message % {"most": MOST_IN_A_WORKBOOK}, content_type="text/plain; charset=utf-8")
    file = io.BytesIO()
    xlsx.write(file, paging.everything(selection, filters.order), asked=_asked(request, filters, selection))
    response = HttpResponse(file.getvalue(), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = 'attachment; filename="initiatives.xlsx"'
    return response


def download_one(request, slug, form):
    """One public initiative as a CSV file of one row, or as a JSON result of the list."""
    at = index.current()
    pk = Listing.objects.filter(initiative__slug=slug).values_list("pk", flat=True).first()
    card = at.cards([pk]).get(pk) if pk else None
    if card is None or form not in ("csv", "json"):
        raise Http404
    rows = HttpResponse("".join(csv.stream([[pk]])), content_type="text/csv; charset=utf-8") if form == "csv" else None
    response = rows or JsonResponse(_result(card, request), json_dumps_params={"ensure_ascii": False})
    response["Content-Disposition"] = f'attachment; filename="{slug}.{form}"'
    return response


def _asked(request, filters, selection):
    address = f"{reverse('initiatives:initiatives')}?{filters.query()}".rstrip("?")
    home = request.build_absolute_uri("/")
    return Asked(filters.in_words(selection), request.build_absolute_uri(address), home)


def download_json(request):
    """One page of the list as JSON (contract.md), with exact counts and the address of the next page."""
    filters = InitiativeFilterSet(request.GET)
    selection = facets.select(filters.criteria)
    number, after = filters.page_number, request.GET.get("after", "")
    page = paging.page(selection, filters.order, number=number, after=after, size=JSON_SIZE)
    following = request.build_absolute_uri(f"?{filters.query(after=[page.after])}") if page.after else None
    answer = {
        "count": len(selection),
        "count_is_exact": selection.is_exact,
        "query_used": selection.found.used,
        "facets": {name: list(_choices(name, counts)) for name, counts in selection.counts.items()}
        | _links(filters, selection),
        "results": [_result(card, request) for card in page.cards],
        "next": following,
    }
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


def _links(filters, selection):
    """The counts of organisations, where `more=organisations` asks for them."""
    if not filters.counts_organisations:
        return {}
    counts, names = facets.link_counts(selection)
    return {
        name: [{"value": slug, "label": names[slug], "count": n} for slug, n in found.most_common()]
        for name, found in counts.items()
    }


def _choices(name, counts):
    for value, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        yield {"value": value, "label": label_of(name, value), "count": count}


def _result(card, request):
    """One initiative as JSON. Dates are as precise as their source: "2018", "2018-02" or "2018-02-23"."""
    return {
        "id": card.data["id"],
        "slug": card.slug,
        "title": card.title,
        "language": card.language,
        "title_original": card.original_title,
        "summary": card.summary,
        "kind": card.data["kind"],
        "status": card.data["status"],
        "status_as_of": card.data["status_date"],
        "status_confirmed": card.standing.confirmed,
        "start_date": card.data["start_date"],
        "end_date": card.data["end_date"],
        "countries": card.data["countries"],
        "themes": card.data["themes"],
        "lead": [lead["name"] for lead in card.lead],
        "verified_date": card.data["verified_date"],
        "url": request.build_absolute_uri(card.url),
    }

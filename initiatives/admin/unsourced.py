"""The report of what rests on nothing: key facts without a source, and sources whose page is gone."""

import csv
import io

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseNotAllowed, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from initiatives.admin import citing
from initiatives.admin.base import DirectoryAdmin
from initiatives.admin.exporting import attached
from initiatives.domain import gaps
from initiatives.domain.cells import defused
from initiatives.exports.csv import BOM
from initiatives.models import Source

SIZE = 50
COLUMNS = ("title", "address", "stage", "countries", "fact", "path")


class Unsourced(DirectoryAdmin):
    """For the admin of initiatives: adds the page `unsourced`, of the profiles that a person may see."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.unsourced_view)
        return [path("unsourced/", view, name="initiatives_initiative_unsourced"), *super().get_urls()]

    def unsourced_view(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET"])
        mine = self.get_queryset(request).prefetch_related(None)
        if request.GET.get("format") == "csv":
            lines = _lines(gaps.all_rows(mine))
            name = attached("unsourced.csv")
            return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=name)
        context = self.admin_site.each_context(request) | _context(request, mine) | {"opts": self.opts}
        return TemplateResponse(request, "admin/unsourced.html", context)


def _context(request, mine):
    shows_links = request.GET.get("show") == "links"
    found = gaps.dead_sources(mine) if shows_links else gaps.uncited(mine).order_by("-updated_at", "-pk")
    page = Paginator(found, SIZE).get_page(request.GET.get("page", "1"))
    return {
        "title": _("What rests on no source"),
        "page": page,
        "shows_links": shows_links,
        "counts": (gaps.uncited(mine).count(), gaps.dead_sources(mine).count()),
        "gaps": [] if shows_links else [_linked(gap) for gap in gaps.rows(list(page))],
        "sources": list(page) if shows_links and found.model is Source else [],
    }


def _linked(gap):
    """(Gap, the page of the profile, [(what a fact is called, where on that page it is cited)])"""
    page = reverse("admin:initiatives_initiative_change", args=[gap.pk])
    return gap, page, [(label, page + citing.address(path, gap.citations)) for path, label in gap.facts]


def _lines(found):
    yield BOM + _line(COLUMNS)
    for gap in found:
        for fact, label in gap.facts:
            yield _line([gap.title, gap.slug, gap.stage, "; ".join(gap.countries), label, fact])


def _line(cells):
    text = io.StringIO(newline="")
    csv.writer(text).writerow([defused(cell) for cell in cells])
    return text.getvalue()

"""What the list of the admin shows, as a file in the contract's columns; drafts too, within the person's countries."""

import io

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from import_export.formats import base_formats

from initiatives.admin.base import DirectoryAdmin
from initiatives.domain.roles import may_import
from initiatives.exports import csv, xlsx
from initiatives.exports.asked import Asked
from initiatives.exports.resources import InitiativeResource
from initiatives.exports.rows import batches
from initiatives.exports.workbook import CONTENT_TYPE, TooManyRows
from initiatives.visibility import EDITORS

PACKAGED = {"tsv": base_formats.TSV}  # more formats of the package go here


class Exported(DirectoryAdmin):
    """For the admin of initiatives."""

    def has_export_permission(self, request):
        return request.user.has_perm("initiatives.export_initiative") and self.has_view_permission(request)

    def get_urls(self):
        view = self.admin_site.admin_view(self.export_view)
        return [path("export/", view, name="initiatives_initiative_export"), *super().get_urls()]

    def export_view(self, request):
        if not self.has_export_permission(request):
            raise PermissionDenied
        try:
            shown = self._as_listed(request)
        except IncorrectLookupParameters as error:
            raise BadRequest("No such filter.") from error
        wanted = request.GET.get("format")
        if wanted in PACKAGED:
            return packaged(shown, PACKAGED[wanted])
        return workbook(shown, as_asked(request)) if wanted == "xlsx" else table(shown)

    def _as_listed(self, request):
        """The rows of the list with the filters of this address."""
        kept = request.GET
        request.GET = kept.copy()
        request.GET.pop("format", None)
        try:
            return self.get_changelist_instance(request).get_queryset(request)
        finally:
            request.GET = kept

    @admin.action(description=_("Export as CSV"), permissions=["export"])
    def export_chosen(self, request, queryset):
        return table(queryset)

    def changelist_view(self, request, extra_context=None):
        rights = {
            "can_export": self.has_export_permission(request),
            "can_import": may_import(request.user),
        }
        return super().changelist_view(request, rights | (extra_context or {}))


def table(initiatives):
    pieces = csv.stream(batches(initiatives), EDITORS)
    return StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8", headers=attached("initiatives.csv"))


def workbook(initiatives, asked):
    file = io.BytesIO()
    try:
        xlsx.write(file, batches(initiatives), EDITORS, asked)
    except TooManyRows as error:
        raise BadRequest("These are more initiatives than a sheet has rows.") from error
    return HttpResponse(file.getvalue(), content_type=CONTENT_TYPE, headers=attached("initiatives.xlsx"))


def packaged(initiatives, form):
    """A file in a format of django-import-export."""
    data = form().export_data(InitiativeResource().export(initiatives))
    name = f"initiatives.{form().get_extension()}"
    return HttpResponse(data, content_type=form().get_content_type(), headers=attached(name))


def as_asked(request):
    """The list of the admin whose rows are exported."""
    query = request.GET.copy()
    query.pop("format", None)
    words = "; ".join(f"{name}: {value}" for name, values in query.lists() for value in values)
    address = f"{reverse('admin:initiatives_initiative_changelist')}?{query.urlencode()}".rstrip("?")
    return Asked(words, request.build_absolute_uri(address), request.build_absolute_uri("/"))


def attached(name):
    """Headers of a file to keep, and of a page to forget: it may hold drafts."""
    return {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}

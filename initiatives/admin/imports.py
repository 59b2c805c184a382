"""Imports: upload a table, read what it would do, then confirm or cancel. Nothing is written before that."""

import csv
import io

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from initiatives.admin.choosing import Choosing
from initiatives.admin.exporting import attached
from initiatives.admin.plans import TABS, Plan, is_within
from initiatives.domain import editing
from initiatives.domain.cells import defused
from initiatives.domain.publishing import Refused
from initiatives.exports.template import template
from initiatives.imports import apply as importing
from initiatives.models import ImportRun

LARGEST = 10 * 1024 * 1024  # bytes
IMPORT, PUBLISH = "initiatives.import_initiative", "initiatives.publish_initiative"
PROBLEM_COLUMNS = ("line", "column", "value", "message", "level")


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        help_text=gettext_lazy("UTF-8 with commas, at most 10 MB, with the columns of the template."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
    )
    publish = forms.BooleanField(
        label=gettext_lazy("Publish what is new at once"),
        required=False,
        help_text=gettext_lazy("Otherwise new profiles are drafts. Profiles that exist keep their stage."),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        if not user.has_perm(PUBLISH):
            del self.fields["publish"]

    def clean_file(self):
        if self.cleaned_data["file"].size > LARGEST:
            raise ValidationError(_("The file is larger than 10 MB. Divide it, or use the command import_profiles."))
        return self.cleaned_data["file"]


@admin.register(ImportRun)
class ImportRunAdmin(Choosing):
    list_display = ["file_name", "state", "created_at", "applied_at", "by", "totals"]
    list_filter = ["state"]
    list_select_related = ["by"]
    search_fields = ["file_name", "by__username"]
    actions = None

    def get_queryset(self, request):
        """A run shows its whole file: only to the person who uploaded it, and to superusers."""
        runs = super().get_queryset(request)
        return runs if request.user.is_superuser else runs.filter(by=request.user)

    def has_view_permission(self, request, obj=None):
        own = obj is None or request.user.is_superuser or obj.by_id == request.user.pk
        return own and request.user.has_perm(IMPORT)

    def has_module_permission(self, request):
        return request.user.has_perm(IMPORT)

    def has_add_permission(self, request):
        return request.user.has_perm(IMPORT)

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        def address(route, view, name):
            return path(route, self.admin_site.admin_view(view), name=f"initiatives_importrun_{name}")

        return [
            address("template.csv", self.template_view, "template"),
            address("<path:object_id>/confirm/", self.confirm_view, "confirm"),
            address("<path:object_id>/cancel/", self.cancel_view, "cancel"),
            address("<path:object_id>/problems.csv", self.problems_view, "problems"),
            *super().get_urls(),
        ]

    @admin.display(description=gettext_lazy("what it does"))
    def totals(self, obj):
        return ", ".join(f"{obj.counts.get(name, 0)} {label}" for name, label in TABS.items() if name in obj.counts)

    # --- upload ---

    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST or None, request.FILES or None, user=request.user)
        if request.method == "POST" and form.is_valid():
            return self._to(self._preview(request, form.cleaned_data))
        context = {"title": _("Import a table"), "form": form, "opts": self.opts}
        return TemplateResponse(request, "admin/imports/upload.html", self.admin_site.each_context(request) | context)

    def _preview(self, request, asked):
        file = asked["file"]
        return importing.preview(file.read(), file_name=file.name, by=request.user, publish=asked.get("publish", False))

    # --- one run ---

    def _found(self, request, object_id):
        run = self.get_object(request, unquote(object_id))
        if not self.has_view_permission(request, run):
            raise PermissionDenied
        if run is None:
            raise Http404
        return run

    def _posted(self, request, object_id):
        run = self._found(request, object_id)
        return (run, None) if request.method == "POST" else (run, HttpResponseNotAllowed(["POST"]))

    def _to(self, run):
        return HttpResponseRedirect(reverse("admin:initiatives_importrun_change", args=[run.pk]))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        run = self._found(request, object_id)
        if request.method == "POST":
            raise PermissionDenied
        context = {"title": _("Import of %(file)s") % {"file": run.file_name}, "opts": self.opts, "original": run}
        context |= {"plan": Plan(run, request.user, request.GET.get("show", ""), request.GET.get("page", "1"))}
        return TemplateResponse(request, "admin/imports/run.html", self.admin_site.each_context(request) | context)

    def delete_view(self, request, object_id, extra_context=None):
        raise PermissionDenied

    def confirm_view(self, request, object_id):
        """Write exactly what the preview showed; with `valid_only` posted, the good rows of it."""
        run, refusal = self._posted(request, object_id)
        if refusal:
            return refusal
        try:
            counts = self._confirmed(request, run)
        except Refused as refused:
            self.message_user(request, str(refused), messages.ERROR)
        except editing.Stale:
            sentence = _("A profile has changed since the preview. Nothing was written: upload the file again.")
            self.message_user(request, sentence, messages.ERROR)
        else:
            made = ngettext("%(count)d profile made", "%(count)d profiles made", counts["new"])
            changed = ngettext("%(count)d changed", "%(count)d changed", counts["changed"])
            words = f"{made % {'count': counts['new']}}, {changed % {'count': counts['changed']}}."
            self.message_user(request, words, messages.SUCCESS)
        return self._to(run)

    def _confirmed(self, request, run):
        if not is_within(run, request.user):
            raise Refused(_("Some of these profiles are no longer within your countries. Upload the file again."))
        if "valid_only" in request.POST and run.state == "previewed":
            run.valid_only = True
            run.save(update_fields=["valid_only"])
        return importing.apply(run, by=request.user)

    def cancel_view(self, request, object_id):
        run, refusal = self._posted(request, object_id)
        if refusal:
            return refusal
        try:
            importing.cancel(run)
            self.message_user(request, _("Cancelled: the plan is deleted, nothing was written."), messages.SUCCESS)
        except Refused as refused:
            self.message_user(request, str(refused), messages.ERROR)
        return self._to(run)

    # --- files ---

    def problems_view(self, request, object_id):
        run = self._found(request, object_id)
        found = [*run.problems, *(problem for row in run.rows.exclude(problems=[]) for problem in row.problems)]
        lines = [[defused(str(problem[column])) for column in PROBLEM_COLUMNS] for problem in found]
        text = io.StringIO(newline="")
        csv.writer(text).writerows([PROBLEM_COLUMNS, *lines])
        return csv_file("\ufeff" + text.getvalue(), "problems.csv")

    def template_view(self, request):
        if not self.has_add_permission(request):
            raise PermissionDenied
        return csv_file(template(), "import-template.csv")


def csv_file(text, name):
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=attached(name))

"""Imports: upload a table, read what it would do, then confirm or cancel. Nothing is written before that."""

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.defaultfilters import filesizeformat
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from initiatives.admin import assigning, undoing
from initiatives.admin.choosing import Choosing
from initiatives.admin.exporting import attached
from initiatives.admin.plans import TABS, Plan
from initiatives.admin.standing import Standing
from initiatives.admin.touched import TouchedProfiles
from initiatives.domain import editing
from initiatives.domain.publishing import Refused
from initiatives.domain.roles import may_import
from initiatives.exports.template import template, workbook
from initiatives.exports.workbook import CONTENT_TYPE
from initiatives.imports import leases, mending, runs, tasks
from initiatives.models import ImportRun

PUBLISH = "initiatives.publish_initiative"
ENCODINGS = [
    ("", gettext_lazy("find out")),
    ("utf-8", "UTF-8"),
    ("utf-16", "UTF-16"),
    ("cp1251", gettext_lazy("Windows 1251 (Cyrillic)")),
    ("cp1250", gettext_lazy("Windows 1250 (Central Europe)")),
    ("cp1252", gettext_lazy("Windows 1252 (Western Europe)")),
]


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("A CSV, Excel (XLSX) or IATI file; a table has the columns of the template."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xml,text/csv"}),
    )
    encoding = forms.ChoiceField(
        label=gettext_lazy("How its letters are written"),
        choices=ENCODINGS,
        required=False,
        help_text=gettext_lazy("Say it where the preview shows wrong letters. A workbook needs none."),
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
        if self.cleaned_data["file"].size > settings.IMPORT_LARGEST_UPLOAD:
            message = _("The file is larger than %(size)s. Divide it, or use the command import_profiles.")
            raise ValidationError(message % {"size": filesizeformat(settings.IMPORT_LARGEST_UPLOAD)})
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
        return own and may_import(request.user)

    def has_module_permission(self, request):
        return may_import(request.user)

    def has_add_permission(self, request):
        return may_import(request.user)

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        def address(route, view, name):
            return path(route, self.admin_site.admin_view(view), name=f"initiatives_importrun_{name}")

        return [
            address("template.csv", self.template_view, "template"),
            address("template.xlsx", self.template_workbook_view, "template_workbook"),
            address("<path:object_id>/confirm/", self.confirm_view, "confirm"),
            address("<path:object_id>/cancel/", self.cancel_view, "cancel"),
            address("<path:object_id>/undo/", self.undo_view, "undo"),
            address("<path:object_id>/columns/", self.columns_view, "columns"),
            address("<path:object_id>/again/", self.again_view, "again"),
            address("<path:object_id>/profiles/", self.profiles_view, "profiles"),
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
            return self._received(request, form.cleaned_data)
        context = {"title": _("Import a table"), "form": form, "opts": self.opts}
        context |= {"at_once": settings.IMPORT_ROWS_AT_ONCE, "lacks_worker": not leases.is_worker_seen()}
        return TemplateResponse(request, "admin/imports/upload.html", self.admin_site.each_context(request) | context)

    def _received(self, request, asked):
        file, chosen = asked["file"], {name: asked[name] for name in ("encoding", "publish") if name in asked}
        try:
            run = tasks.receive(file.read(), file_name=file.name, by=request.user, **chosen)
        except (Refused, runs.Stopped) as ended:  # somebody is saving, or it was cancelled while it was read
            sentence = str(ended) or _("Somebody else has gone on with this import.")
            self.message_user(request, sentence, messages.WARNING)
            return HttpResponseRedirect(reverse("admin:initiatives_importrun_changelist"))
        return self._to(run, "columns" if run.state == "mapping" else "change")

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

    def _to(self, run, view="change"):
        return HttpResponseRedirect(reverse(f"admin:initiatives_importrun_{view}", args=[run.pk]))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        run = self._found(request, object_id)
        if request.method == "POST":
            raise PermissionDenied
        context = {"title": _("Import of %(file)s") % {"file": run.file_name}, "opts": self.opts, "original": run}
        context |= {"standing": Standing(run)}
        context |= {"plan": Plan(run, request.user, request.GET.get("show", ""), request.GET.get("page", "1"))}
        return TemplateResponse(request, "admin/imports/run.html", self.admin_site.each_context(request) | context)

    def delete_view(self, request, object_id, extra_context=None):
        raise PermissionDenied

    def profiles_view(self, request, object_id):
        run = self._found(request, object_id)
        context = {"title": _("What the import of %(file)s touched") % {"file": run.file_name}, "opts": self.opts}
        context |= {"original": run, "touched": TouchedProfiles(run, request.user, request.GET.get("page", "1"))}
        context = self.admin_site.each_context(request) | context
        return TemplateResponse(request, "admin/imports/profiles.html", context)

    def confirm_view(self, request, object_id):
        """Write exactly what the preview showed; with `valid_only` posted, the good rows of it."""
        return self._step(request, object_id, self._confirm)

    def _confirm(self, request, run):
        counts = tasks.confirm(run, by=request.user, valid_only="valid_only" in request.POST)
        if counts is None:
            return _("It will be saved by a worker. You may leave this page and come back.")
        made = ngettext("%(count)d profile made", "%(count)d profiles made", counts["new"])
        changed = ngettext("%(count)d changed", "%(count)d changed", counts["changed"])
        return f"{made % {'count': counts['new']}}, {changed % {'count': counts['changed']}}."

    def cancel_view(self, request, object_id):
        return self._step(request, object_id, self._cancel)

    def _cancel(self, request, run):
        runs.cancel(run)
        return _("Cancelled: the plan is deleted, nothing was written.")

    def again_view(self, request, object_id):
        return self._step(request, object_id, self._read_again)

    def _read_again(self, request, run):
        tasks.read_again(run)
        return _("The file will be read again.")

    def _step(self, request, object_id, step):
        """Do what was asked, and say what came of it on the page of the run."""
        run, refusal = self._posted(request, object_id)
        if refusal:
            return refusal
        try:
            self.message_user(request, step(request, run), messages.SUCCESS)
        except Refused as refused:
            self.message_user(request, str(refused), messages.ERROR)
        except editing.Stale:
            self.message_user(request, runs.stale_sentence(), messages.ERROR)
        except runs.Stopped:
            self.message_user(request, _("Somebody else has gone on with this import."), messages.WARNING)
        return self._to(run)

    def undo_view(self, request, object_id):
        return undoing.view(self, request, self._found(request, object_id))

    def columns_view(self, request, object_id):
        return assigning.view(self, request, self._found(request, object_id))

    # --- files ---

    def problems_view(self, request, object_id):
        """The rows that are problems, to be mended and uploaded again."""
        return csv_file("".join(mending.pieces(self._found(request, object_id))), "problems.csv")

    def template_view(self, request):
        if not self.has_add_permission(request):
            raise PermissionDenied
        return csv_file(template(), "import-template.csv")

    def template_workbook_view(self, request):
        if not self.has_add_permission(request):
            raise PermissionDenied
        return HttpResponse(workbook(), content_type=CONTENT_TYPE, headers=attached("import-template.xlsx"))


def csv_file(text, name):
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=attached(name))

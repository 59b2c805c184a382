"""Removing words from every copy: asked, shown where they stand, then done; and the tombstones."""

from django import forms
from django.apps import apps
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.admin.base import DirectoryAdmin
from initiatives.admin.seen import SEEN
from initiatives.domain import documents, redaction, scope, spellings
from initiatives.domain.shapes import SHAPES
from initiatives.models import Redaction
from initiatives.models.redaction import REASONS

RIGHT = "initiatives.redact"
LISTED = 50


class WordsForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Words to remove"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5, "class": "vLargeTextField", "autocomplete": "off"}),
        help_text=gettext_lazy(
            "One spelling a line, at least four letters. Case, accents, Latin or Cyrillic letters make no difference; "
            "inflected forms, initials and a surname alone are spellings of their own."
        ),
    )
    reason = forms.ChoiceField(label=gettext_lazy("Why"), choices=REASONS)

    def clean_words(self):
        lines = self.cleaned_data["words"].splitlines()
        try:
            spellings.forms_of(lines)
        except ValueError as error:
            raise forms.ValidationError(_("“%(word)s” is too short.") % {"word": error.args[0]}) from error
        return [line for line in lines if line.strip()]


@admin.register(Redaction)
class RedactionAdmin(DirectoryAdmin):
    """For those who have the right and work on all countries."""

    list_display = ["at", "reason", "by"]
    list_filter = ["reason", "at"]
    list_select_related = ["by"]
    fields = ["at", "reason", "by", "subject", "key", "counted"]
    readonly_fields = ["at", "reason", "by", "subject", "key", "counted"]

    @admin.display(description=gettext_lazy("counts"))
    def counted(self, obj):
        return ", ".join(f"{name}: {count}" for name, count in _in_words(obj.counts))

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm(RIGHT) and scope.bound_to(request.user) is None

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_add_permission(self, request):
        return self.has_view_permission(request)

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def add_view(self, request, form_url="", extra_context=None):
        """Ask for the words; show where they stand; by a second POST remove exactly what was shown."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method not in ("GET", "HEAD", "POST"):
            return HttpResponseNotAllowed(["GET", "POST"])
        form = WordsForm(request.POST if request.method == "POST" else None)
        if request.method != "POST" or not form.is_valid():
            return self._page(request, form)
        found = redaction.find(form.cleaned_data["words"])
        if request.POST.get(SEEN) != found.token or not found.counts:
            return self._page(request, form, found)
        return self._removed(request, form)

    def _removed(self, request, form):
        about = {name: request.POST.get(name, "") for name in ("subject", "key")}
        about = about if about["subject"] in SHAPES else {}
        chosen = {"reason": form.cleaned_data["reason"], "by": request.user}
        try:
            row = redaction.redact(form.cleaned_data["words"], **chosen, **about)
        except IntegrityError:
            sentence = _("Nothing was removed: two names would become one. Change one of them by hand first.")
            self.message_user(request, sentence, messages.ERROR)
            return self._page(request, form)
        self.message_user(request, _("Removed from every copy."), messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:initiatives_redaction_change", args=[row.pk]))

    def _page(self, request, form, found=None):
        context = self.admin_site.each_context(request) | {
            "title": _("Remove words from every copy"),
            "opts": self.opts,
            "form": form,
            "found": found,
            "tables": _in_words(found.counts) if found else [],
            "profiles": _named(found.profiles[:LISTED]) if found else [],
            "about": {name: (request.POST or request.GET).get(name, "")[:36] for name in ("subject", "key")},
        }
        response = TemplateResponse(request, "admin/removals/words.html", context)
        response.headers["Cache-Control"] = "no-store"
        return response


def _in_words(counts):
    """[(what the table is called, number)], in the order of the words."""
    others = {redaction.FILES: _("uploaded files"), redaction.SESSIONS: _("logins")}
    named = {table: others.get(table) or apps.get_model(table)._meta.verbose_name_plural for table in counts}
    return sorted((capfirst(name), counts[table]) for table, name in named.items())


def _named(profiles):
    """[(kind, name)] of profiles, (subject, key) each."""
    named = []
    for subject, key in profiles:
        document = documents.read_one(subject, key) or {}
        name = next((text["title"] for text in document.get("texts", ())), "")
        name = name or document.get("name") or document.get("title") or document.get("slug") or key
        named.append((SHAPES[subject].model._meta.verbose_name, name))
    return named

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from initiatives.admin.base import DirectoryAdmin
from initiatives.admin.guarding import MOST
from initiatives.domain import history, restoring, scope
from initiatives.domain.publishing import Refused
from initiatives.domain.shapes import SHAPES
from initiatives.models import Change


@admin.register(Change)
class ChangeAdmin(DirectoryAdmin):
    """The whole ledger, to read, for those who work on all countries; others read it profile by profile."""

    change_form_template = "admin/versioned/act.html"
    list_display = ["at", "subject", "name", "act", "by", "reason"]
    list_filter = ["act", "subject", "at"]
    list_select_related = ["by"]
    search_fields = ["key", "reason", "by__username"]
    search_help_text = _("Identifiers of profiles, people, reasons.")
    fields = ["at", "subject", "key", "act", "by", "reason", "run", "differences"]
    readonly_fields = ["at", "subject", "key", "act", "by", "reason", "run", "differences"]

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) and scope.bound_to(request.user) is None

    def has_module_permission(self, request):
        return super().has_module_permission(request) and scope.bound_to(request.user) is None

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("profile"))
    def name(self, obj):
        document = obj.after or obj.before or {}
        return document.get("slug") or document.get("name") or document.get("title") or obj.key

    @admin.display(description=_("what changed"))
    def differences(self, obj):
        found = history.differences(obj.subject, obj.before, obj.after)
        rows = ((row.label, row.old or "–", row.new or "–") for row in found)
        return format_html_join("", "<p><b>{}</b>: {} → {}</p>", rows)

    # --- a deleted profile back ---

    def get_urls(self):
        view = self.admin_site.admin_view(self.revive_view)
        return [path("<int:pk>/revive/", view, name="initiatives_change_revive"), *super().get_urls()]

    def has_revive_permission(self, request, obj):
        return self.has_view_permission(request, obj) and request.user.has_perm(f"initiatives.add_{obj.subject}")

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["can_revive"] = bool(obj) and self.has_revive_permission(request, obj) and restoring.is_deletion(obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def revive_view(self, request, pk):
        """Bring back the profile that this act deleted."""
        change = get_object_or_404(Change, pk=min(pk, MOST))
        if not self.has_revive_permission(request, change):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not restoring.is_deletion(change):
            raise Http404
        try:
            restoring.revive(change, by=request.user)
        except Refused as refused:
            self.message_user(request, str(refused), messages.ERROR)
            return HttpResponseRedirect(reverse("admin:initiatives_change_change", args=[change.pk]))
        is_draft = change.subject == "initiative"
        sentence = gettext("The profile is back, as a draft.") if is_draft else gettext("The profile is back.")
        self.message_user(request, sentence, messages.SUCCESS)
        shape = SHAPES[change.subject]
        row = shape.model._base_manager.get(**{shape.key: change.key})
        return HttpResponseRedirect(reverse(f"admin:initiatives_{change.subject}_change", args=[row.pk]))

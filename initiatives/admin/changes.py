from django.contrib import admin
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from initiatives.admin.base import DirectoryAdmin
from initiatives.domain import history, scope
from initiatives.models import Change


@admin.register(Change)
class ChangeAdmin(DirectoryAdmin):
    """The whole ledger, to read, for those who work on all countries; others read it profile by profile."""

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

from django.contrib import admin
from django.db.models import F
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from initiatives.admin.versioning import VersionedAdmin
from initiatives.models import Source
from initiatives.models.linkcheck import LINK_STATES


class LinkFilter(admin.SimpleListFilter):
    title = _("link")
    parameter_name = "link"

    def lookups(self, request, model_admin):
        return LINK_STATES

    def queryset(self, request, queryset):
        known = self.value() in dict(LINK_STATES)
        return queryset.filter(link_check__state=self.value(), link_check__url=F("url")) if known else queryset


@admin.register(Source)
class SourceAdmin(VersionedAdmin):
    list_display = ["title", "publisher", "type", "language", "date", "retrieved", "link"]
    list_filter = ["type", LinkFilter, "retrieved"]
    list_select_related = ["publisher", "link_check"]
    readonly_fields = ["link"]
    search_fields = ["title", "url", "publisher__name"]
    search_help_text = _("Titles, addresses, publishers.")
    autocomplete_fields = ["publisher"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "title",
                    "url",
                    "link",
                    "publisher",
                    ("type", "language"),
                    ("date", "retrieved"),
                    "part_of",
                    "checksum",
                ],
                "description": _("A document is entered once and cited wherever it is needed."),
            },
        )
    ]

    @admin.display(description=_("link"))
    def link(self, obj):
        """How its address answered when it was asked last, and where it leads by now."""
        check = getattr(obj, "link_check", None)
        if check is None or check.url != obj.url:
            return "–"
        told = f"{check.get_state_display()}, {check.checked_at:%Y-%m-%d}"
        if check.state in ("dead", "unknown") and check.failing_since:
            return _("%(state)s; no answer since %(date)s") % {"state": told, "date": f"{check.failing_since:%Y-%m-%d}"}
        return format_html("{}: {}", told, check.moved_to) if check.moved_to else told

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import F
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from initiatives.admin.guarding import TidyForm
from initiatives.admin.versioning import VersionedAdmin
from initiatives.domain import sources
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


class SourceForm(TidyForm):
    def clean_url(self):
        """An address that is known already leads to what is there."""
        url = self.cleaned_data["url"]
        if url and "url" in self.changed_data:
            known = sources.at_address(url).exclude(pk=self.instance.pk).first()
            if known:
                raise ValidationError(_known(known), code="known")
        return url


def _known(source):
    address = reverse("admin:initiatives_source_change", args=[source.pk])
    told = _("This address is entered already, as {source}: choose that one instead of entering it again.")
    return format_html(str(told), source=format_html('<a href="{}">{}</a>', address, source))


@admin.register(Source)
class SourceAdmin(VersionedAdmin):
    form = SourceForm
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

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from initiatives.admin.versioning import VersionedAdmin
from initiatives.models import Source


@admin.register(Source)
class SourceAdmin(VersionedAdmin):
    list_display = ["title", "publisher", "type", "language", "date", "retrieved"]
    list_filter = ["type", "retrieved"]
    list_select_related = ["publisher"]
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

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from initiatives.admin.guarding import TidyForm
from initiatives.admin.versioning import VersionedAdmin
from initiatives.domain import sources
from initiatives.models import Source


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

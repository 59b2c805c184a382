from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from initiatives.admin import inlines
from initiatives.admin.keeping import KeptWhileNamed
from initiatives.admin.merging import Mergeable
from initiatives.models import Place


@admin.register(Place)
class PlaceAdmin(Mergeable, KeptWhileNamed):
    list_display = ["name", "language", "country", "precision", "updated_at"]
    list_filter = ["precision", ("country", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["country"]
    search_fields = ["name", "aliases__name"]
    search_help_text = _("Names in every language.")
    kept_by = ["initiatives", "activities"]
    autocomplete_fields = ["country"]
    inlines = [inlines.Aliases]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("name", "language"),
                    "country",
                    "precision",
                    ("latitude", "longitude"),
                    "naming_note",
                    "note",
                ],
                "description": _(
                    "As fine as a public source names it, never finer than a municipality or town. "
                    "Coordinates are kept to two decimals, about a kilometre; none is better than a wrong one."
                ),
            },
        )
    ]

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from initiatives.admin import inlines
from initiatives.admin.keeping import KeptWhileNamed
from initiatives.admin.merging import Mergeable
from initiatives.admin.slugs import SluggedForm
from initiatives.models import Organisation


@admin.register(Organisation)
class OrganisationAdmin(Mergeable, KeptWhileNamed):
    form = SluggedForm
    list_display = ["name", "type", "country", "founded", "updated_at"]
    list_filter = ["type", ("country", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["country"]
    search_fields = ["name", "aliases__name", "slug"]
    search_help_text = _("Names, acronyms and other spellings.")
    kept_by = ["parts"]
    autocomplete_fields = ["country", "parent"]
    inlines = [inlines.Aliases, inlines.Identifiers, inlines.Contacts, inlines.Citations]
    fieldsets = [
        (
            None,
            {
                "fields": [("name", "language"), ("type", "founded"), "country", "parent", "website", "description"],
                "description": _(
                    "Search before you add: acronyms, former names and other spellings belong to one organisation, "
                    "as its other names."
                ),
            },
        ),
        (_("For editors"), {"classes": ["collapse"], "fields": ["slug", "note"]}),
    ]

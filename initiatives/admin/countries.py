from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from initiatives.admin import inlines
from initiatives.admin.citations import Citations
from initiatives.admin.citing import Citing
from initiatives.domain import scope
from initiatives.models import Country


@admin.register(Country)
class CountryAdmin(Citing):
    """Countries come with the fixtures; people correct names, notes and figures."""

    list_display = ["code", "name", "region", "naming_note", "funding_law"]
    list_display_links = ["code", "name"]
    list_filter = ["region", "funding_law"]
    search_fields = ["code", "name_en", "name_uk", "name_sq", "name_ky", "name_ru", "name_sr", "other_names"]
    readonly_fields = ["code", "alpha3", "numeric", "code_status"]
    inlines = [inlines.Claims, Citations]
    fieldsets = [
        (None, {"fields": [("code", "alpha3", "numeric"), "code_status", "region"]}),
        (
            _("Names"),
            {
                "fields": [
                    "name_en",
                    "name_uk",
                    "name_sq",
                    "name_ky",
                    "name_ru",
                    "name_sr",
                    "other_names",
                    "naming_note",
                ],
                "description": _("As the country is called in each language of the site."),
            },
        ),
        (_("Laws that endanger partners"), {"fields": ["funding_law", "funding_law_note"]}),
        (_("How long a check holds"), {"fields": ["review_months"]}),
    ]

    def get_queryset(self, request):
        """All can be named in a profile; those a person is bound to can be opened by them."""
        rows, own = super().get_queryset(request), scope.bound_to(request.user)
        return rows if own is None or request.resolver_match.url_name == "autocomplete" else rows.filter(pk__in=own)

    def get_readonly_fields(self, request, obj=None):
        """Whether a law endangers partners decides who must be asked before something is published."""
        fields = super().get_readonly_fields(request, obj)
        return fields if request.user.has_perm("initiatives.change_user") else [*fields, "funding_law"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("name"), ordering="name_en")
    def name(self, obj):
        return obj.name

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from initiatives.admin import inlines
from initiatives.admin.asking import Asking
from initiatives.admin.citations import Citations
from initiatives.admin.citing import Citing
from initiatives.admin.exporting import Exported
from initiatives.admin.initiative_form import InitiativeForm
from initiatives.admin.keeping import KeptWhileNamed
from initiatives.admin.merging import Mergeable
from initiatives.admin.quick import QuickAdd
from initiatives.admin.stages import StageActions
from initiatives.admin.unsourced import Unsourced
from initiatives.admin.verifying import OverdueFilter, Verifying
from initiatives.models import Initiative
from initiatives.models.initiative import EDIT_OTHERS
from initiatives.models.text import LISTS
from initiatives.vocabulary import best


class ThemeFilter(admin.SimpleListFilter):
    title = _("theme")
    parameter_name = "theme"

    def lookups(self, request, model_admin):
        return LISTS["theme"].choices

    def queryset(self, request, queryset):
        chosen = self.value()
        return queryset.filter(terms__list="theme", terms__slug=chosen) if chosen in LISTS["theme"] else queryset


@admin.register(Initiative)
class InitiativeAdmin(
    Exported, Unsourced, Citing, StageActions, Mergeable, Asking, QuickAdd, Verifying, KeptWhileNamed
):
    form = InitiativeForm
    actions = [*StageActions.actions, "export_chosen", "merge_two"]
    change_list_template = "admin/initiative_list.html"
    list_display = ["title", "country_codes", "stage", "status", "status_date", "verified_date", "updated_at"]
    list_filter = [
        "stage",
        ("countries", admin.RelatedOnlyFieldListFilter),
        "kind",
        "status",
        "sensitivity",
        "verification",
        OverdueFilter,
        "verified_date",
        "updated_at",
        ("inclusion_criterion", admin.EmptyFieldListFilter),
        ThemeFilter,
    ]
    search_fields = ["slug", "texts__title", "aliases__name"]
    search_help_text = _("Titles in every language, other names, the address.")
    ordering = ["-updated_at", "-pk"]
    kept_by = ["children"]
    autocomplete_fields = ["countries", "participant_countries", "places", "parent"]
    readonly_fields = ["stage", "verification", "verified_date"]
    inlines = [
        inlines.Texts,
        inlines.Partners,
        inlines.Funders,
        inlines.Activities,
        inlines.Claims,
        Citations,
        inlines.Aliases,
        inlines.Identifiers,
        inlines.Contacts,
    ]
    fieldsets = [
        (None, {"fields": ["kind", "countries", ("stage", "verification", "verified_date")]}),
        (
            _("Dates and status"),
            {
                "fields": [("start_date", "end_date"), ("status", "status_date")],
                "description": _(
                    "Write a date as precisely as the source does: 2018, 2018-02 or 2018-02-23. "
                    "Then cite the source: the link stands below each fact."
                ),
            },
        ),
        (_("Where and what belongs to it"), {"fields": ["places", "participant_countries", "parent", "website"]}),
        (_("Themes and approaches"), {"classes": ["collapse"], "fields": ["themes", "approaches", "keywords"]}),
        (_("Levels, reach and people"), {"classes": ["collapse"], "fields": ["levels", "reach", "beneficiaries"]}),
        (
            _("For editors"),
            {"classes": ["collapse"], "fields": ["sensitivity", "inclusion_criterion", "slug", "note"]},
        ),
    ]

    def get_queryset(self, request):
        rows = Initiative.objects.filter(pk__in=Initiative.objects.visible_to(request.user).values("pk"))
        return rows.prefetch_related("texts", "countries")

    def get_fieldsets(self, request, obj=None):
        """Without what it is part of, where this person may not open that; it stays as it is."""
        shown = super().get_fieldsets(request, obj)
        parent = obj and obj.parent_id
        if not parent or Initiative.objects.visible_to(request.user).filter(pk=parent).exists():
            return shown
        return [(name, told | {"fields": [one for one in told["fields"] if one != "parent"]}) for name, told in shown]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or self._is_theirs(request.user, obj))

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or self._is_theirs(request.user, obj))

    def _is_theirs(self, user, obj):
        """Whether `user` may change `obj`, one of those they may open."""
        return user.has_perm(EDIT_OTHERS) or Initiative.objects.editable_by(user).filter(pk=obj.pk).exists()

    def view_on_site(self, obj):
        return obj.get_absolute_url() if obj.stage == "published" and obj.sensitivity != "withheld" else None

    def _changeform_view(self, request, object_id, form_url, extra_context):
        obj = self.get_object(request, unquote(object_id)) if object_id else None
        steps = {"steps": self.steps(request, obj), "readiness": self.readiness(request, obj)}
        steps |= {"subtitle": self.title(obj)} if obj else {}
        return super()._changeform_view(request, object_id, form_url, steps | (extra_context or {}))

    def response_change(self, request, obj):
        if self.take_step(request, obj):
            return HttpResponseRedirect(reverse("admin:initiatives_initiative_change", args=[obj.pk]))
        return super().response_change(request, obj)

    @admin.display(description=_("title"), ordering="slug")
    def title(self, obj):
        texts = {text.language: text.title for text in obj.texts.all()}
        original = next((text.language for text in obj.texts.all() if text.is_original), "")
        return texts.get(best(texts, get_language() or "en", original), obj.slug)

    @admin.display(description=_("countries"))
    def country_codes(self, obj):
        return ", ".join(sorted(country.pk for country in obj.countries.all()))

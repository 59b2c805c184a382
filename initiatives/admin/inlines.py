"""The rows of a profile, edited on its page. Who may edit the profile may edit its rows."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.core.exceptions import ValidationError
from django.forms import Textarea
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from initiatives.admin.doubles import OneOriginal, RowsApart
from initiatives.admin.guarding import GuardedFields, TidyForm
from initiatives.models import (
    Activity,
    Alias,
    Citation,
    Claim,
    Contact,
    Funder,
    Identifier,
    InitiativeText,
    Partner,
)
from initiatives.search.folding import fold

CONSENT: Any = (
    _("Consent"),
    {
        "classes": ["collapse"],
        "fields": [("consent_given", "consent_expires"), "consent_note"],
        "description": _("Of a limited profile this is public only while consent is valid."),
    },
)


class KeyedForm(TidyForm):
    """A row named in citations: where no name is given, the title gives one."""

    named_by = "title"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "key" in self.fields:
            self.fields["key"].required = False

    def clean_key(self):
        words = self.data.get(self.add_prefix(self.named_by), "")
        return self.cleaned_data["key"] or slugify(fold(words[:200]))[:60].strip("-") or "row"


class ClaimForm(KeyedForm):
    named_by = "text"


class IdentifierForm(TidyForm):
    def clean(self):
        super().clean()
        found = Identifier.objects.filter(scheme=self.cleaned_data.get("scheme"), value=self.cleaned_data.get("value"))
        kind = "initiative" if self.instance.initiative_id else "organisation"
        if found.filter(**{f"{kind}__isnull": False}).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("A profile has this identifier already."))
        return self.cleaned_data


class Rows(GuardedFields, InlineModelAdmin):
    form = TidyForm
    formset = RowsApart
    extra = 0
    classes = ["collapse"]

    def _may(self, request, *verbs):
        model = self.parent_model._meta.model_name
        return any(request.user.has_perm(f"initiatives.{verb}_{model}") for verb in verbs)

    def has_add_permission(self, request, obj=None):
        return self._may(request, "change", "add")

    def has_change_permission(self, request, obj=None):
        return self._may(request, "change", "add")

    def has_delete_permission(self, request, obj=None):
        return self._may(request, "change", "add")

    def has_view_permission(self, request, obj=None):
        return self._may(request, "view", "change", "add")


class Table(Rows):
    template = admin.TabularInline.template


class Stack(Rows):
    template = admin.StackedInline.template


MOST_TEXTS = 200  # more languages than any profile has


class Texts(Stack):
    model = InitiativeText
    formset = OneOriginal
    min_num = 1
    classes = []
    fields = [("language", "is_original", "method"), "title", "summary", "mission", "description"]
    verbose_name_plural = _("titles and texts, one a language")

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(
            request, obj, validate_min=True, max_num=MOST_TEXTS, absolute_max=MOST_TEXTS, **kwargs
        )

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name in ("summary", "mission"):
            kwargs["widget"] = Textarea(attrs={"rows": 3, "class": "vLargeTextField"})
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class Aliases(Table):
    model = Alias
    fields = ["name", "language", "kind", "start", "end"]


class Identifiers(Table):
    model = Identifier
    form = IdentifierForm
    fields = ["scheme", "value"]


class Funders(Stack):
    model = Funder
    autocomplete_fields = ["organisation"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("organisation", "programme"),
                    ("amount", "currency"),
                    ("start", "end"),
                    "purpose",
                ],
                "description": _("Only where a source speaks of money, a grant or a donor. Others are supporters."),
            },
        ),
        CONSENT,
    ]


class Partners(Stack):
    model = Partner
    autocomplete_fields = ["organisation"]
    fieldsets = [(None, {"fields": [("organisation", "role"), ("start", "end"), "purpose"]}), CONSENT]
    verbose_name_plural = _("organisations and their roles")


class Activities(Stack):
    model = Activity
    form = KeyedForm
    autocomplete_fields = ["places"]
    fields = [
        "title",
        ("type", "state", "count"),
        ("start", "end", "language"),
        "places",
        "topics",
        "description",
        "key",
    ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name in ("topics", "description"):
            kwargs["widget"] = Textarea(attrs={"rows": 3, "class": "vLargeTextField"})
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class Claims(Stack):
    model = Claim
    form = ClaimForm
    fields = ["text", ("number", "unit", "state"), ("start", "end", "key")]
    verbose_name_plural = _("results and figures that a source states")


class Contacts(Stack):
    model = Contact
    fieldsets = [
        (
            None,
            {
                "fields": [("kind", "value")],
                "description": _("An office's, never a person's. The public sees it only while consent is valid."),
            },
        ),
        CONSENT,
    ]


class Citations(Table):
    model = Citation
    autocomplete_fields = ["source"]
    fields = ["field", "source", "quote", "states", "note"]
    verbose_name_plural = _("citations: which source stands behind which fact")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name in ("quote", "note", "states"):
            kwargs["widget"] = Textarea(attrs={"rows": 2, "cols": 24})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

"""Odd input is turned away before a database sees it: NUL that PostgreSQL refuses, integers too long for SQLite."""

import re

from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import (
    AutocompleteMixin,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    RelatedFieldWidgetWrapper,
)
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey
from django.forms import CharField, ModelForm, ModelMultipleChoiceField, Textarea, TextInput

from initiatives.domain.cells import clean
from initiatives.models import User
from initiatives.models.fields import PartialDateField
from initiatives.models.text import validate_language

MOST = 2**63 - 1
LONG_NUMBER = re.compile(r"\d{19,}")


def is_odd(text):
    """Whether a filter's value can't mean anything in either database."""
    return "\0" in text or bool(LONG_NUMBER.search(text))


def is_key(model, value):
    """Whether `value` could be a primary key of `model`."""
    try:
        key = model._meta.pk.to_python(value)
    except ValidationError:
        return False
    return -MOST <= key <= MOST if isinstance(key, int) else "\0" not in str(key)


class TidyForm(ModelForm):
    """`is_refused` lets a form that others have overtaken be shown again, filled in, and not be saved."""

    is_refused = False
    user: User

    def is_valid(self):
        return super().is_valid() and not self.is_refused

    def clean(self):
        super().clean()
        for name, value in self.cleaned_data.items():
            if type(value) is str:
                self.cleaned_data[name] = clean(value, multiline=isinstance(self.fields[name].widget, Textarea))
        return self.cleaned_data


class KnownRows(ModelMultipleChoiceField):
    def _check_values(self, value):
        for key in value if isinstance(value, list | tuple) else ():
            if self.queryset is not None and not is_key(self.queryset.model, key):
                raise ValidationError(self.error_messages["invalid_choice"], params={"value": key})
        return super()._check_values(value)  # type: ignore[misc]  # private: the stubs leave it out


class _Plausible(AutocompleteMixin):
    """Renders the chosen rows again; what can't be a key isn't asked for."""

    def optgroups(self, name, value, attr=None):
        model = self.field.related_model
        return super().optgroups(name, [key for key in value if not key or is_key(model, key)], attr)


class Completing(_Plausible, AutocompleteSelect):
    pass


class CompletingMany(_Plausible, AutocompleteSelectMultiple):
    pass


class LanguageTag(CharField):
    """A BCP 47 tag; the page offers the languages of the list, and takes others."""

    default_validators = [validate_language]


class GuardedFields(BaseModelAdmin):
    """For admins and inlines: fields that ask no database about nonsense, and know languages and partial dates."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", Completing(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs["form_class"] = KnownRows
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", CompletingMany(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "language" and not isinstance(db_field, ForeignKey):
            kwargs["form_class"] = LanguageTag
            kwargs["widget"] = TextInput(attrs={"list": "languages", "size": 8, "placeholder": "uk"})
        elif isinstance(db_field, PartialDateField):
            kwargs["widget"] = TextInput(attrs={"size": 12, "placeholder": "2018-02-23"})
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = field.widget.can_view_related = False
        return field

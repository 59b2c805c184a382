"""Form fields that read whatever stands in a query string."""

import django_filters
from django import forms

MOST_VALUES = 20


class WordsField(forms.Field):
    """Any text: control characters are spaces, and what nobody types is cut off."""

    def clean(self, value):
        return "".join(char if char.isprintable() else " " for char in str(value or "")[:5000]).strip()


class CodesField(forms.Field):
    """All values of a repeated parameter, in order, each once."""

    widget = forms.SelectMultiple

    def clean(self, value):
        words = (WordsField().clean(word) for word in (value or ())[:MOST_VALUES])
        return list(dict.fromkeys(word[:100] for word in words if word))


class Words(django_filters.Filter):
    field_class = WordsField


class Codes(django_filters.Filter):
    field_class = CodesField


class Year(django_filters.NumberFilter):
    field_class = forms.IntegerField

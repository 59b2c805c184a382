"""Rows of one form that clash with each other are told beside the row, before the database refuses them."""

from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext as _

from initiatives.admin.rows import natural_fields


class RowsApart(BaseInlineFormSet):
    """No two rows are recognised by the same values."""

    def clean(self):
        super().clean()
        seen = set()
        for form in self.kept():
            key = tuple(form.cleaned_data.get(field) for field in natural_fields(self.model))
            if key in seen:
                form.add_error(None, ValidationError(_("This says the same as a row above: delete one of them.")))
            seen.add(key)

    def kept(self):
        """The filled-in forms without errors whose rows stay."""
        filled = (form for form in self.forms if form.instance.pk or form.has_changed())
        return [form for form in filled if form.is_valid() and not form.cleaned_data.get(DELETION_FIELD_NAME)]


class OneOriginal(RowsApart):
    """At most one text is the original; which one may change in a single save."""

    def clean(self):
        super().clean()
        for form in [form for form in self.kept() if form.cleaned_data["is_original"]][1:]:
            form.add_error("is_original", _("Only one text is the original: untick the others."))

    def save(self, commit=True):
        chosen = [form.instance.pk for form in self.kept() if form.cleaned_data["is_original"]]
        self.get_queryset().model.objects.filter(initiative=self.instance).exclude(pk__in=filter(None, chosen)).update(
            is_original=False
        )
        return super().save(commit)

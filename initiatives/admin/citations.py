"""The citations of a profile on its page."""

from django.forms import Textarea
from django.utils.translation import gettext_lazy as _

from initiatives.admin.citing import CitationForm, FactSelect, asked_of, facts_of
from initiatives.admin.inlines import Table
from initiatives.models import Citation


class Citations(Table):
    model = Citation
    form = CitationForm
    autocomplete_fields = ["source"]
    fields = ["field", "source", "quote", "states", "note"]
    verbose_name_plural = _("citations: which source stands behind which fact")

    def get_extra(self, request, obj=None, **kwargs):
        return 1 if asked_of(request) else 0

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        if "field" in formset.form.base_fields:
            formset.form.base_fields["field"].widget = FactSelect(choices=facts_of(obj, self.parent_model))
        return formset

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name in ("quote", "note", "states"):
            kwargs["widget"] = Textarea(attrs={"rows": 2, "cols": 24})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

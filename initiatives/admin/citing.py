"""Citing in the form: under each field its sources, and a row to cite one more; facts are chosen in words."""

from collections import defaultdict

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from initiatives.admin.guarding import TidyForm
from initiatives.admin.initiative_form import FIELDS
from initiatives.admin.versioning import VersionedAdmin
from initiatives.domain import citable, documents
from initiatives.domain.shapes import SUBJECTS, subject_of
from initiatives.models import Activity, Citation, Claim, Funder, InitiativeText, Organisation, Partner, Source
from initiatives.models.source import is_path

CITE = "cite"
MOST_WORDS = 25
TERMS = {field: f"terms.{name}" for name, field in FIELDS.items()}


class FactSelect(forms.Select):
    """Facts in groups. One that is in the list no more, or not yet, stays as it is written."""

    def render(self, name, value, attrs=None, renderer=None):
        value = value or ""
        known = {path for _heading, options in self.choices for path, _label in options}
        more = [] if value in known else [("", [(value, value or "---------")])]
        groups = [self._group(heading, options, value) for heading, options in [*more, *self.choices]]
        attributes = flatatt(self.build_attrs(self.attrs, {"name": name} | (attrs or {})))
        return format_html("<select{}>{}</select>", attributes, format_html_join("", "{}", ((one,) for one in groups)))

    def _group(self, heading, options, value):
        found = ((path, mark_safe(" selected") if path == value else "", label) for path, label in options)
        made = format_html_join("", '<option value="{}"{}>{}</option>', found)
        return format_html('<optgroup label="{}">{}</optgroup>', heading, made) if heading else made


class CitationForm(TidyForm):
    def clean_quote(self):
        """Only what is written now: sources quoted at length before stay."""
        quote = self.cleaned_data["quote"]
        count = len(quote.split())
        if "quote" in self.changed_data and count > MOST_WORDS:
            message = _("These are %(count)d words: quote at most %(most)d.")
            raise ValidationError(message, params={"count": count, "most": MOST_WORDS})
        return quote


class Cited:
    """The citations of one profile by path, and where the row for one more stands."""

    def __init__(self, obj):
        self.subject, self.document = subject_of(obj)[0], document_of(obj)
        self.count = len(self.document["citations"])
        self.sources = {str(one.uuid): one for one in Source.objects.filter(uuid__in=self._keys())}
        self.rows = defaultdict(list)
        for row in sorted(self.document["citations"], key=lambda row: bool(row["states"])):
            self.rows[row["field"]].append(row | {"source": self.sources[row["source"]]})

    def _keys(self):
        return {row["source"] for row in self.document["citations"]}

    @cached_property
    def paths(self):
        return citable.labels(self.subject, self.document)

    def under(self, path, help_text, *, is_given):
        """`help_text` with the sources of the fact `path`, which may be empty yet, and a link to cite one."""
        context = {"rows": self.rows.get(path, ()), "path": path, "address": address(path, self.count)}
        context |= {"whole": len(self.rows.get("*", ())), "is_given": is_given}
        return mark_safe(f"{help_text} {render_to_string('admin/versioned/cited.html', context)}")  # noqa: S308  a template's


def address(path, count):
    """Where on the form one more source of `path` is named, below the `count` that are."""
    return f"?{urlencode({CITE: path})}#citations-{count}"


class Citing(VersionedAdmin):
    """For the admins of profiles that carry citations."""

    class Media:
        js = ["admin-extra/cite.js"]

    def get_inline_instances(self, request, obj=None):
        found = super().get_inline_instances(request, obj)
        for inline in found:
            if inline.model is Citation and asked_of(request):
                inline.classes = []
        return found

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if inline.model is Citation and asked_of(request):
            kwargs["initial"] = [{"field": asked_of(request)}]
        return kwargs

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None and obj.pk and not context["is_popup"]:
            self._tell_sources(context, Cited(obj))
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _tell_sources(self, context, cited):
        _tell(context["adminform"].form, cited, lambda name: TERMS.get(name, name))
        for inline in context["inline_admin_formsets"]:
            if inline.opts.model in PATHS:
                path_of = PATHS[inline.opts.model](inline.formset)
                for form in inline.formset.initial_forms:
                    _tell(form, cited, lambda name, row=form.instance, path_of=path_of: path_of(row, name))


def _tell(form, cited, path_of):
    for name, field in form.fields.items():
        path = path_of(name)
        if path in cited.paths:
            shown = form[name]  # made with the text of its field as it was
            field.help_text = cited.under(path, field.help_text, is_given=bool(form.get_initial_for_field(field, name)))
            shown.help_text = field.help_text


def asked_of(request):
    """The fact for which the address asks for a row, "" for none."""
    path = request.GET.get(CITE, "")[:200]
    return path if is_path(path) and "\0" not in path else ""


# For each kind of row, from its formset: (row, name of a field) -> the path of the fact in that field, or None.


def _of_texts(formset):
    return lambda row, name: name if name in citable.TEXTS else None


def _of_keyed(place, **fields):
    return lambda formset: lambda row, name: f"{place}.{row.key}{fields[name]}" if name in fields else None


def _of_links(place):
    def paths(formset):
        keys = [form.instance.organisation_id for form in formset.initial_forms]
        slugs = dict(Organisation.objects.filter(pk__in=keys).values_list("pk", "slug"))

        def path_of(row, name):
            role = f".{row.role}" if place == "partners" else ""
            return f"{place}{role}.{slugs.get(row.organisation_id)}" if name == "organisation" else None

        return path_of

    return paths


PATHS = {
    InitiativeText: _of_texts,
    Activity: _of_keyed("activities", title="", start=".start", places=".places"),
    Claim: _of_keyed("claims", text=""),
    Partner: _of_links("partners"),
    Funder: _of_links("funders"),
}


def facts_of(obj, model):
    """The groups of citable.groups for the form of `obj`, None for a new one."""
    return citable.groups(SUBJECTS[model], document_of(obj) if obj else None)


def document_of(obj):
    """The document of the profile `obj` as it was when the form was made, read once for all parts of the page."""
    if not hasattr(obj, "shown_document"):
        obj.shown_document = documents.read_one(*subject_of(obj))
    return obj.shown_document

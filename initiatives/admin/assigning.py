"""Assigning columns: each column of a partner's table with some of its cells, and which field of ours it is."""

from collections import Counter

from django import forms
from django.contrib import messages
from django.forms.utils import flatatt
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from initiatives.domain.publishing import Refused
from initiatives.exports.template import explanations
from initiatives.imports import assigning, runs, tasks

FIELD = "column-"


class PlainSelect(forms.Select):
    """A select written without a template for each option: a file may have 500 columns, and each offers all fields."""

    def render(self, name, value, attrs=None, renderer=None):
        options = format_html_join(
            "\n",
            '<option value="{}"{}>{}</option>',
            ((key, " selected" if key == (value or "") else "", label) for key, label in self.choices),
        )
        attributes = flatatt(self.build_attrs(self.attrs, {"name": name} | (attrs or {})))
        return format_html("<select{}>{}</select>", attributes, options)


class ColumnsForm(forms.Form):
    """A select for each column of a Header that holds anything."""

    def __init__(self, *args, header, **kwargs):
        super().__init__(*args, **kwargs)
        self.header = header
        choices = [("", _("leave out")), *((name, f"{name}: {told}") for name, told in meanings().items())]
        guesses = assigning.guesses(header)
        for place in header.places:
            label = header.cells[place].strip() or _("Column %(place)s, without a name") % {"place": place + 1}
            initial = guesses[place]
            self.fields[f"{FIELD}{place}"] = forms.ChoiceField(
                label=label, label_suffix="", choices=choices, required=False, initial=initial, widget=PlainSelect
            )

    def rows(self):
        """[(bound field, up to three of the column's cells)]"""
        samples = self.header.samples
        for place in self.header.places:
            cells = [row[place] for row in samples if place < len(row) and row[place].strip()]
            yield self[f"{FIELD}{place}"], cells

    @cached_property
    def columns(self):
        """The column that each place of the header was said to be, or ""."""
        said = {int(name.removeprefix(FIELD)): column for name, column in self.cleaned_data.items()}
        return [said.get(place, "") for place in range(len(self.header.cells))]

    def clean(self):
        counts = Counter(self.cleaned_data.values())
        for name, column in list(self.cleaned_data.items()):
            if column and counts[column] > 1:
                self.add_error(name, _("“%(name)s” is chosen more than once: keep one.") % {"name": column})
        if not self.errors:
            for column in assigning.lacking(self.columns):
                self.add_error(
                    None, _("Say which column holds “%(name)s”: nothing can be read without.") % {"name": column}
                )


def meanings():
    """{column that can be assigned: what belongs into it}"""
    told = explanations()
    return {name: told[name] for name in assigning.FIELDS}


def view(admin, request, run):
    """The answer of `admin`, an ImportRunAdmin that found that `run` is this person's."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "POST"])
    try:
        return _asked(admin, request, run)
    except Refused as refused:
        admin.message_user(request, str(refused), messages.ERROR)
    except runs.Stopped:
        admin.message_user(request, _("Somebody else has gone on with this import."), messages.WARNING)
    return _to(run)


def _asked(admin, request, run):
    assigning.must_be_assignable(run)
    header = tasks.header_of(run)
    if header is None:
        raise Refused(_("This file has no columns that could be assigned."))
    form = ColumnsForm(request.POST if request.method == "POST" else None, header=header)
    if request.method == "POST" and form.is_valid():
        tasks.assign(run, header, form.columns, by=request.user)
        return _to(run)
    return TemplateResponse(request, "admin/imports/columns.html", _context(admin, request, run, form))


def _context(admin, request, run, form):
    return admin.admin_site.each_context(request) | {
        "title": _("What are the columns of %(file)s?") % {"file": run.file_name},
        "opts": admin.opts,
        "original": run,
        "form": form,
        "mapping": assigning.of(form.header),
    }


def _to(run):
    return HttpResponseRedirect(reverse("admin:initiatives_importrun_change", args=[run.pk]))

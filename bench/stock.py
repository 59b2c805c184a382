"""The comparison: django-import-export as its documentation says, one ModelResource a table with its usual widgets.

Rows are found again by their natural keys, links by the other row's; all settings are the package's own.
"""

import tablib
from import_export.fields import Field
from import_export.resources import ModelResource
from import_export.widgets import ForeignKeyWidget, ManyToManyWidget

from initiatives.models import (
    Activity,
    Citation,
    Country,
    Funder,
    Identifier,
    Initiative,
    InitiativeText,
    Organisation,
    Partner,
    Source,
    Term,
)

KEYS = {
    Organisation: ("uuid",),
    Source: ("uuid",),
    Initiative: ("uuid",),
    InitiativeText: ("initiative", "language"),
    Term: ("initiative", "list", "slug"),
    Identifier: ("initiative", "scheme", "value"),
    Partner: ("initiative", "organisation", "role"),
    Funder: ("initiative", "organisation", "programme"),
    Activity: ("initiative", "key"),
    Citation: ("initiative", "source", "field"),
}
FIELDS = {
    Organisation: ("uuid", "slug", "name", "type"),
    Source: ("uuid", "url", "title", "type", "date"),
    Initiative: ("uuid", "slug", "kind", "status", "status_date", "start_date", "end_date", "website", "countries"),
    InitiativeText: ("initiative", "language", "title", "summary", "is_original"),
    Term: KEYS[Term],
    Identifier: KEYS[Identifier],
    Partner: KEYS[Partner],
    Funder: (*KEYS[Funder], "amount", "currency"),
    Activity: ("initiative", "key", "type", "title", "start", "state"),
    Citation: KEYS[Citation],
}


def resource(model):
    """The ModelResource class of a table."""
    links = {name: _link(model, name) for name in FIELDS[model] if model._meta.get_field(name).is_relation}
    options = {"model": model, "fields": FIELDS[model], "import_id_fields": KEYS[model]}
    return type(f"{model.__name__}Resource", (ModelResource,), links | {"Meta": type("Meta", (), options)})


def _link(model, name):
    field = model._meta.get_field(name)
    target = field.related_model
    key = "code" if target is Country else "uuid"
    widget = ManyToManyWidget(target, separator=";", field=key) if field.many_to_many else ForeignKeyWidget(target, key)
    return Field(column_name=name, attribute=name, widget=widget)


def datasets(count):
    """{table: [rows]} of the first `count` initiatives with all that they refer to, as CSV would hold them."""
    first = list(Initiative.objects.order_by("pk").values_list("pk", flat=True)[:count])
    mine = {"initiative__in": first}
    wanted = {
        Organisation: {"pk__in": {pk for model in (Partner, Funder) for pk in _organisations(model, mine)}},
        Source: {"citations__initiative__in": first},
        Initiative: {"pk__in": first},
    }
    return {model.__name__: _rows(model, wanted.get(model, mine)) for model in KEYS}


def _organisations(model, mine):
    return model.objects.filter(**mine).values_list("organisation", flat=True)


def _rows(model, condition):
    found = resource(model)().export(model.objects.filter(**condition).distinct().order_by("pk"))
    return [found.headers, *([str(cell) for cell in row] for row in found)]


def load(found):
    """Import the datasets; the number of initiatives."""
    for model in KEYS:
        headers, *rows = found[model.__name__]
        result = resource(model)().import_data(tablib.Dataset(*rows, headers=headers), raise_errors=True)
        if result.has_errors() or result.has_validation_errors() or result.totals["new"] != len(rows):
            raise SystemExit(f"{model.__name__}: {result.totals} of {len(rows)}")
    return len(found["Initiative"]) - 1

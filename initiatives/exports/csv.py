"""Initiatives as CSV in the contract's columns: UTF-8 with BOM, CRLF, safe to open in a spreadsheet."""

import csv
import io

from django.utils import timezone

from initiatives.domain import documents
from initiatives.domain.audience import visible
from initiatives.domain.cells import defused
from initiatives.domain.columns import COLUMNS, project
from initiatives.domain.lookups import Lookups
from initiatives.models import Initiative
from initiatives.visibility import PUBLIC

BOM = "\ufeff"


def stream(batches, audience=PUBLIC):
    """Pieces of the file, one a batch. `batches`: lists of primary keys of initiatives, in the order of the file."""
    yield BOM + _lines([COLUMNS])
    for pks in batches:
        yield _lines([defused(text) for text in row.values()] for row in _rows(pks, audience))


def _rows(pks, audience):
    keys = dict(Initiative.objects.filter(pk__in=pks).values_list("pk", "uuid"))
    found = documents.read("initiative", keys.values())
    names = Lookups(found.values())
    precisions = {key: place.precision for key, place in names.places.items()}
    for pk in pks:
        document = found.get(str(keys.get(pk)))
        shown = document and visible("initiative", document, audience, on=timezone.localdate(), precisions=precisions)
        if shown:
            yield project(shown, names)


def _lines(rows):
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()

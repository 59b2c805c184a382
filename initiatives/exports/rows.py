"""Initiatives as rows of the contract's columns, for an audience: what every tabular format is made of."""

from django.utils import timezone

from initiatives import batching
from initiatives.domain import documents
from initiatives.domain.audience import visible
from initiatives.domain.columns import project
from initiatives.domain.lookups import Lookups
from initiatives.models import Initiative
from initiatives.visibility import PUBLIC

BATCH = 500


def rows(pks, audience=PUBLIC):
    """{column: text} of each of the initiatives `pks` that `audience` may see, in order, in a constant number of
    queries. At most a few hundred `pks` at a time."""
    keys = {pk: str(key) for pk, key in Initiative.objects.filter(pk__in=pks).values_list("pk", "uuid")}
    found = documents.read("initiative", keys.values())
    names = Lookups(found.values())
    precisions = {key: place.precision for key, place in names.places.items()}
    today = timezone.localdate()
    for pk in pks:
        document = found.get(keys.get(pk))
        shown = document and visible("initiative", document, audience, on=today, precisions=precisions)
        if shown:
            yield project(shown, names)


def batches(initiatives):
    """Lists of the primary keys of a queryset, in its order."""
    pks = list(initiatives.values_list("pk", flat=True))
    return batching.batches(pks, BATCH)

"""What only one profile may have at a time: its address, its outside identifiers."""

from collections import defaultdict
from functools import reduce
from operator import or_

from django.db.models import Q

from initiatives.domain.shapes import SHAPES
from initiatives.models import Identifier


def holders(subject, pairs):
    """{key: {keys of others}} that hold now what a document wants back. `pairs`: {key: (wanted, now)}."""
    found = defaultdict(set)
    for key, (wanted, now) in pairs.items():
        for others in (_of_address(subject, wanted, now), _of_identifiers(subject, wanted, now)):
            found[key] |= {str(other) for other in others} - {key}
    return found


def _of_address(subject, wanted, now):
    if wanted.get("slug") == now.get("slug"):
        return ()
    return SHAPES[subject].model._base_manager.filter(slug=wanted["slug"]).values_list("uuid", flat=True)


def _of_identifiers(subject, wanted, now):
    held = now.get("identifiers", ())
    asked = [Q(scheme=row["scheme"], value=row["value"]) for row in wanted.get("identifiers", ()) if row not in held]
    if not asked:
        return ()
    found = Identifier.objects.filter(reduce(or_, asked), **{f"{subject}__isnull": False})
    return found.order_by().values_list(f"{subject}__uuid", flat=True)

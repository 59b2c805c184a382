"""Possible doubles: searched when somebody asks, kept as pairs, shown to those who may see both."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q
from django.utils import timezone
from django_tasks import task

from initiatives.domain import like_initiatives, like_organisations, like_places, scope
from initiatives.domain.likenesses import SERIES_RANK
from initiatives.domain.shapes import SHAPES
from initiatives.models import Distinct, Initiative, Likeness
from initiatives.models.copying import insert

FINDERS = {
    "organisation": like_organisations.find,
    "place": like_places.find,
    "initiative": like_initiatives.find,
}
AT_ONCE = 3000  # profiles are compared while a person waits; more by the worker
MOST = 50_000  # pairs of one kind are kept, the likeliest


@dataclass(frozen=True)
class Found:
    """How many pairs a search kept, and how many more there were."""

    kept: int
    more: int


def search(subject):
    """Look for doubles among all profiles of one kind, in place of what the last search found; Found."""
    pairs = FINDERS[subject]()
    apart = set(Distinct.objects.filter(subject=subject).values_list("one", "other"))
    open_pairs = [row for row in pairs if (row[0], row[1]) not in apart]
    kept, now = open_pairs[:MOST], timezone.now()
    with transaction.atomic():
        Likeness.objects.filter(subject=subject).delete()
        rows = ((subject, one, other, reasons, rank, now) for one, other, reasons, rank in kept)
        insert(Likeness, ("subject", "one", "other", "reasons", "rank", "found_at"), rows)
    return Found(len(kept), len(open_pairs) - len(kept))


def searched_at(subject):
    """When the pairs that are kept were found, None where there are none."""
    return Likeness.objects.filter(subject=subject).aggregate(at=Max("found_at"))["at"]


def open_for(user, subject, *, series=False):
    """The Likenesses of which `user` may see and edit both profiles, the likeliest first.

    `series`: also those that are probably grants of one series.
    """
    if not user.has_perm(f"initiatives.change_{subject}"):
        return Likeness.objects.none()
    mine = visible(user, subject)
    found = Likeness.objects.filter(
        Exists(mine.filter(uuid=OuterRef("one"))), Exists(mine.filter(uuid=OuterRef("other")))
    )
    found = found.filter(subject=subject)
    return found if series else found.exclude(rank__gte=SERIES_RANK)


def visible(user, subject):
    """The profiles of one kind that a person bound to countries works on; all, for others.

    An organisation or place is theirs that lies in their countries or that a profile of theirs names.
    """
    model, bound = SHAPES[subject].model, scope.bound_to(user)
    if bound is None:
        return model._base_manager.all()
    if subject == "initiative":
        return Initiative.objects.filter(pk__in=Initiative.objects.editable_by(user).values("pk"))
    own = Initiative.objects.filter(countries__in=bound)
    links = ("partnerships__initiative", "fundings__initiative") if subject == "organisation" else ("initiatives",)
    named = (model._base_manager.filter(**{f"{link}__in": own}).values("pk") for link in links)
    fits = Q(country__in=bound)
    for found in named:
        fits |= Q(pk__in=found)
    return model._base_manager.filter(fits)


def ask(subject):
    """Search now, or, where there are many profiles, let the worker do it: Found, or None where it is to come."""
    if SHAPES[subject].model._base_manager.count() <= AT_ONCE:
        return search(subject)
    search_later.enqueue(subject)
    return None


@task
def search_later(subject):
    search(subject)

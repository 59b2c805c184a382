"""What initiatives did and plan, in one line of time: the activities that a stranger may know of."""

from dataclasses import dataclass

from django.db.models import Q

from initiatives.domain import documents, profiles
from initiatives.domain.parts import Event
from initiatives.models import Activity
from initiatives.visibility import HIDES_ALL, NAME_ONLY

PAGE = 30
COUNTED = 20_000  # beyond it the page says "20,000+"


@dataclass(frozen=True)
class Moment:
    """An Event with the public Profile that it belongs to."""

    event: Event
    profile: profiles.Profile


@dataclass(frozen=True)
class Page:
    """`count` is exact up to COUNTED. `number` is the page shown, from 1."""

    moments: tuple
    count: int
    number: int
    has_next: bool


def activities(type_slug="", year="", state="", country=""):
    """Activities of published initiatives that show them, newest first, undated ones last.

    `year`: four digits; an activity that lasts is found under each of its years. `country`: an ISO code in capitals.
    """
    shown = Activity.objects.filter(initiative__stage="published").exclude(
        initiative__sensitivity__in=HIDES_ALL | NAME_ONLY
    )
    if type_slug:
        shown = shown.filter(type=type_slug)
    if state:
        shown = shown.filter(state=state)
    if country:
        shown = shown.filter(initiative__countries=country)
    if year:
        lasting = Q(start__lt=year, end__gte=year) & ~Q(start="")
        shown = shown.filter(Q(start__startswith=year) | Q(end__startswith=year) | lasting)
    return shown.order_by("-start", "initiative_id", "key")


def page(found, number=1, size=PAGE):
    """The page `number`, of `size`, of the queryset `found`, as Profiles show it, in a constant number of queries."""
    first = (number - 1) * size
    rows = list(found.values_list("initiative__uuid", "key")[first : first + size + 1])
    wanted = [(str(key), name) for key, name in rows[:size]]
    shown = _shown(dict.fromkeys(key for key, _ in wanted))
    moments = tuple(shown[pair] for pair in wanted if pair in shown)
    return Page(moments, found.order_by()[: COUNTED + 1].count(), number, len(rows) > size)


def _shown(keys):
    """{(initiative uuid, activity key): Moment} of what the public may see."""
    built = profiles.build(documents.read("initiative", list(keys)))
    return {(profile.id, event.key): Moment(event, profile) for profile in built for event in profile.activities}

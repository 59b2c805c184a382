"""What happens where in one country: its places by precision, and who works there, as far as a stranger may know."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from initiatives.domain import atlas
from initiatives.domain.lookups import Lookups, PlaceRef
from initiatives.models import Activity, Funder, Initiative, Partner, Place
from initiatives.search.folding import sort_key
from initiatives.visibility import COARSE_PRECISIONS, HIDES_ALL, HIDES_LINKS, NAME_ONLY
from initiatives.vocabulary import ALL_ROLES, PRECISIONS

MOST_PLACES = 200
MOST_LINKS = 400
SHOWN_A_ROLE = 8
MARKS = {"place": "dot", "admin2": "district", "admin1": "region"}  # the whole country has none


@dataclass(frozen=True)
class Spot:
    """A place on the drawing of its country; `mark` says how large an area it stands for."""

    place: PlaceRef
    mark: str
    x: int
    y: int


@dataclass(frozen=True)
class CountryMap:
    """`outline` is None where there is no drawing. `named`: ((precision, mark, (PlaceRef, …)), …), the finest first."""

    outline: atlas.Outline | None
    spots: tuple
    named: tuple


@dataclass(frozen=True)
class Worker:
    """An organisation with the number of initiatives here in which it has the role."""

    slug: str
    name: str
    language: str
    count: int


def places(code):
    """PlaceRefs in the country `code` that a public profile shows, in at most MOST_PLACES, in two queries."""
    own = Initiative.objects.filter(_shown(""), places=OuterRef("pk"))
    of_activities = Activity.objects.filter(_shown("initiative__"), places=OuterRef("pk"))
    found = Place.objects.filter(Exists(own) | Exists(of_activities), country=code).order_by("name", "pk")
    keys = [str(key) for key in found.values_list("uuid", flat=True)[:MOST_PLACES]]
    refs = Lookups([{"places": keys}]).places
    return [refs[key] for key in keys]


def _shown(path):
    """Whether the initiative at `path` is public and shows the place at hand: domain.audience's rule, in a query."""
    names = {"listing": f"{path}listing__isnull", "sensitivity": f"{path}sensitivity__in"}
    hidden = Q(**{names["sensitivity"]: HIDES_ALL | NAME_ONLY})
    strict = Q(**{names["sensitivity"]: HIDES_LINKS})
    coarse = Q(places__precision__in=COARSE_PRECISIONS)
    return Q(**{names["listing"]: False}) & ~hidden & (~strict | coarse)


def country_map(code, found):
    """The CountryMap of PlaceRefs."""
    outline = atlas.outline(code)
    spots = [_spot(outline, place) for place in found if outline and _is_located(place)]
    order = list(MARKS.values())
    drawn = sorted((spot for spot in spots if spot), key=lambda spot: -order.index(spot.mark))
    return CountryMap(outline, tuple(drawn), tuple(_by_precision(found)))


def _is_located(place):
    return place.precision in MARKS and place.latitude is not None


def _spot(outline, place):
    at = outline.place(float(place.longitude), float(place.latitude))
    return Spot(place, MARKS[place.precision], *at) if at else None


def _by_precision(found):
    for precision in reversed(PRECISIONS.entries):
        named = [place for place in found if place.precision == precision.slug]
        if named and precision.slug in MARKS:
            yield precision, MARKS[precision.slug], tuple(sorted(named, key=_name))


def _name(place):
    return sort_key(place.shown[0][0])


def workers(code, *, on):
    """[(role, (Worker, …), how many more)] of public links on the day `on`, the most active first, in two queries."""
    rows = defaultdict(list)
    for slug, name, language, count in _counted(Funder, code, on)[:MOST_LINKS]:
        rows["funder"].append(Worker(slug, name, language, count))
    for slug, name, language, role, count in _counted(Partner, code, on, "role")[:MOST_LINKS]:
        rows[role].append(Worker(slug, name, language, count))
    return [
        (role, tuple(rows[role.slug][:SHOWN_A_ROLE]), max(0, len(rows[role.slug]) - SHOWN_A_ROLE))
        for role in ALL_ROLES
        if role.slug in rows
    ]


def _counted(model, code, on, *more):
    found = model.objects.public(on=on).filter(initiative__countries=code)
    columns = [f"organisation__{name}" for name in ("slug", "name", "language")]
    grouped = found.order_by().values_list(*columns, *more).annotate(n=Count("initiative", distinct=True))
    return grouped.order_by("-n", "organisation__name", "organisation__slug")

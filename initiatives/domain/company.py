"""In whose company an organisation appears: who else funds or takes part in its public initiatives, and where."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import F, Value

from initiatives.domain import facets, nations
from initiatives.models import Funder, Partner

SHOWN = 50  # organisations a list


@dataclass(frozen=True)
class Company:
    """Of all public initiatives of an organisation.

    `countries`: [(country, count of initiatives)], most first. `funders`, `partners`: (as many as SHOWN of ((slug,
    name, language), count), how many more there are), None where there are too many initiatives to count them.
    """

    countries: list
    funders: tuple | None
    partners: tuple | None


def of(slug, *, on):
    """The Company of the organisation `slug` on the day `on`, from links that are public then."""
    selection = facets.select(facets.Criteria(links={"organisation": [slug]}))
    countries = nations.counted(selection)
    if len(selection) > facets.MOST_LINKED:
        return Company(countries, None, None)
    shared = {(part == "funder", key, *other) for part, key, *other in _links(selection.ids, slug, on)}
    funders, partners = (
        Counter(tuple(other) for kind, _, *other in shared if kind is wanted) for wanted in (True, False)
    )
    return Company(countries, _most(funders), _most(partners))


def _links(keys, slug, on):
    """(role, initiative, slug, name, language) of all others with a public link to the initiatives `keys`."""
    columns = ("part", "initiative_id", "organisation__slug", "organisation__name", "organisation__language")
    funders, partners = (
        links.public(on=on)
        .filter(initiative__in=list(keys))
        .exclude(organisation__slug=slug)
        .annotate(part=part)
        .order_by()
        .values_list(*columns)
        for links, part in ((Funder.objects, Value("funder")), (Partner.objects, F("role")))
    )
    return funders.union(partners, all=True) if keys else ()


def _most(counts):
    found = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0][1]))
    return found[:SHOWN], len(found[SHOWN:])

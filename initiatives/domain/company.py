"""In whose company an organisation appears: who else funds or takes part in the initiatives of its page, and where."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import F, Value

from initiatives.models import Funder, Partner

SHOWN = 50  # organisations a list


@dataclass(frozen=True)
class Company:
    """Each ((what, count of initiatives), …), most first; an organisation is a (slug, name, language)."""

    funders: tuple
    partners: tuple
    countries: tuple


def of(profile, *, on):
    """The Company of an OrganisationProfile on the day `on`, from links that are public then; in one query."""
    cards = {link.card.data["id"]: link.card for _, links in profile.by_role for link in links}
    shared = defaultdict(set)
    for part, key, *organisation in _links(cards, profile.slug, on):
        shared["funder" if part == "funder" else "partner", tuple(organisation)].add(key)
    countries = Counter(country for card in cards.values() for country in card.countries)
    return Company(
        _most(shared, "funder"),
        _most(shared, "partner"),
        tuple(sorted(countries.items(), key=lambda pair: (-pair[1], pair[0].name))),
    )


def _links(keys, slug, on):
    """(role, initiative, slug, name, language) of all others with a public link to the initiatives `keys`."""
    columns = ("part", "initiative__uuid", "organisation__slug", "organisation__name", "organisation__language")
    funders, partners = (
        links.public(on=on)
        .filter(initiative__uuid__in=keys)
        .exclude(organisation__slug=slug)
        .annotate(part=part)
        .order_by()
        .values_list(*columns)
        for links, part in ((Funder.objects, Value("funder")), (Partner.objects, F("role")))
    )
    return funders.union(partners, all=True) if keys else ()


def _most(shared, part):
    found = [(organisation, len(keys)) for (kind, organisation), keys in shared.items() if kind == part]
    return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0][1]))[:SHOWN])

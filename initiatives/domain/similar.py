"""Which other initiatives belong to one or are like it, by what the public index holds of each."""

from pyroaring import BitMap

from initiatives.domain import index
from initiatives.domain.cards import Card
from initiatives.models import Listing
from initiatives.visibility import NAME_ONLY

SIMILAR = 4
PARTS = 20
WEIGHED = 50  # of those that share most, before they are ranked
SHARED = ("theme", "approach", "beneficiary")  # what makes two alike, besides a country
LEAST = 2  # so many of these they share at least


def around(profile):
    """(whole, parts, similar) of a public Profile: Cards, the similar ones each with the labels of what is shared."""
    at = index.current()
    told = Listing.objects.exclude(initiative__sensitivity__in=NAME_ONLY)
    whole = _cards(told.filter(initiative__uuid=profile.parent), at) if profile.parent else []
    parts = _cards(told.filter(initiative__parent__uuid=profile.id).order_by("title_key", "pk")[:PARTS], at)
    shown = {profile.id, *(card.data["id"] for card in (*whole, *parts))}
    ranked = alike(profile, at)
    found = dict(Listing.objects.filter(pk__in=ranked).values_list("pk", "card"))
    cards = (Card(found[pk], at.countries) for pk in ranked if pk in found and found[pk]["id"] not in shown)
    similar = [(card, labels) for card in cards if (labels := shared(profile, card))]
    return whole, parts, similar[:SIMILAR]


def shared(profile, card):
    """Labels of the countries and themes that a public Profile and a Card both show."""
    countries = [country.name for country in profile.countries if country.code in card.data["countries"]]
    return countries + [str(entry) for entry in profile.terms["theme"] if entry.slug in card.data["themes"]]


def _cards(listings, at):
    return [Card(card, at.countries) for card in listings.values_list("card", flat=True)]


def alike(profile, at):
    """Primary keys of what shares most with a public Profile, most first; itself may be among them."""
    traits = [found for found in _traits(profile, at) if found]
    near = at.any_of("country", [country.code for country in profile.countries])
    pool = _closest(near, traits)
    if len(pool) <= SIMILAR:
        pool |= _closest(at.all, traits)
    weight = {pk: sum(pk in trait for trait in traits) for pk in at.orders["-updated"].first(pool, WEIGHED)}
    ranked = sorted((pk for pk in weight if weight[pk] >= LEAST), key=lambda pk: -weight[pk])
    return ranked[: SIMILAR + PARTS]


def _traits(profile, at):
    """The bitmap of each country and coded term that the profile shows."""
    for country in profile.countries:
        yield at.any_of("country", [country.code])
    for name in SHARED:
        for entry in profile.terms[name]:
            yield at.any_of(name, [entry.slug])


def _closest(among, traits):
    """Those of `among` that meet trait after trait, the rarest first, while enough are left, and who nearly did."""
    pool, aside = among, BitMap()
    for trait in sorted(traits, key=len):
        common = pool & trait
        if len(common) > SIMILAR:
            pool = common
        else:
            aside |= common
    return pool | aside

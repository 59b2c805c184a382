"""Organisations as a stranger may see them: only those that public profiles or public sources name."""

from collections import defaultdict
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q

from initiatives.domain import documents
from initiatives.domain.audience import NARROW, visible
from initiatives.domain.cards import Card
from initiatives.domain.evidence import Cited
from initiatives.domain.lookups import Lookups
from initiatives.models import Alias, Citation, Country, Funder, Listing, Organisation, Partner, Source
from initiatives.models.fields import PartialDate
from initiatives.visibility import HIDES_LINKS, PUBLIC
from initiatives.vocabulary import ALIAS_KINDS, ALL_ROLES, ORGANISATION_TYPES

BARE = dict.fromkeys(("programme", "purpose", "start", "end"), "")
SHOWN_A_ROLE = 50
PUBLICATIONS = 50
FACTS = ("name", "founded", "type", "country", "website", "description")


@dataclass(frozen=True)
class Link:
    """What an organisation is to one public initiative."""

    card: Card
    programme: str
    purpose: str
    start: PartialDate
    end: PartialDate


@dataclass(frozen=True)
class OrganisationProfile:
    """An organisation for the public; `parent` is an Organisation or None.

    `by_role`: ((role, (Link, …), count of its public initiatives, how many of these have no Link), …); of the links at
    most SHOWN_A_ROLE.
    """

    slug: str
    name: str
    language: str
    type: object
    country: Country | None
    founded: PartialDate
    description: str
    website: str
    aliases: tuple
    identifiers: tuple
    contacts: tuple
    facts: dict
    sources: tuple
    quotes: dict
    by_role: tuple
    publications: tuple
    parent: Organisation | None
    parts: tuple


def public(*, on):
    """Organisations that a stranger may know of on the day `on`: linked publicly, or publisher of a public source."""
    owner = {"organisation": OuterRef("pk")}
    linked = Exists(Funder.objects.public(on=on).filter(**owner)) | Exists(
        Partner.objects.public(on=on).filter(**owner)
    )
    return Organisation.objects.filter(linked | Exists(cited().filter(publisher=OuterRef("pk"))))


def cited():
    """Sources that a public page lists: of a country, or of an initiative that shows its sources.

    Stricter than `audience`: what a profile may hide, its citations count as hiding.
    """
    links = reduce(or_, (Q(field__startswith=name) for name in ("funders", "partners", "contacts")))
    coarse = links | Q(field="places") | Q(field__endswith=".places")
    shown = Citation.objects.filter(
        Q(country__isnull=False)
        | Q(initiative__stage="published", initiative__sensitivity="open")
        | (Q(initiative__stage="published", initiative__sensitivity="limited") & ~coarse)
    ).exclude(Q(field__in=("terms", "terms.beneficiary")) | Q(field__startswith="contacts"))
    return Source.objects.filter(Exists(shown.filter(source=OuterRef("pk"))))


def with_role(found, role, *, on):
    """Those of the queryset `found` that publicly have `role` (a slug of ALL_ROLES)."""
    return found.filter(Exists(_links(role, on).filter(organisation=OuterRef("pk"))))


def _links(role, on):
    links = Funder.objects.all() if role == "funder" else Partner.objects.filter(role=role)
    return links.public(on=on)


def named(found, words):
    """Those of `found` whose name or another name holds `words`, in any case of its letters."""
    forms = {words, words.lower(), words.upper(), words.capitalize(), words.title()}  # SQLite ignores ASCII case only
    fits = reduce(or_, (Q(name__icontains=form) for form in sorted(forms)))
    return found.filter(fits | Exists(Alias.objects.filter(fits, organisation=OuterRef("pk"))))


def roles_of(organisations, *, on):
    """{pk: [(role entry, count of public initiatives)]} in two queries."""
    keys = [organisation.pk for organisation in organisations]
    counted = defaultdict(lambda: defaultdict(set))
    for pk, initiative in Funder.objects.public(on=on).filter(organisation__in=keys).values_list(*_PAIR):
        counted[pk]["funder"].add(initiative)
    for pk, initiative, role in Partner.objects.public(on=on).filter(organisation__in=keys).values_list(*_PAIR, "role"):
        counted[pk][role].add(initiative)
    return {
        pk: [(role, len(counted[pk][role.slug])) for role in ALL_ROLES if role.slug in counted[pk]] for pk in counted
    }


_PAIR = ("organisation_id", "initiative_id")


def get(slug, *, on):
    """The OrganisationProfile under `slug`, None where a stranger may not know of it."""
    found = public(on=on).filter(slug=slug).select_related("country").first()
    return _profile(found, on) if found else None


def _profile(organisation, on):
    document = documents.read_one("organisation", organisation.uuid)
    shown = visible("organisation", document, PUBLIC, on=on)
    lookups = Lookups([shown])
    evidence = Cited(shown, lookups.sources)
    related = list(public(on=on).filter(Q(parent=organisation) | Q(pk=organisation.parent_id)))
    return OrganisationProfile(
        slug=organisation.slug,
        name=organisation.name,
        language=organisation.language,
        type=ORGANISATION_TYPES[organisation.type],
        country=organisation.country,
        founded=organisation.founded,
        description=organisation.description,
        website=organisation.website,
        aliases=tuple(_alias(row, evidence) for row in shown["aliases"]),
        identifiers=tuple(f"{row['scheme']}:{row['value']}" for row in shown["identifiers"]),
        contacts=tuple(row for row in shown["contacts"] if row),
        facts={name: evidence.fact(name, document[name]) for name in FACTS},
        sources=evidence.sources,
        quotes=evidence.quotes(),
        by_role=tuple(_by_role(organisation, on)),
        publications=tuple(cited().filter(publisher=organisation).order_by("-date", "title")[:PUBLICATIONS]),
        parent=next((other for other in related if other.pk == organisation.parent_id), None),
        parts=tuple(other for other in related if other.pk != organisation.parent_id),
    )


def _alias(row, evidence):
    return row["name"], row["language"], ALIAS_KINDS[row["kind"]], evidence.fact(f"aliases.{row['name']}", row["name"])


def _by_role(organisation, on):
    """(role, links, count, more) in the order of the vocabulary, as OrganisationProfile has them."""
    counts = roles_of([organisation], on=on).get(organisation.pk, [])
    rows = {role: list(_rows(organisation, role.slug, on)) for role, _ in counts}
    keys = {row["initiative_id"] for found in rows.values() for row in found}
    cards = dict(Listing.objects.filter(pk__in=keys).values_list("pk", "card"))
    country_of = Country.objects.in_bulk({code for card in cards.values() for code in card["countries"]})
    for role, count in counts:
        shown = [row for row in rows[role] if row["initiative_id"] in cards]
        links = [_link(row, Card(cards[row["initiative_id"]], country_of)) for row in shown]
        if links:
            yield role, tuple(links), count, count - len({row["initiative_id"] for row in shown})


def _rows(organisation, role, on):
    fields = ["initiative_id", "purpose", "start", "end", "consent_scope", "initiative__sensitivity"]
    fields += ["programme"] if role == "funder" else []
    for row in _links(role, on).filter(organisation=organisation).values(*fields)[:SHOWN_A_ROLE]:
        yield {"programme": ""} | row | (BARE if _is_narrow(row) else {})


def _is_narrow(row):
    """Whether no more than the link itself was agreed to, and that counts (audience)."""
    return row["initiative__sensitivity"] in HIDES_LINKS and row["consent_scope"] == NARROW


def _link(row, card):
    return Link(card, row["programme"], row["purpose"], row["start"], row["end"])

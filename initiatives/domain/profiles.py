"""The one door out: a Profile is what an audience may see of an initiative, frozen, ready for a page or a file.

Built from the document by `build`; values that the audience may not see are not in it.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import get_language

from initiatives.domain import documents
from initiatives.domain.audience import visible
from initiatives.domain.evidence import Cited, Facts
from initiatives.domain.freshness import Freshness, judge
from initiatives.domain.lookups import Lookups
from initiatives.domain.parts import Event, Support, Text, result
from initiatives.domain.standing import Standing, stand
from initiatives.models import Initiative
from initiatives.models.fields import PartialDate
from initiatives.models.text import KEYWORD, LISTS
from initiatives.visibility import PUBLIC
from initiatives.vocabulary import ACTIVITY_STATES, ACTIVITY_TYPES, ALL_ROLES, KINDS, ROLES, STATUSES, best

FULL_SCALE_WAR = dt.date(2022, 2, 24)


@dataclass(frozen=True)
class Profile:
    """An initiative for an audience. Collections are tuples; codes are vocabulary entries."""

    id: str
    slug: str
    kind: object
    status: object
    standing: Standing
    start_date: PartialDate
    end_date: PartialDate
    texts: dict
    original_language: str
    aliases: tuple
    identifiers: tuple
    countries: tuple
    participant_countries: tuple
    places: tuple
    terms: dict
    keywords: tuple
    support: tuple
    activities: tuple
    claims: tuple
    contacts: tuple
    sources: tuple
    facts: dict
    website: str
    inclusion_criterion: str
    verification: str
    verified_date: dt.date | None
    freshness: Freshness
    predates_full_scale_war: bool
    parent: str
    quotes: dict
    updated: dt.datetime | None = None

    @property
    def text(self):
        """The Text in the reader's language, else its fallbacks (vocabularies.md, "Languages")."""
        return self.texts[best(tuple(self.texts), get_language() or "en", self.original_language)]

    def text_with(self, field):
        """The Text that shows `field`, by the same fallbacks, or None: a translation without it hides nothing."""
        held = {code: text for code, text in self.texts.items() if getattr(text, field)}
        return held[best(tuple(held), get_language() or "en", self.original_language)] if held else None

    @property
    def summary(self):
        return self.text_with("summary")

    @property
    def mission(self):
        return self.text_with("mission")

    @property
    def description(self):
        return self.text_with("description")

    @property
    def original(self):
        """The Text in the language in which the initiative names itself, where that is not the one shown."""
        text = self.texts.get(self.original_language)
        return text if text and text != self.text else None

    @property
    def lead(self):
        return tuple(line for line in self.support if line.role.slug == "lead")

    def by_role(self):
        """[(role, [Support])], leads first, funders next, in the order of the vocabulary."""
        grouped = defaultdict(list)
        for line in self.support:
            grouped[line.role.slug].append(line)
        return [(role, grouped[role.slug]) for role in ALL_ROLES if role.slug in grouped]


def build(found, audience=PUBLIC, *, on=None, with_consented=True, lookups=None):
    """Profiles of the documents `found` ({key: document}) that `audience` may see, in order, in constant queries.

    `on`: the day for consent and ageing, today unless told; without `with_consented` no consent counts. `lookups`: of
    these documents, where they are read already.
    """
    on = on or timezone.localdate()
    everything = lookups or Lookups(found.values())
    precisions = {key: place.precision for key, place in everything.places.items()}
    day = on if with_consented else None
    shown = (visible("initiative", row, audience, on=day, precisions=precisions) for row in found.values())
    return [_profile(document, everything, on) for document in shown if document]


def get(slug, audience=PUBLIC):
    """The Profile under `slug`, None where there is none for this audience."""
    key, updated = Initiative.objects.filter(slug=slug).values_list("uuid", "updated_at").first() or (None, None)
    profiles = build(documents.read("initiative", [key]), audience) if key else []
    return replace(profiles[0], updated=updated if profiles[0].kind else None) if profiles else None


def _profile(document, lookups, on):
    cited = Cited(document, lookups.sources)
    texts = {row["language"]: Text(**row) for row in document["texts"]}
    original = next((code for code, text in texts.items() if text.is_original), next(iter(texts), ""))
    countries = tuple(lookups.country_names(document["countries"]))
    verified = document["verified_date"] and dt.date.fromisoformat(document["verified_date"])
    return Profile(
        id=document["uuid"],
        slug=document["slug"],
        kind=KINDS[document["kind"]] if document["kind"] else None,
        status=STATUSES[document["status"]],
        standing=stand(document["status"], document["status_date"], document["end_date"], on=on),
        start_date=PartialDate(document["start_date"]),
        end_date=PartialDate(document["end_date"]),
        texts=texts,
        original_language=original,
        aliases=tuple((row, cited.fact(f"aliases.{row['name']}", row["name"])) for row in document["aliases"]),
        identifiers=tuple(f"{row['scheme']}:{row['value']}" for row in document["identifiers"]),
        countries=countries,
        participant_countries=tuple(lookups.country_names(document["participant_countries"])),
        places=tuple(lookups.places[key] for key in document["places"]),
        terms=_terms(document["terms"]),
        keywords=tuple(row["slug"] for row in document["terms"] if row["list"] == KEYWORD),
        support=tuple(_support(document, lookups, cited)),
        activities=tuple(sorted((_event(row, lookups, cited) for row in document["activities"]), key=_by_time)),
        claims=tuple(result(row, cited) for row in document["claims"]),
        contacts=tuple(row for row in document["contacts"] if row),
        sources=cited.sources,
        facts=Facts(cited, document),
        website=document["website"],
        inclusion_criterion=document["inclusion_criterion"],
        verification=document["verification"],
        verified_date=verified,
        freshness=judge(document["kind"], document["status"], countries, verified, on=on),
        predates_full_scale_war=_predates(document, cited.sources),
        parent=document.get("parent") or "",
        quotes=cited.quotes(),
    )


def _terms(rows):
    """{list: (entry, …)} of every list, in the order of its vocabulary."""
    held = defaultdict(set)
    for row in rows:
        held[row["list"]].add(row["slug"])
    return {
        name: tuple(entry for entry in entries if entry.slug in held[name]) if name in held else ()
        for name, entries in LISTS.items()
    }


def _support(document, lookups, cited):
    for row in document["funders"]:
        organisation = lookups.organisations[row["organisation"]]
        yield _line(
            ALL_ROLES["funder"], organisation, row, cited.fact(f"funders.{organisation.slug}", organisation.name)
        )
    for row in document["partners"]:
        organisation = lookups.organisations[row["organisation"]]
        path = f"partners.{row['role']}.{organisation.slug}"
        yield _line(ROLES[row["role"]], organisation, row, cited.fact(path, organisation.name))


def _line(role, organisation, row, fact):
    return Support(
        role=role,
        organisation=organisation,
        programme=row.get("programme", ""),
        amount=row.get("amount") or "",
        currency=row.get("currency", ""),
        purpose=row["purpose"],
        start=PartialDate(row["start"]),
        end=PartialDate(row["end"]),
        fact=fact,
    )


def _event(row, lookups, cited):
    path = f"activities.{row['key']}"
    return Event(
        key=row["key"],
        type=ACTIVITY_TYPES[row["type"]],
        state=ACTIVITY_STATES[row["state"]],
        title=row["title"],
        language=row["language"],
        description=row["description"],
        topics=tuple(line for line in row["topics"].splitlines() if line),
        count=row["count"],
        places=tuple(lookups.places[key] for key in row["places"]),
        start=PartialDate(row["start"]),
        end=PartialDate(row["end"]),
        fact=cited.fact(path, row["title"]),
        fact_start=cited.fact(f"{path}.start", row["start"], path),
    )


def _by_time(event):
    return (event.start or "9999", event.title)


def _predates(document, sources):
    """Whether this is about Ukraine and its newest dated source is older than 24 February 2022 (safety.md)."""
    dates = [source.date.latest for _, source in sources if source.date]
    return "UA" in document["countries"] and bool(dates) and max(dates) < FULL_SCALE_WAR

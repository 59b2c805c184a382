"""What a list shows of one initiative: a Card, made once when the profile changes and read with every list."""

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from initiatives.domain.freshness import judge
from initiatives.domain.standing import stand
from initiatives.models.fields import PartialDate
from initiatives.vocabulary import KINDS, STATUSES, best

SUMMARY_LENGTH = 400


def pack(profile):
    """The card of a public Profile as JSON holds it. Of people's consent nothing is in it: consents end, cards stay."""
    return {
        "id": profile.id,
        "slug": profile.slug,
        "titles": {code: text.title for code, text in profile.texts.items()},
        "summaries": {code: text.summary[:SUMMARY_LENGTH] for code, text in profile.texts.items() if text.summary},
        "original_language": profile.original_language,
        "kind": profile.kind.slug if profile.kind else "",
        "status": profile.status.slug if profile.status else "",
        "status_date": str(profile.standing.as_of),
        "start_date": str(profile.start_date),
        "end_date": str(profile.end_date),
        "countries": [country.code for country in profile.countries],
        "themes": [entry.slug for entry in profile.terms["theme"]],
        "lead": [{"slug": line.organisation.slug, "name": line.organisation.name} for line in profile.lead],
        "verification": profile.verification,
        "verified_date": profile.verified_date.isoformat() if profile.verified_date else "",
        "predates_full_scale_war": profile.predates_full_scale_war,
    }


@dataclass(frozen=True)
class Card:
    """A packed card read for the reader's language on this day. `countries`: {code: Country} of all it may name.

    `keys`: what it is ordered by, {order: value}, where it stands in a list; `kept`: what was made of it, for the next
    list that shows it.
    """

    data: dict
    country_of: dict
    keys: dict = field(default_factory=dict)
    kept: dict = field(default_factory=dict)

    @property
    def slug(self):
        return self.data["slug"]

    @property
    def url(self):
        return reverse("initiatives:initiative", args=[self.slug])

    @cached_property
    def language(self):
        """The language of the title shown."""
        return best(tuple(self.data["titles"]), get_language() or "en", self.data["original_language"])

    @property
    def title(self):
        return self.data["titles"][self.language]

    @property
    def original_language(self):
        return self.data["original_language"]

    @property
    def original_title(self):
        """The title in the initiative's own language, where that is not the one shown; else ""."""
        title = self.data["titles"].get(self.original_language, "")
        return title if title != self.title else ""

    @property
    def summary(self):
        return self.data["summaries"].get(self.summary_language, "")

    @cached_property
    def summary_language(self):
        return best(tuple(self.data["summaries"]), get_language() or "en", self.data["original_language"]) or ""

    @property
    def kind(self):
        return KINDS[self.data["kind"]] if self.data["kind"] else None

    @property
    def status(self):
        return STATUSES[self.data["status"]] if self.data["status"] else None

    @cached_property
    def standing(self):
        return stand(self.data["status"], self.data["status_date"], self.data["end_date"], on=timezone.localdate())

    @property
    def start_date(self):
        return PartialDate(self.data["start_date"])

    @property
    def end_date(self):
        return PartialDate(self.data["end_date"])

    @property
    def verified_date(self):
        return PartialDate(self.data["verified_date"])

    @cached_property
    def freshness(self):
        day = self.data["verified_date"]
        verified = dt.date.fromisoformat(day) if day else None
        return judge(self.data["kind"], self.data["status"], self.countries, verified, on=timezone.localdate())

    @property
    def countries(self):
        return [self.country_of[code] for code in self.data["countries"] if code in self.country_of]

    @property
    def lead(self):
        return self.data["lead"]

    @property
    def predates_full_scale_war(self):
        return self.data["predates_full_scale_war"]

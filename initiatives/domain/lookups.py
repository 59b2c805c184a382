"""What the documents of many profiles refer to, fetched together: organisations, places, sources, countries."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.translation import get_language

from initiatives.models import Alias, Country, Organisation, Place, Source
from initiatives.models.fields import PartialDate


@dataclass(frozen=True)
class OrganisationRef:
    uuid: str
    slug: str
    name: str
    language: str
    country: str
    other_names: tuple = ()


@dataclass(frozen=True)
class PlaceRef:
    """A place with its names: `names` is {language: name}, `other_names` all of them."""

    uuid: str
    name: str
    language: str
    country: str
    precision: str
    latitude: str | None
    longitude: str | None
    naming_note: str
    names: dict = field(default_factory=dict, hash=False)
    other_names: tuple = ()

    @property
    def shown(self):
        """[(name, language)]: the name in the reader's language first, then the local ones, at most two."""
        names = {self.language: self.name} | self.names
        language = get_language() or "en"
        first = {language: names[language]} if language in names else {}
        return [(name, code) for code, name in (first | names).items()][:2]


@dataclass(frozen=True)
class SourceRef:
    uuid: str
    url: str
    title: str
    publisher: str
    publisher_slug: str
    type: str
    language: str
    date: PartialDate
    retrieved: object
    checksum: str
    part_of: str
    dead_since: dt.date | None = None


class Lookups:
    """The rows that `documents` refer to, by key, in at most six queries."""

    def __init__(self, documents):
        wanted = defaultdict(set)
        for document in documents:
            _collect(document, wanted)
        self.organisations = _organisations(wanted["organisation"])
        self.places = _places(wanted["place"])
        self.sources = _sources(wanted["source"])
        self.countries = {country.code: country for country in Country.objects.filter(pk__in=wanted["country"])}

    def country_names(self, codes):
        return [self.countries[code] for code in codes if code in self.countries]


def _collect(document, wanted):
    wanted["country"].update(document.get("countries", ()), document.get("participant_countries", ()))
    wanted["place"].update(document.get("places", ()))
    for row in (*document.get("funders", ()), *document.get("partners", ())):
        wanted["organisation"].add(row["organisation"])
    for row in document.get("activities", ()):
        wanted["place"].update(row["places"])
    wanted["source"].update(row["source"] for row in document.get("citations", ()))


def _aliases(owner, keys):
    """{key: [(name, language, kind)]} of organisations or places."""
    found = defaultdict(list)
    rows = Alias.objects.filter(**{f"{owner}__uuid__in": keys}).order_by("name")
    for key, *alias in rows.values_list(f"{owner}__uuid", "name", "language", "kind"):
        found[str(key)].append(tuple(alias))
    return found


def _organisations(keys):
    if not keys:
        return {}
    rows = Organisation.objects.filter(uuid__in=keys).values_list("uuid", "slug", "name", "language", "country_id")
    aliases = _aliases("organisation", keys)
    return {
        str(key): OrganisationRef(str(key), slug, name, tag, code or "", tuple(alias[0] for alias in aliases[str(key)]))
        for key, slug, name, tag, code in rows
    }


def _places(keys):
    if not keys:
        return {}
    fields = ("uuid", "name", "language", "country_id", "precision", "latitude", "longitude", "naming_note")
    rows = Place.objects.filter(uuid__in=keys).values_list(*fields)
    aliases = _aliases("place", keys)
    return {str(row[0]): PlaceRef(str(row[0]), *row[1:], *_names(aliases[str(row[0])])) for row in rows}


def _names(aliases):
    """({language: translated name}, all other names)"""
    names = {language: name for name, language, kind in aliases if language and kind == "translation"}
    return names, tuple(alias[0] for alias in aliases)


def _sources(keys):
    fields = ("url", "title", "publisher__name", "publisher__slug", "type", "language", "date", "retrieved")
    link = ("link_check__url", "link_check__state", "link_check__failing_since")
    rows = Source.objects.filter(uuid__in=keys).values(*fields, *link, "uuid", "checksum", "part_of") if keys else ()
    return {str(row["uuid"]): _source(row) for row in rows}


def _source(row):
    return SourceRef(
        uuid=str(row["uuid"]),
        url=row["url"],
        title=row["title"],
        publisher=row["publisher__name"] or "",
        publisher_slug=row["publisher__slug"] or "",
        type=row["type"],
        language=row["language"],
        date=row["date"],
        retrieved=row["retrieved"] or "",
        checksum=row["checksum"],
        part_of=row["part_of"],
        dead_since=row["link_check__failing_since"] if _is_dead(row) else None,
    )


def _is_dead(row):
    """Whether the address that the source has now was found dead."""
    return row["link_check__state"] == "dead" and row["link_check__url"] == row["url"]

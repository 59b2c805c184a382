"""What the documents of many profiles refer to, fetched together: organisations, places, sources, countries."""

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


class Lookups:
    """The rows that `documents` refer to, by key, in at most six queries."""

    def __init__(self, documents):
        wanted = defaultdict(set)
        for document in documents:
            _collect(document, wanted)
        self.organisations = _organisations(wanted["organisation"])
        self.places = _places(wanted["place"])
        self._name(self.organisations, "organisation")
        self._name(self.places, "place")
        self.sources = _sources(wanted["source"])
        self.countries = {country.code: country for country in Country.objects.filter(pk__in=wanted["country"])}

    def _name(self, found, owner):
        """Add their aliases to the rows `found`, in place."""
        rows = Alias.objects.filter(**{f"{owner}__uuid__in": list(found)}).order_by("name") if found else ()
        grouped = defaultdict(list)
        for key, name, language, kind in rows and rows.values_list(f"{owner}__uuid", "name", "language", "kind"):
            grouped[str(key)].append((name, language, kind))
        for key, aliases in grouped.items():
            extra = {"other_names": tuple(name for name, _, _ in aliases)}
            if owner == "place":
                extra["names"] = {code: name for name, code, kind in aliases if code and kind == "translation"}
            found[key] = type(found[key])(**(found[key].__dict__ | extra))

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


def _organisations(keys):
    rows = Organisation.objects.filter(uuid__in=keys).values_list("uuid", "slug", "name", "language", "country_id")
    return {str(key): OrganisationRef(str(key), slug, name, lang, code or "") for key, slug, name, lang, code in rows}


def _places(keys):
    fields = ("uuid", "name", "language", "country_id", "precision", "latitude", "longitude", "naming_note")
    rows = Place.objects.filter(uuid__in=keys).values_list(*fields)
    return {str(row[0]): PlaceRef(str(row[0]), *row[1:]) for row in rows}


def _sources(keys):
    fields = ("uuid", "url", "title", "publisher__name", "publisher__slug", "type", "language", "date", "retrieved")
    rows = Source.objects.filter(uuid__in=keys).values_list(*fields, "checksum", "part_of")
    return {
        str(row[0]): SourceRef(str(row[0]), *(value if value is not None else "" for value in row[1:])) for row in rows
    }

"""What the directory knows already, read once for a whole file: countries, organisations, places, sources, addresses.

What a file brings along is added here as documents with UUIDs of their own, so that its later rows find it.
"""

from collections import defaultdict
from uuid import uuid4

from django.utils.text import slugify
from rapidfuzz import fuzz, process

from initiatives.batching import batches
from initiatives.domain import documents
from initiatives.domain.matching import OrganisationNames, read_name
from initiatives.imports.remembering import Remembered
from initiatives.models import Alias, Country, Identifier, Initiative, Organisation, Place, Source
from initiatives.search.folding import fold

NEAR_COUNTRY = 75  # of 100, rapidfuzz's ratio: of whole names, since a part of one is like many


class Countries:
    """Countries by ISO code and by every name people write."""

    def __init__(self):
        self.exact, self.folded = {}, defaultdict(set)
        for country in Country.objects.all():
            names = [*country.names.values(), *country.other_names.splitlines(), country.alpha3, country.code]
            self.exact |= {name.strip().casefold(): country.code for name in names}
            for name in names:
                self.folded[fold(name)].add(country.code)
        self.names = dict(Country.objects.values_list("code", "name_en"))

    def find(self, text):
        """The code, None where no country or more than one is called so. A trailing asterisk is taken off."""
        name = text.rstrip("* ")
        if code := self.exact.get(name.casefold()):
            return code
        found = self.folded.get(fold(name), set())
        return next(iter(found)) if len(found) == 1 and fold(name) else None

    def nearest(self, text):
        """ "Kyrgyzstan (KG)", or "" where nothing is near."""
        found = process.extractOne(fold(text), self.folded.keys(), scorer=fuzz.ratio, score_cutoff=NEAR_COUNTRY)
        codes = sorted(self.folded[found[0]]) if found else ()
        return ", ".join(f"{self.names[code]} ({code})" for code in codes)


class Directory:
    """Lookups in memory. `planned`: {subject: {key: document}} of what the file brings along."""

    def __init__(self):
        self.planned = {"organisation": {}, "place": {}, "source": {}}
        self.countries = Countries()
        self.taken = Remembered()
        for subject, model in (("initiative", Initiative), ("organisation", Organisation)):
            slugs = model.objects.values_list("slug", flat=True).iterator(5000)
            self.taken.add(f"{subject} {slug}" for slug in slugs)
        self._read_organisations()
        self._read_places()
        self.sources, self.brought = {}, {}

    # --- organisations ---
    def _read_organisations(self):
        self.names, self.made, self.called, self.proposed = OrganisationNames(), {}, {}, {}
        for key, name in Organisation.objects.values_list("uuid", "name"):
            self.called[str(key)] = name
            self.names.add(str(key), name)
        aliases = Alias.objects.filter(organisation__isnull=False).values_list("organisation__uuid", "name", "kind")
        for key, name, kind in aliases:
            self.names.add(str(key), name, kind)
        identifiers = Identifier.objects.filter(organisation__isnull=False)
        for key, scheme, value in identifiers.values_list("organisation__uuid", "scheme", "value"):
            self.names.add_identifier(str(key), scheme, value)

    def written(self, text):
        return read_name(text, lambda word: bool(self.countries.find(word)))

    def proposals(self, key, kept):
        """({"key", "name", "reason"}, …) of what the new organisation `key` may be; of new ones only those `kept`."""
        return tuple(
            {"key": other, "name": self.called[other], "reason": reason}
            for other, reason in self.proposed.get(key, ())
            if other not in self.planned["organisation"] or other in kept
        )

    def new_organisation(self, written):
        """The key of a new organisation of this name, its acronym or other name an alias."""
        key = str(uuid4())
        self.proposed[key] = self.names.proposals(written)
        aliases = [(written.acronym, "acronym"), (written.translation, "translation")]
        document = {
            "uuid": key,
            "slug": self.free_slug("organisation", written.name, key),
            "name": written.name,
            "aliases": [{"name": name, "kind": kind} for name, kind in aliases if name and name != written.name],
        }
        self.planned["organisation"][key] = documents.canonical("organisation", document)
        self.made[written] = key
        self.called[key] = written.name
        self.names.add(key, written.name)
        for name, kind in aliases:
            if name:
                self.names.add(key, name, kind)
        return key

    # --- places ---
    def _read_places(self):
        self.place_names, self.place_country, self.place_called = defaultdict(set), {}, {}
        for key, name, country in Place.objects.values_list("uuid", "name", "country_id"):
            self._add_place(str(key), name, country)
        for key, name in Alias.objects.filter(place__isnull=False).values_list("place__uuid", "name"):
            self.place_names[_place_key(name)].add(str(key))

    def _add_place(self, key, name, country):
        self.place_names[_place_key(name)].add(key)
        self.place_country[key], self.place_called[key] = country, name

    def places(self, name, countries):
        """Keys of the places of this name within `countries`, else of those that stand in no country."""
        found = self.place_names.get(_place_key(name), set())
        within = {key for key in found if self.place_country[key] in countries}
        without = {key for key in found if not self.place_country[key]}
        found = within if len(within) == 1 or not without else without
        return {key for key in found if self.place_called[key] == name} or found

    def new_place(self, name):
        key = str(uuid4())
        self.planned["place"][key] = documents.canonical("place", {"uuid": key, "name": name})
        self._add_place(key, name, None)
        return key

    # --- sources ---
    def read_sources(self, urls):
        """Look up the sources of these addresses, of the directory and of the file, before they are asked for."""
        without = self.sources.get("")
        self.sources = {url: [] for url in urls} | {"": without or []}
        wanted = list(urls) if without is not None else ["", *urls]
        for batch in batches(wanted, 1000):
            rows = Source.objects.filter(url__in=batch).order_by("pk")
            for key, url, title, date in rows.values_list("uuid", "url", "title", "date"):
                self.sources[url].append((str(key), title, date))
        self.brought = {url: self.taken.get(f"source {url}", []) for url in urls}
        for url, brought in self.brought.items():
            self.sources[url] += brought

    def source(self, url, title, date):
        """The key of the source of this address, title and date; blank ones are what the first such source has."""
        known = self.sources.setdefault(url, [])
        for key, its_title, its_date in known:
            if (its_title == title or (url and not title)) and (its_date == date or not date):
                return key
        key = str(uuid4())
        title = title or url
        document = {"uuid": key, "url": url, "title": title, "date": date}
        self.planned["source"][key] = documents.canonical("source", document)
        known.append((key, title, date))
        if url:
            brought = self.brought.setdefault(url, [])
            brought.append((key, title, date))
            self.taken[f"source {url}"] = brought
        return key

    # --- addresses ---
    def free_slug(self, subject, title, key):
        """An address that nothing of this kind has yet, made of the title, of the key where it has no Latin letter."""
        base = slugify(fold(title))[:70].strip("-") or f"{subject}-{key[:8]}"
        slug, number = base, 1
        while not self.taken.take(f"{subject} {slug}"):
            number += 1
            slug = f"{base}-{number}"
        return slug


def _place_key(name):
    return fold(name) or name

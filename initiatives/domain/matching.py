"""Is it the same organisation, the same initiative? By what people write, never by an acronym alone."""

import re
from collections import defaultdict
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from initiatives.models.fields import PartialDate
from initiatives.search.folding import fold

SIMILAR_NAME = 90  # of 100, rapidfuzz's ratio
SIMILAR_TITLE = 88  # of 100, rapidfuzz's token_sort_ratio: word order is no difference

_BRACKET = re.compile(r"(?P<name>.*\S)\s*[(\[（](?P<inside>[^()\[\]（）]+)[)\]）]\s*\Z", re.DOTALL)
_QUOTES = re.compile("[«»\"“”„‟‹›]|(?<!\\w)['‘’‚]|['‘’](?!\\w)")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_ASSOCIATION = re.compile(r"[\s,]+e\.?\s?V\.?\s*\Z")

# Written in capitals in front of or behind a name; "Go" in "Go Global" is a word.
_SHORT_FORMS = {
    "NGO", "CSO", "NPO", "CBO", "GO", "NUO", "BO", "BF", "VGO", "MGO", "PO", "PF", "LLC", "LTD", "Ltd", "Ltd.", "Inc",
    "Inc.", "PLC", "GmbH", "gGmbH", "OJQ", "OJF", "ASBL", "AISBL", "ONG", "ry",
    "ГО", "БО", "БФ", "ВГО", "МГО", "МБФ", "БФО", "НУО", "НПО", "НКО", "ОО", "ОФ", "РОО", "МОО", "ОЮЛ", "ТОВ", "ООО",
    "КФ", "КБ", "НВО", "УГ",
}  # fmt: skip
_LONG_FORMS = [
    tuple(fold(form).split())
    for form in (
        "non-governmental organisation", "non-governmental organization", "non-profit organisation",
        "charitable foundation", "charitable organisation", "charitable organization", "public foundation",
        "public association", "public organisation", "public organization", "limited", "incorporated",
        "громадська організація", "благодійний фонд", "благодійна організація", "громадська спілка",
        "общественная организация", "общественное объединение", "общественный фонд", "благотворительный фонд",
        "коомдук фонду", "коомдук бирикмеси", "удружење грађана", "udruženje građana", "невладина организација",
        "organizata joqeveritare",
    )
]  # fmt: skip


@dataclass(frozen=True)
class Written:
    """A name as a cell gives it: without its trailing bracket, which is an acronym, another script's name or ""."""

    name: str
    acronym: str = ""
    translation: str = ""


def read_name(text, is_country=lambda word: False):
    """The Written form of `text`.

    "Democracy Development Centre (DDC)" has an acronym. A bracket that tells two bodies apart, such as a country
    ("Interpeace (UK)", by `is_country`; not "Mercy Corps (MC)") or plain words, stays in the name.
    """
    found = _BRACKET.match(text)
    if not found:
        return Written(text)
    name, inside = found["name"], found["inside"].strip()
    if inside in _SHORT_FORMS:
        return Written(name)
    if _is_acronym(inside) and (not is_country(inside) or _are_initials(inside, name)):
        return Written(name, acronym=inside)
    if " " in inside and bool(_CYRILLIC.search(inside)) != bool(_CYRILLIC.search(name)):
        return Written(name, translation=inside)
    return Written(text)


def _is_acronym(word):
    return len(word) <= 12 and " " not in word and sum(char.isupper() for char in word) > 1


def _are_initials(word, name):
    return word.casefold() == "".join(part[0] for part in name.casefold().split())


def name_key(name):
    """A name in comparable form: no case, accents, quotation marks or legal form. "" where it has no word."""
    words = _ASSOCIATION.sub("", _QUOTES.sub(" ", name)).replace(",", " ").split()
    while len(words) > 1 and words[0] in _SHORT_FORMS:
        words = words[1:]
    while len(words) > 1 and words[-1] in _SHORT_FORMS:
        words = words[:-1]
    return " ".join(_without_long_form(tuple(fold(" ".join(words)).split())))


def _without_long_form(words):
    for form in _LONG_FORMS:
        size = len(form)
        if len(words) > size and words[:size] == form:
            return words[size:]
        if len(words) > size and words[-size:] == form:
            return words[:-size]
    return words


def sound_key(name):
    """A still looser form, alike for the usual ways to write Cyrillic in Latin letters."""
    letters = name_key(name).replace("y", "i").replace("j", "i").replace("kh", "h").replace("zh", "z")
    return re.sub(r"i(?=[aeu])", "", re.sub(r"(.)\1+", r"\1", letters))


class OrganisationNames:
    """The names of organisations, to find again by what people write.

    `add` every name and alias; then `find` gives the keys of those that bear the name: none, one, or several.
    """

    def __init__(self):
        self.by_name = defaultdict(set)
        self.by_sound = defaultdict(set)
        self.by_acronym = defaultdict(set)
        self.by_identifier = {}

    def add(self, key, name, kind=""):
        """`kind`: the kind of an alias, "" for the name itself."""
        if kind == "acronym":
            self.by_acronym[name.casefold()].add(key)
            return
        if folded := name_key(name):
            self.by_name[folded].add(key)
        if sound := sound_key(name):
            self.by_sound[sound, bool(_CYRILLIC.search(name))].add(key)

    def add_identifier(self, key, scheme, value):
        self.by_identifier[value] = self.by_identifier[f"{scheme}:{value}"] = key

    def find(self, written):
        """Keys of the organisations that bear this name: by identifier, by name or alias, by the other script."""
        for word in (written.name, written.acronym):
            if word in self.by_identifier:
                return {self.by_identifier[word]}
        for name in filter(None, (written.name, written.translation)):
            if found := self.by_name.get(name_key(name)):
                return found
        return self.by_sound.get((sound_key(written.name), not _CYRILLIC.search(written.name)), set())

    def bearing_acronym(self, written):
        return self.by_acronym.get(written.name.casefold(), set())

    def nearest(self, written):
        """Keys of the organisations with the most similar name, where one is similar enough."""
        key = name_key(written.name)
        found = process.extractOne(key, self.by_name.keys(), scorer=fuzz.ratio, score_cutoff=SIMILAR_NAME)
        return self.by_name[found[0]] if found and key else set()


@dataclass(frozen=True)
class Sighting:
    """What is compared of an initiative: `key` and `title` say which one it is."""

    key: str
    title: str
    countries: frozenset
    start: str = ""
    end: str = ""


class Sightings:
    """Initiatives by country, to warn of one that may be entered twice."""

    def __init__(self):
        self.by_country = defaultdict(dict)

    def add(self, sighting):
        for code in sighting.countries:
            self.by_country[code].setdefault(fold(sighting.title), []).append(sighting)

    def like(self, sighting):
        """The first other one with a similar title, a country in common and an overlapping period; else None."""
        title = fold(sighting.title)
        for code in sorted(sighting.countries):
            titles = self.by_country[code]
            for near, _, _ in process.extract(
                title, titles.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=SIMILAR_TITLE, limit=5
            ):
                for other in titles[near]:
                    if other.key != sighting.key and overlap(sighting, other):
                        return other
        return None


def overlap(one, other):
    """Whether two periods may overlap; an open end reaches to any day."""
    return _begins_before_end(one, other) and _begins_before_end(other, one)


def _begins_before_end(one, other):
    start, end = PartialDate(one.start), PartialDate(other.end)
    return not start or not end or start.earliest <= end.latest

"""What speaks for it that two names mean one organisation, where it is not certain: acronym, translation, slip."""

from collections import defaultdict
from functools import cache
from math import ceil
from pathlib import Path

from initiatives.domain import naming
from initiatives.domain.blocking import Blocks
from initiatives.vocabulary import naming as lists

SIMILAR_NAME = 88  # of 100, rapidfuzz's ratio of the names as they sound
COMMON_MEANING = 0.75  # of all that both names mean
TOO_MANY = 300  # names that hold even the rarest word of a name: then it tells nothing

# Why it may be the same, the strongest first.
NAMESAKE, FORM, INITIALS = "namesake", "form", "initials"
KNOWN, ACRONYM, MEANING, SOUND, PART, SLIP, WORDS, MEANT = (
    "known", "acronym", "meaning", "sound", "part", "slip", "words", "meant",
)  # fmt: skip
REASONS = (NAMESAKE, FORM, INITIALS, KNOWN, ACRONYM, SOUND, MEANING, SLIP, PART, WORDS, MEANT)


class Clues:
    """Names under everything by which people may mean them; `about` gives {key: reason} for another name."""

    def __init__(self):
        self.tables = {reason: defaultdict(set) for reason in (KNOWN, MEANING, SOUND, PART, MEANT)}
        self.acronyms, self.initials = defaultdict(set), defaultdict(set)
        self.blocks, self.holders, self.meanings = Blocks(), defaultdict(list), []

    def add(self, key, name):
        sound = naming.sound_key(name)
        if sound not in self.tables[SOUND]:
            self.blocks.add(sound)
        for reason, marks in marks_of(name):
            for mark in marks:
                self.tables[reason][mark].add(key)
        for mark in naming.acronyms(name):
            self.acronyms[mark].add(key)
        for mark in naming.initials(name):
            self.initials[mark].add(key)
        self._add_meaning(key, naming.meaning(name))

    def _add_meaning(self, key, meaning):
        for word in meaning:
            self.holders[word].append(len(self.meanings))
        self.meanings.append((key, meaning))

    def about(self, written):
        """{key: the strongest reason} for a Written name."""
        found = {}
        for name in filter(None, (written.name, written.translation)):
            for key, reason in self._about(name, written.acronym):
                if key not in found or REASONS.index(reason) < REASONS.index(found[key]):
                    found[key] = reason
        return found

    def _about(self, name, acronym):
        for reason, marks in marks_of(name):
            yield from ((key, reason) for mark in marks for key in self.tables[reason].get(mark, ()))
        if acronym:
            yield from ((key, KNOWN) for body in bodies(acronym) for key in self.tables[KNOWN].get(body, ()))
        yield from ((key, ACRONYM) for key in self._by_acronym(name, acronym))
        for near, _ratio in self.blocks.like(naming.sound_key(name), SIMILAR_NAME):
            yield from ((key, SLIP) for key in self.tables[SOUND].get(near, ()))
        yield from ((key, WORDS) for key in self._by_words(naming.meaning(name)))

    def _by_acronym(self, name, acronym):
        own = naming.acronyms(name) | ({naming.letters(acronym)} if acronym else set())
        for mark in own:
            yield from self.acronyms.get(mark, ())
            yield from self.initials.get(mark, ())
            yield from self.tables[MEANT].get("".join(sorted(mark)), ()) if len(mark) > 2 else ()
        for mark in naming.initials(name):
            yield from self.acronyms.get(mark, ())
        if meant := naming.meant_initials(name):
            yield from (key for mark in _orders(self.acronyms, meant) for key in self.acronyms[mark])

    def _by_words(self, meaning):
        """Keys of names that mean nearly the same words, three or more of them."""
        if len(meaning) < 3:
            return
        for word in rarest(meaning, self.holders):
            holders = self.holders.get(word, ())
            for index in holders if len(holders) <= TOO_MANY else ():
                key, other = self.meanings[index]
                if is_common(meaning, other):
                    yield key


def rarest(meaning, holders):
    """The words of `meaning` of which any other that means nearly the same holds one; `holders`: {word: […]}."""
    rare = sorted(meaning, key=lambda word: (len(holders.get(word, ())), word))
    return rare[: len(rare) - ceil(COMMON_MEANING * len(rare)) + 1]


def is_common(meaning, other):
    return len(meaning & other) >= COMMON_MEANING * len(meaning | other)


def _orders(acronyms, letters):
    """The acronyms of exactly these letters, in any order."""
    return [mark for mark in acronyms if len(mark) == len(letters) and sorted(mark) == list(letters)]


def marks_of(name):
    """(reason, the marks by which names are alike for it)"""
    yield KNOWN, {body for part in (name, *naming.pieces(name)) for body in bodies(part)}
    meaning = naming.meaning(name)
    yield MEANING, {meaning} if len(meaning) > 1 else set()
    yield SOUND, {naming.sound_key(name)} - {""}
    parts = {naming.bare_key(part) for part in (name, *naming.pieces(name))}
    yield PART, {part for part in parts if len(part) > 3}
    yield MEANT, {naming.meant_initials(name)} - {""}


def bodies(name):
    """Numbers of the well-known international bodies that are called so; an acronym only in capitals as listed."""
    key = naming.name_key(name)
    return _bodies().get(key, ()) if key else ()


@cache
def _bodies():
    """{comparable name: (number of the line)} of the list of well-known bodies."""
    found = defaultdict(tuple)
    lines = Path(lists.__file__).with_name("bodies.txt").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        for key in {naming.name_key(name) for name in line.split("|")}:
            found[key] += (number,)
    return dict(found)

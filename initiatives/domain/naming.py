"""A name of an organisation, taken apart: legal form, words, acronym, initials, and what its words mean."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from initiatives.search import romanising
from initiatives.search.folding import fold
from initiatives.vocabulary import naming
from initiatives.vocabulary.naming import ABBREVIATIONS, ANY, CAPITALS, CONJUNCTIONS, FILLERS, LONG_FORMS, SHORT_FORMS

LONGEST_ACRONYM = 12  # characters
_BRACKET = re.compile(r"(?P<name>.*\S)\s*[(\[（](?P<inside>[^()\[\]（）]+)[)\]）]\s*\Z", re.DOTALL)
_QUOTES = re.compile("[«»\"“”„‟‹›]|(?<!\\w)['‘’‚]|['‘’](?!\\w)")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_ASSOCIATION = re.compile(r"[\s,]+e\.?\s?V\.?\s*\Z")
_SOFT = re.compile("i(?=[aeou])")  # plius, plus
_DIVIDERS = re.compile(r"\s[-–—]\s|[/|,;:–—()\[\]]| at the | at ")
_SMALL_FORMS = {form.casefold(): kind for form, kind in SHORT_FORMS.items() if form.isascii() and len(form) > 2}
_LONG_FORMS = {tuple(fold(form).split()): kind for kind, forms in LONG_FORMS.items() for form in forms}
_SIZES = sorted({len(form) for form in _LONG_FORMS}, reverse=True)
_LOOSE = {word for form in naming.LOOSE_FORMS for word in fold(form).split()}
_FILLERS = {fold(word) for word in FILLERS}
_CONJUNCTIONS = {fold(word) for word in CONJUNCTIONS}


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
    if inside.replace(".", "") in SHORT_FORMS:
        return Written(name)
    if is_acronym(inside) and inside not in CAPITALS and (not is_country(inside) or _are_initials(inside, name)):
        return Written(name, acronym=inside)
    if " " in inside and is_cyrillic(inside) != is_cyrillic(name):
        return Written(name, translation=inside)
    return Written(text)


def is_cyrillic(text):
    return bool(_CYRILLIC.search(text))


def is_acronym(word):
    return len(word) <= LONGEST_ACRONYM and " " not in word and sum(char.isupper() for char in word) > 1


def _are_initials(word, name):
    return word.casefold() == "".join(part[0] for part in name.casefold().split())


@lru_cache(maxsize=200_000)
def parted(name):
    """(kind of legal form, words): ("association", ("peace", "center")) of "ГО Peace Centre". Abbreviations are
    written out, "and" and "the" are left out; the words are () where the name has none."""
    words = _ASSOCIATION.sub(" eV", _QUOTES.sub(" ", name)).replace(",", " ").replace("&", " & ").split()
    kind, words = _without_short_forms(words)
    shouted = len(words) > 1 and not any(word.islower() for word in words)
    folded = tuple(part for word in words for part in _spelled(word, shouted))
    long_kind, folded = _without_long_form(folded)
    inner = [word for word in folded[1:-1] if word not in _CONJUNCTIONS and word != "the"]
    outer = [word for word in folded[:1] if word != "the" or len(folded) == 1]
    return kind or long_kind, (*outer, *inner, *folded[1:][-1:])


def _without_short_forms(words):
    kind = ANY
    while len(words) > 1 and _bare(words[0]) in SHORT_FORMS:
        kind, words = kind or SHORT_FORMS[_bare(words[0])], words[1:]
    while len(words) > 1 and (found := _form_behind(_bare(words[-1]))) is not None:
        kind, words = kind or found, words[:-1]
    return kind, words


def _bare(word):
    return word.replace(".", "").strip("()-–;:")


def _form_behind(word):
    return SHORT_FORMS.get(word, _SMALL_FORMS.get(word.casefold()))


@lru_cache(maxsize=100_000)
def _spelled(word, shouted):
    """The folded words that `word` stands for: UN is "united nations", Univ. is "university"."""
    bare = _bare(word)
    if bare in CAPITALS and not (shouted and bare == "US"):
        return CAPITALS[bare].split()
    return [
        ABBREVIATIONS.get(part, part) for part in fold(word.replace("Co-op", "Coop").replace("co-op", "coop")).split()
    ]


def _without_long_form(words):
    for size in _SIZES:
        if len(words) > size and words[:size] in _LONG_FORMS:
            return _LONG_FORMS[words[:size]], words[size:]
        if len(words) > size and words[-size:] in _LONG_FORMS:
            return _LONG_FORMS[words[-size:]], words[:-size]
    return ANY, words


def name_key(name):
    """A name in comparable form: no case, accents, quotation marks or legal form. "" where it has no word."""
    return " ".join(parted(name)[1])


def form(name):
    """The kind of its legal form: "association", "foundation", "company", "" where it says none or any."""
    return parted(name)[0]


def sound_key(name):
    """A still looser form, alike for the usual ways to write Cyrillic in Latin letters."""
    return " ".join(map(_sound, parted(name)[1]))


@lru_cache(maxsize=100_000)
def _sound(word):
    return _SOFT.sub("", romanising.key(word))


def bare_key(name):
    """Its words without those that are a legal form in some names, such as foundation or удружење; joined."""
    return "".join(_sound(word) for word in parted(name)[1] if word not in _LOOSE and word not in _FILLERS)


def pieces(name):
    """The parts of a name of two: "Kosovo Law Institute / Instituti i Kosovës për Drejtësi", "CSSP - Center …"."""
    found = [piece.strip() for piece in _DIVIDERS.split(name)]
    return [piece for piece in found if piece] if len(found) > 1 else []


def acronyms(name):
    """What in a name is an acronym, folded: the name itself, or a word in capitals before, behind or in brackets."""
    words = name.replace("(", " ").replace(")", " ").replace("–", " ").split()
    if len(words) == 1:
        return {letters(name)} if is_acronym(name) or (name.isascii() and len(name) <= 4) else set()
    if len(words) < 4 and all(is_acronym(word) for word in words):
        return {letters(words[0]), letters("".join(words))}
    ends = [words[0], words[-1]] if not all(word.isupper() for word in words) else [words[0]]
    return {letters(word) for word in ends if is_acronym(word) and len(word) > 2 and word not in CAPITALS} - {""}


def letters(acronym):
    return fold(acronym).replace(" ", "")


def initials(name):
    """The acronyms that people would make of a name of three words or more, and of its parts."""
    found = set()
    for piece in (name, *pieces(name)):
        words = parted(piece)[1]
        first = "".join(word[0] for word in words if word not in _FILLERS)
        if len(first) > 2:
            found |= {first, "".join(word[0] for word in words), *_shortened(first)}
    return found


def _shortened(letters):
    """All but one letter of long initials: the Swedish International Development Cooperation Agency is Sida."""
    return {letters[:index] + letters[index + 1 :] for index in range(1, len(letters)) if 4 < len(letters) < 9}


def meant_initials(name):
    """The initials that a name would have in English, sorted; "" where it is English, or too short."""
    words = [word for word in parted(name)[1] if word not in _FILLERS]
    meant = [concept(word) for word in words]
    foreign = any(known and known[0] != word[0] for word, known in zip(words, meant, strict=True))
    return "".join(sorted((known or word)[0] for word, known in zip(words, meant, strict=True))) if foreign else ""


def meaning(name):
    """The set of what its words mean, in any of the languages of the list; an unknown word is its own first letters."""
    words = (word for word in parted(name)[1] if word not in _FILLERS)
    return frozenset(concept(word) or _sound(word)[:6] for word in words)


@lru_cache(maxsize=200_000)
def concept(word):
    """The English word for a folded word of an organisation's name, None where the list has none."""
    if word in _EXACT:
        return _EXACT[word]
    return next((_BEGINNINGS[word[:size]] for size in range(len(word), 1, -1) if word[:size] in _BEGINNINGS), None)


def _read_words():
    """({word: concept}, {beginning of a word: concept})"""
    exact, beginnings = {}, {}
    text = Path(naming.__file__).with_name("name_words.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        meant, _colon, forms = line.partition(": ")
        exact.setdefault(meant, meant)
        for written in forms.split():
            table = beginnings if written.endswith("*") else exact
            table.setdefault(fold(written), meant)
    return exact, beginnings


_EXACT, _BEGINNINGS = _read_words()

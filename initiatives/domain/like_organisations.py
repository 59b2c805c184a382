"""Organisations that may be one: by names, acronyms, translations, slips, codes, websites."""

import re
from collections import defaultdict

from initiatives.domain import clues, naming
from initiatives.domain.blocking import Blocks
from initiatives.domain.clues import FORM, NAMESAKE, SLIP, WORDS
from initiatives.domain.likenesses import FEW, Pairs, by_identifier, by_site, gathered
from initiatives.models import Alias, Identifier, Organisation

NUMBER = re.compile(r"\d+")
SHORTEST = 6  # letters of a name in which one slip is little


def find():
    """[(uuid, uuid, [reasons], rank)] of all organisations."""
    rows = Organisation.objects.order_by().values_list("uuid", "name", "country_id", "website")
    names, acronyms, countries, sites = [], [], {}, []
    for key, name, country, website in rows.iterator():
        names.append((key, name))
        countries[key] = country
        sites.append((key, website))
    aliases = Alias.objects.filter(organisation__isnull=False).order_by()
    for key, name, kind in aliases.values_list("organisation__uuid", "name", "kind").iterator():
        (acronyms if kind == "acronym" else names).append((key, name))
    pairs = among(names, acronyms)
    by_site(pairs, sites)
    codes = Identifier.objects.filter(organisation__isnull=False).order_by()
    by_identifier(pairs, codes.values_list("organisation__uuid", "scheme", "value"))
    return pairs.ranked(lambda one, other: _elsewhere(countries[one], countries[other]))


def _elsewhere(country, other):
    return bool(country and other and country != other)


def among(names, acronyms=()):
    """The Pairs of organisations called `names` ([(key, name)]), with `acronyms` ([(key, acronym)])."""
    pairs = Pairs()
    _called_alike(pairs, names)
    _alike_by_marks(pairs, names)
    _by_acronyms(pairs, names, acronyms)
    _by_slips(pairs, names)
    _by_words(pairs, names)
    return pairs


def _called_alike(pairs, names):
    """The same but for case, accents, quotation marks and legal form; a contradicting form is a reason of its own."""
    forms = defaultdict(lambda: defaultdict(set))
    for key, name in names:
        if folded := naming.name_key(name):
            forms[folded][key].add(naming.form(name))
    for held in forms.values():
        if len(held) > 1:
            kinds = {form for found in held.values() for form in found if form}
            pairs.among(held, FORM if len(kinds) > 1 and all("" not in found for found in held.values()) else NAMESAKE)


def _alike_by_marks(pairs, names):
    tables = defaultdict(lambda: defaultdict(set))
    for key, name in names:
        for reason, marks in clues.marks_of(name):
            for mark in marks:
                tables[reason][mark].add(key)
    for reason, table in tables.items():
        for keys in table.values():
            if len(keys) > 1 and (len(keys) <= FEW or reason != clues.MEANT):
                pairs.among(keys, reason)


def _by_acronyms(pairs, names, acronyms):
    own = gathered((key, mark) for key, name in names for mark in naming.acronyms(name))
    for mark, keys in gathered((key, naming.letters(name)) for key, name in acronyms).items():
        own[mark] |= keys
    initials = gathered((key, mark) for key, name in names for mark in naming.initials(name))
    for mark, keys in own.items():
        pairs.between(keys, keys, clues.ACRONYM)
        pairs.between(keys, initials.get(mark, ()), clues.ACRONYM)


def _by_slips(pairs, names):
    """Those that sound nearly alike. School No. 12 is not School No. 13: names of other numbers are not compared."""
    sounds, blocks = gathered((key, naming.sound_key(name)) for key, name in names), defaultdict(Blocks)
    long = [(sound, tuple(NUMBER.findall(sound))) for sound in sounds if len(sound) >= SHORTEST]
    for sound, numbers in long:
        blocks[numbers].add(sound)
    for sound, numbers in long:
        for near, _ratio in blocks[numbers].like_by_rarest(sound, clues.SIMILAR_NAME):
            if near != sound:
                pairs.between(sounds[sound], sounds[near], SLIP)


def _by_words(pairs, names):
    """Those that mean nearly the same words, three or more of them, found by the rarer ones."""
    meanings = gathered((key, naming.meaning(name)) for key, name in names)
    holders = defaultdict(list)
    for meaning in meanings:
        for word in meaning:
            holders[word].append(meaning)
    for meaning, keys in meanings.items():
        for other in _near(meaning, holders):
            pairs.between(keys, meanings[other], WORDS)


def _near(meaning, holders):
    if len(meaning) < 3:
        return set()
    rare = clues.rarest(meaning, holders)
    near = {other for word in rare if len(holders[word]) <= clues.TOO_MANY for other in holders[word]}
    return {other for other in near if other != meaning and clues.is_common(meaning, other)}

"""One form for a word however it is romanised: Київ, Kyiv and Kiev; Штрпце and Štrpce; Луганськ, Luhansk and Lugansk.

Made of what `folding.fold` gives. The rules merge letters that the usual romanisations of Ukrainian, Russian, Kyrgyz
and Serbian write differently (BGN/PCGN, the Ukrainian system of 2010, ISO 9, Serbian Latin). As far as possible, none
changes the beginning of a word by what follows it: then a beginning finds its word.
"""

import re
from functools import lru_cache

from initiatives.search.folding import WORD, bare, fold

RULES = [
    (re.compile("sch(?=t)"), "sh"),
    (re.compile("zh"), "z"),
    (re.compile("kh"), "h"),
    (re.compile("ch"), "c"),
    (re.compile("sh"), "s"),
    (re.compile("c"), "ts"),  # ц, ч, ћ, č, ć and ch are one
    (re.compile("x"), "ks"),
    (re.compile("g"), "h"),
    (re.compile("^[iyj]e(?=.)|(?<=[bdfhklmnprstvz])ye(?=.)"), "e"),  # є: Yevhen, Ievhen, Evhen
    (re.compile("[yj]"), "i"),
    (re.compile(r"([^aeou\d])\1+"), r"\1"),  # Donbass, Odessa, Zaporizhzhia, Київ
]
LONGEST_JOINED = 100  # letters; PostgreSQL's text search takes 2046 bytes, the table of words 200 letters
# Names of one place in two languages that no rule of letters joins; others are aliases of places, which are data.
SAME = dict.fromkeys(("kiev", "kiyev", "kijev", "kiew", "kijow"), "kyiv")


def key(word):
    """The common form of one folded word."""
    word = SAME.get(word, word)
    for pattern, replacement in RULES:
        word = pattern.sub(replacement, word)
    return word


def keys(text):
    """[(common form, the word as written)] of `text`, in order."""
    return [(found, word) for word in WORD.findall(bare(text)) for found in _keys(word)]


def joined(found):
    """The keys `found` as one word; "" where nobody would write it so, as in the address of a page."""
    word = "".join(found)
    return word if len(word) <= LONGEST_JOINED else ""


@lru_cache(maxsize=100_000)
def _keys(word):
    return tuple(key(part) for part in fold(word).split())

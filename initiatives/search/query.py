"""What a reader types: words, "phrases in quotes", -words to leave out. Everything else is just text."""

import re
from dataclasses import dataclass

from initiatives.search.postings import BEGINNING, beginning
from initiatives.search.romanising import joined, keys

LONGEST = 1000  # characters that are read
MOST = 32  # words that are compared
PART = re.compile(r'(?:(?<=\s)|(?<=\A))([-−–])?(?:["“”„«]([^"“”„«»]*)["“”»]|(\S+))')


@dataclass(frozen=True)
class Query:
    """`words`: for each word its alternatives, beginnings of words; `phrases` and `excluded`: likewise, of whole words.

    An alternative is a tuple of keys that must all be there: "peace-building" is (peace, building) or (peacebuilding).
    """

    words: tuple = ()
    phrases: tuple = ()
    excluded: tuple = ()

    def __bool__(self):
        return bool(self.words or self.phrases or self.excluded)


def parse(text):
    """The Query of what was typed; a false one where it holds no word."""
    words, phrases, excluded = [], [], []
    for minus, phrase, word in PART.findall(text[:LONGEST]):
        typed = keys(phrase or word)[:MOST]
        found = tuple(key for key, _ in typed)
        if not found:
            continue
        if minus:
            excluded.append(found)
        elif phrase and len(found) > 1:
            phrases.append(found)
        else:
            words.append(alternatives(typed))
    return Query(tuple(words[:MOST]), tuple(phrases[:MOST]), tuple(excluded[:MOST]))


def alternatives(typed):
    """The ways in which one typed word may stand in a text: in its parts, or joined.

    Three letters that have a form of two, as "sha" has "sa", are a beginning all the same.
    """
    found = tuple(beginning(key) if len(key) < BEGINNING <= len(word) else key for key, word in typed)
    whole = joined(key for key, _ in typed) if len(typed) > 1 else ""
    return (found, (whole,)) if whole else (found,)

"""Words that must be found however they are written: in any case, with or without accents, in either alphabet.

Two texts are the same where the common forms of their words (search.romanising), put together, are: so spaces, hyphens
and dots between words make no difference either. Endings do: an inflected name is a spelling of its own.
"""

import gc
import re
from collections import Counter
from functools import _lru_cache_wrapper, lru_cache

from django.utils.crypto import salted_hmac

from initiatives.search import romanising

REMOVED = "[removed]"
SHORTEST = 4  # letters: shorter words stand in too many others' sentences
SALT = "initiatives.redaction"
OWN = ("initiatives.", "peacemap.")  # packages of the site
_INSIDE = "’'ʼ`´‘\u0300-\u036f\u00ad\u200b-\u200d\u2060"
_WORD = re.compile(rf"[^\W_]+(?:[{_INSIDE}]+[^\W_]+)*[\u0300-\u036f]*")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060]")


def common(text):
    """The common form of all words of `text` as one word; "" where it has none."""
    return "".join(key for key, _, _ in _words(text))


def _words(text):
    """[(common form, where it begins, where it ends)]"""
    return [(key, word.start(), word.end()) for word in _WORD.finditer(text) for key in _keys(word.group())]


@lru_cache(maxsize=50_000)
def _keys(word):
    return tuple(key for key, _ in romanising.keys(_INVISIBLE.sub("", word)))


@lru_cache(maxsize=10_000)
def digest(form):
    """HMAC of a common form under this site's SECRET_KEY, 64 hex digits."""
    return salted_hmac(SALT, form, algorithm="sha256").hexdigest()


def key_check():
    """16 hex digits that tell whether digests were made with this site's SECRET_KEY."""
    return digest("")[:16]


def forget():
    """Drop the words that functions of the site keep in the memory of this process."""
    for found in gc.get_objects():
        if type(found) is _lru_cache_wrapper and found.__module__.startswith(OWN):
            found.cache_clear()


def forms_of(spellings):
    """The common forms under which `spellings` (lines of text) are looked for; two words in either order.

    Raises ValueError with a spelling that is too short to be looked for.
    """
    found = set()
    for text in filter(str.strip, spellings):
        forms = {common(text), common("".join(word.group() for word in _WORD.finditer(text)))}
        keys = [key for key, _, _ in _words(text)]
        forms |= {"".join(reversed(keys))} if len(keys) == 2 else set()
        if len(min(forms, key=len)) < SHORTEST:
            raise ValueError(text)
        found |= forms
    return found


class Sought:
    """Common forms to look for, known or only by their digests: {length of the form: digests}."""

    def __init__(self, forms=(), digests=()):
        self.digests = {(len(form), digest(form)) for form in forms} | {tuple(pair) for pair in digests}
        self.lengths = {length for length, _ in self.digests}
        self.longest = max(self.lengths, default=0)
        self.forms = set(forms)
        self.beginnings = {form[:end] for form in forms for end in range(len(form) + 1)} if not digests else None
        self.written = Counter()  # the words that were found, as written

    def spans(self, text):
        """[(start, end, digest)] of what is found in `text`, from left to right, the longest first."""
        if not text or not self.digests:
            return []
        words, found, place = _words(text), [], 0
        while place < len(words):
            end, what = self._longest_from(words, place)
            if what:
                found.append((words[place][1], words[end][2], what))
                place = end
            place += 1
        return found

    def _longest_from(self, words, place):
        """(index of the last word, digest) of the longest form that begins with the word at `place`; "" for none."""
        form, last, what = "", place, ""
        for end in range(place, len(words)):
            form += words[end][0]
            if len(form) > self.longest or (self.beginnings is not None and form not in self.beginnings):
                break
            if self._is_sought(form):
                last, what = end, digest(form)
        return last, what

    def _is_sought(self, form):
        if self.beginnings is not None:
            return form in self.forms
        return len(form) in self.lengths and (len(form), digest(form)) in self.digests

    def is_in(self, text):
        return bool(self.spans(text))

    def removed(self, text, mark=REMOVED):
        """`text` with `mark` in the place of what is found; `mark` may hold {} for the beginning of the digest."""
        pieces, place = [], 0
        for start, end, what in self.spans(text):
            self.written[text[start:end]] += 1
            pieces += [text[place:start], mark.format(what[:8])]
            place = end
        return "".join([*pieces, text[place:]])

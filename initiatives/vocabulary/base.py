"""What a vocabulary is: coded entries with translated labels, found again by what people write."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from django.utils.translation import override
from rapidfuzz import fuzz, process

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

LABEL_LANGUAGES = ("en", "uk", "sq", "ky", "ru", "sr")
NEAR_ENOUGH = 75  # of 100, rapidfuzz's WRatio; below it a suggestion only confuses

SERBIAN_LATIN = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "ђ": "đ", "е": "e", "ж": "ž", "з": "z", "и": "i", "ј": "j",
    "к": "k", "л": "l", "љ": "lj", "м": "m", "н": "n", "њ": "nj", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "ћ": "ć", "у": "u", "ф": "f", "х": "h", "ц": "c", "ч": "č", "џ": "dž", "ш": "š",
})  # fmt: skip

_APOSTROPHES_AND_STRESS = re.compile("['`\u00b4\u02bc\u2018\u2019\u0301]")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_BETWEEN_WORDS = re.compile(r"(?:[^\w.]|_|\.(?!\d)|(?<!\d)\.)+")


@dataclass(frozen=True)
class Entry:
    """One term. `code` is its code in the outside list that the vocabulary names, "" where that list has none.

    `sensitive`: editors only, never a facet, a count or a download (safety rule on beneficiaries).
    """

    slug: str
    label: StrPromise = field(compare=False)  # its hash would change with the reader's language
    code: str = ""
    aliases: tuple[str, ...] = ()
    sensitive: bool = False

    def __str__(self) -> str:
        return str(self.label)


class Vocabulary:
    """A closed list of entries in the order in which they are shown.

    Raises ValueError when made with two entries that share a slug or an alias, however spelled.
    """

    def __init__(self, name: str, entries: Iterable[Entry], source: str = "") -> None:
        self.name = name
        self.source = source
        self.entries = tuple(entries)
        self._by_slug = {entry.slug: entry for entry in self.entries}
        self._by_word = self._index_words()

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __contains__(self, slug: object) -> bool:
        return slug in self._by_slug

    def __getitem__(self, slug: str) -> Entry:
        return self._by_slug[slug]

    def __repr__(self) -> str:
        return f"<Vocabulary {self.name}: {len(self)} entries>"

    @property
    def slugs(self) -> list[str]:
        return list(self._by_slug)

    @property
    def choices(self) -> list[tuple[str, StrPromise]]:
        return [(entry.slug, entry.label) for entry in self.entries]

    @property
    def public(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if not entry.sensitive)

    def label(self, slug: str) -> StrPromise | str:
        """The translated label; an unknown slug is its own label, so that old data can still be shown."""
        return self._by_slug[slug].label if slug in self._by_slug else slug

    def find(self, text: str) -> Entry | None:
        """The entry whose slug, alias or label (in any interface language) is `text`, written in any usual way."""
        word = fold(text)
        return self._by_word.get(word) or self._by_label.get(word)

    def nearest(self, text: str, n: int = 3) -> list[Entry]:
        """At most `n` entries to suggest for a word that `find` does not know, the likeliest first."""
        words = self._by_label | self._by_word
        hits = process.extract(fold(text), words.keys(), scorer=fuzz.WRatio, score_cutoff=NEAR_ENOUGH, limit=None)
        return list(dict.fromkeys(words[word] for word, _score, _index in hits))[:n]

    def _index_words(self) -> dict[str, Entry]:
        words: dict[str, Entry] = {}
        for entry in self.entries:
            for word in {fold(name) for name in (entry.slug, *entry.aliases)}:
                if word in words:
                    raise ValueError(f"{self.name}: {word!r} means both {words[word].slug!r} and {entry.slug!r}")
                words[word] = entry
        return words

    @cached_property
    def _by_label(self) -> dict[str, Entry]:
        labels: dict[str, Entry] = {}
        for language in LABEL_LANGUAGES:
            with override(language):
                for entry in self.entries:
                    word = fold(str(entry.label))
                    labels.setdefault(word, entry)
                    if language == "sr":
                        labels.setdefault(fold(word.translate(SERBIAN_LATIN)), entry)
        return labels


@lru_cache(maxsize=10_000)
def fold(text: str) -> str:
    """`text` as words are compared here: without case, Latin accents, apostrophes or punctuation.

    Spaces, hyphens and underscores are alike; "1,5" is "1.5"; "&" is "and"; Russian "ё" is "е".
    """
    text = unicodedata.normalize("NFKC", text).casefold().replace("&", " and ").replace("ё", "е")
    text = _DECIMAL_COMMA.sub(".", _APOSTROPHES_AND_STRESS.sub("", text))
    return _BETWEEN_WORDS.sub(" ", "".join(map(_bare, text))).strip()


def _bare(letter: str) -> str:
    """A Latin letter without its accent; Cyrillic letters keep theirs, because й is not и."""
    if letter.isascii() or not unicodedata.name(letter, "").startswith("LATIN"):
        return letter
    return unicodedata.normalize("NFKD", letter)[0]

"""What a reader's words find: exactly, else by a word that is close; and what else the reader may try."""

from dataclasses import dataclass, field

from initiatives import search
from initiatives.models import Word
from initiatives.search.query import parse
from initiatives.search.romanising import keys
from initiatives.search.words import MOST, near

LITTLE = 3  # fewer matches than this, and close spellings are offered beside them
TRIED = 4  # words of a query for which a close one is looked for


@dataclass(frozen=True)
class Found:
    """`used`: the words that the matches are for; not those typed where only a close spelling finds something.

    `others`: further spellings to try; `parts`: what remains when one word is dropped, where all together find nothing.
    """

    used: str
    matches: search.Matches | None
    is_close: bool = False
    others: list = field(default_factory=list)
    parts: list = field(default_factory=list)


def find(text, spellings):
    """The Found of the words `text`. `spellings`: a callable giving {key: count} of the words that listings hold."""
    query = parse(text)
    if not query:
        return Found(text, None)
    matches = search.match(query)
    if len(matches.ids) >= LITTLE or not query.words:
        return Found(text, matches)
    tries = [(other, search.match(parse(other))) for other in _close(text, spellings())]
    found = [(other, better) for other, better in tries if len(better.ids) > len(matches.ids)]
    if matches.ids or not found:
        return Found(text, matches, others=[other for other, _ in found], parts=_parts(text, query, matches))
    return Found(found[0][0], found[0][1], True, [other for other, _ in found[1:]])


def _close(text, known):
    """At most MOST texts in which words are replaced by close ones, the closest first.

    All words that begin no known word at once; where there is none such, each word by itself.
    """
    words = keys(text)[:TRIED]
    lacking = [(key, word) for key, word in words if not any(other.startswith(key) for other in known)]
    if not lacking:
        return [other for key, word in words for other in _replaced([text], key, word, known)][:MOST]
    texts = [text]
    for key, word in lacking:
        texts = _replaced(texts, key, word, known)[:MOST]
    return texts


def _replaced(texts, key, word, known):
    close = near(key, known)
    forms = dict(Word.objects.filter(pk__in=close).values_list("key", "form"))
    return [text.replace(word, forms[other], 1) for text in texts for other in close if other in forms]


def _parts(text, query, matches):
    """[(the text without one of its words, count)] of those that then find something, most first."""
    if matches.ids or not 1 < len(query.words) <= TRIED or query.phrases or query.excluded:
        return []
    words = text.split()
    texts = [" ".join(words[:place] + words[place + 1 :]) for place in range(len(words))]
    counted = [(len(search.match(parse(part)).ids), part) for part in texts if parse(part)]
    return [(part, count) for count, part in sorted(counted, reverse=True) if count]

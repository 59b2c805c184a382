"""What a reader's words find: exactly, else by a word that is close; and what else the reader may try."""

from dataclasses import dataclass, field

from initiatives import search
from initiatives.search.query import parse
from initiatives.search.romanising import keys
from initiatives.search.words import MOST

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
    """The Found of the words `text`. `spellings`: a callable giving the Spellings of the public index."""
    query = parse(text)
    if not query:
        return Found(text, None)
    matches = search.match(query)
    if len(matches.ids) >= LITTLE or matches.named or not query.words:
        return Found(text, matches)
    others = _close(text, spellings())
    if matches.ids:
        return Found(text, matches, others=others)
    for place, used in enumerate(others):
        better = search.match(parse(used))
        if better.ids:
            return Found(used, better, True, others[place + 1 :])
    return Found(text, matches, parts=_parts(text, query))


def _close(text, known):
    """At most MOST texts in which words are replaced by close ones, the closest first.

    Those words are replaced that begin no known word; where there is none such, a word that stands alone.
    """
    words = keys(text)[:TRIED]
    lacking = [(key, word) for key, word in words if not known.has(key)]
    if not lacking:
        return known.near(words[0][0]) if len(words) == 1 else []
    texts = [text]
    for key, word in lacking:
        texts = [other.replace(word, close, 1) for other in texts for close in known.near(key)][:MOST]
    return texts


def _parts(text, query):
    """[(the text without one of its words, count)] of those that then find something, most first."""
    words = [word for word in text.split() if parse(word)]
    if not 1 < len(words) <= TRIED or query.phrases or query.excluded:
        return []
    texts = [" ".join(words[:place] + words[place + 1 :]) for place in range(len(words))]
    counted = [(len(search.match(parse(part)).ids), part) for part in texts]
    return [(part, count) for count, part in sorted(counted, reverse=True) if count]

"""What a reader's words find: exactly, else by a word that is close; and what else the reader may try."""

from dataclasses import dataclass, field, replace

from pyroaring import BitMap

from initiatives import search
from initiatives.search.query import Query, parse
from initiatives.search.romanising import keys
from initiatives.search.words import MOST

LITTLE = 3  # fewer matches than this, and close spellings are offered beside them
TRIED = 4  # words of a query for which a close one is looked for


@dataclass(frozen=True)
class Found:
    """`typed`: what the reader wrote, and `query`: how it is understood. `used`: the words that the matches are for,
    others where only a close spelling finds something.

    `organisations` and `places`: ids of those, public or not, that bear the words as typed in their names.
    `others`: further spellings to try; `parts`: what remains when one word is dropped, where all together find nothing.
    """

    typed: str
    query: Query
    used: str
    matches: search.Matches | None
    organisations: BitMap = field(default_factory=BitMap)
    places: BitMap = field(default_factory=BitMap)
    is_close: bool = False
    others: list = field(default_factory=list)
    parts: list = field(default_factory=list)


def find(text, every, spellings):
    """The Found of the words `text` among the listings `every`.

    `spellings`: a callable giving the Spellings of the public index.
    """
    query = parse(text)
    if not query:
        return Found(text, query, text, None)
    matches = search.match(query, every)
    found = Found(text, query, text, matches, matches.organisations, matches.places)
    if len(matches.ids) >= LITTLE or matches.named or not query.words:
        return found
    others = _close(text, query, spellings())
    if matches.ids:
        return replace(found, others=others)
    for place, used in enumerate(others):
        better = search.match(parse(used), every)
        if better.ids:
            return replace(found, used=used, matches=better, is_close=True, others=others[place + 1 :])
    return replace(found, parts=_parts(text, query, every))


def _close(text, query, known):
    """At most MOST texts in which words are replaced by close ones, the closest first.

    Those words are replaced that begin no known word; where there is none such, a word that stands alone.
    """
    unwanted = {key for keys in query.excluded for key in keys}
    words = [pair for pair in keys(text) if pair[0] not in unwanted][:TRIED]
    lacking = [(key, word) for key, word in words if not known.has(key)]
    if not lacking:
        return known.near(words[0][0]) if len(words) == 1 else []
    texts = [text]
    for key, word in lacking:
        texts = [other.replace(word, close, 1) for other in texts for close in known.near(key)][:MOST]
    return texts


def _parts(text, query, every):
    """[(the text without one of its words, count)] of those that then find something, most first."""
    words = [word for word in text.split() if parse(word)]
    if not 1 < len(words) <= TRIED or query.phrases or query.excluded:
        return []
    texts = [" ".join(words[:place] + words[place + 1 :]) for place in range(len(words))]
    counted = [(len(search.match(parse(part), every).ids), part) for part in texts]
    return [(part, count) for count, part in sorted(counted, reverse=True) if count]

"""The text index: which listings, organisations and places hold these words."""

from dataclasses import dataclass
from functools import reduce
from itertools import islice
from operator import and_

from pyroaring import BitMap

from initiatives.batching import batches
from initiatives.models import ListingText
from initiatives.search.postings import NAMES, ORGANISATIONS, PLACES, TEXT, Held

LIMIT = 20_000  # texts that are read for a phrase
BATCH = 5000


@dataclass(frozen=True)
class Matches:
    """`ids` of listings; `named` are those that hold all the words in their names.

    `organisations` and `places`: ids of those, public or not, whose names hold all the words. Where a phrase would
    have to be looked for in more than LIMIT texts, only those are read, and `is_exact` is false.
    """

    ids: BitMap
    named: BitMap
    organisations: BitMap
    places: BitMap
    is_exact: bool = True


def match(query, every):
    """The Matches of a Query (search.query) among the listings `every`, in one query, or a few for a phrase."""
    begun = {key for ways in query.words for keys in ways for key in keys}
    whole = {key for keys in (*query.phrases, *query.excluded) for key in keys}
    held = Held((TEXT, NAMES, ORGANISATIONS, PLACES), whole, begun)
    found = _among(query, held, TEXT, every)
    for keys in query.excluded:
        if len(keys) == 1:
            found -= held.whole(TEXT, keys[0])
    is_exact = True
    if query.phrases or any(len(keys) > 1 for keys in query.excluded):
        is_exact = len(found) <= LIMIT
        found = _said(query, BitMap(islice(found, LIMIT)), held)
    asks = bool(query.words or query.phrases)
    named, organisations, places = (
        _among(query, held, part, base) if asks else BitMap()
        for part, base in ((NAMES, found), (ORGANISATIONS, None), (PLACES, None))
    )
    return Matches(found, named, organisations, places, is_exact)


def _among(query, held, part, base):
    """Ids, of those in `base` unless it is None, that hold a way of each word and the words of each phrase."""
    words = [
        BitMap.union(BitMap(), *(_all(held.begins(part, key) for key in keys) for keys in ways)) for ways in query.words
    ]
    words += [held.whole(part, key) for keys in query.phrases for key in keys]
    return _all([*words, base] if base is not None else words)


def _all(bitmaps):
    return reduce(and_, bitmaps).copy()


def _said(query, candidates, held):
    """Those of `candidates` in whose text each phrase stands, and none of those left out. Each text is read once."""
    wanted = {_whole(keys) for keys in query.phrases}
    avoided = {_whole(keys): keys for keys in query.excluded if len(keys) > 1}
    suspects = BitMap.union(
        BitMap(), *(_all(held.whole(TEXT, key) for key in keys) & candidates for keys in avoided.values())
    )
    found = BitMap() if wanted else candidates - suspects
    for batch in batches(candidates if wanted else suspects, BATCH):
        rows = ListingText.objects.filter(pk__in=batch)
        for pk, names, text in rows.values_list("pk", "names", "text").iterator():
            said = f" {names} | {text} "
            if all(phrase in said for phrase in wanted) and not any(phrase in said for phrase in avoided):
                found.add(pk)
    return found


def _whole(keys):
    return f" {' '.join(keys)} "

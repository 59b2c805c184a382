"""The text index: which listings, organisations and places hold these words."""

from dataclasses import dataclass
from functools import reduce
from itertools import islice
from operator import and_

from django.db.models import TextField, Value
from django.db.models.functions import Concat
from pyroaring import BitMap

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
        found = _said(query, BitMap(islice(found, LIMIT)))
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


def _said(query, candidates):
    """Those of `candidates` in whose text each phrase stands, and none of those left out."""
    wanted = [_whole(keys) for keys in query.phrases]
    unwanted = [_whole(keys) for keys in query.excluded if len(keys) > 1]
    found = BitMap()
    said = Concat(Value(" "), "names", Value(" | "), "text", Value(" "), output_field=TextField())
    texts = ListingText.objects.annotate(said=said)
    for start in range(0, len(candidates), BATCH):
        rows = texts.filter(pk__in=list(candidates[start : start + BATCH]))
        for phrase in wanted:
            rows = rows.filter(said__contains=phrase)
        for phrase in unwanted:
            rows = rows.exclude(said__contains=phrase)
        found.update(rows.values_list("pk", flat=True))
    return found


def _whole(keys):
    return f" {' '.join(keys)} "

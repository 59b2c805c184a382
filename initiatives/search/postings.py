"""Which listings hold a word: roaring bitmaps of their ids, in blocks, the same on both databases.

A row of Posting holds the ids of one block of ids under one key in one part of the index, so that a change of one
profile rewrites a few kilobytes a word. Beginnings of three letters have rows of their own; longer ones are a range
of keys.
"""

from array import array
from collections import defaultdict
from functools import partial

from django.db import connection
from pyroaring import BitMap

from initiatives.batching import batches
from initiatives.models import IndexState, Posting
from initiatives.models.copying import insert, update

TEXT, NAMES, ORGANISATIONS, PLACES = range(4)  # parts: all words of a listing, those of its names; those of offers
BETWEEN = " | "  # pieces of a text do not run into each other: a phrase stands in one of them
BLOCK = 1 << 16  # ids in a block
BEGINNING = 3  # letters; what is shorter finds whole words only
BATCH = 5000  # rows written at once
WHERE = ("key", "part", "block")
LAST = "\U0010ffff"
READ = "SELECT key, part, ids FROM initiatives_posting WHERE {}"
HELD = "SELECT id, key, part, block, ids FROM initiatives_posting WHERE (key, part, block) IN (VALUES {})"


def beginning(key):
    """The key under which the ids of all words stand that begin with the three letters `key`."""
    return f"{key}*"


def is_beginning(key):
    """Whether under `key` stand the ids of words that begin so."""
    return key.endswith("*")


def lock():
    """The state of the index, locked until the transaction ends.

    Whoever changes the index takes this lock before anything else of it: then nobody reads a listing that somebody
    else is about to change, and nobody waits for a row while holding one that another waits for.
    """
    return IndexState.objects.select_for_update().get_or_create(pk=1)[0]


class Changes:
    """What a change of listings or offers does to the postings. Collect with `replace`, then `apply` once, at the end.

    Postings are read, changed and written: the caller holds the `lock` of the index.
    """

    def __init__(self):
        self._clear()

    def _clear(self):
        self.gained, self.lost = _by_row(), _by_row()

    def replace(self, part, pk, before, after):
        """The words of `pk` in `part` were those of the text `before` and are those of `after`."""
        before, after = _words(before), _words(after)
        lost, gained = before - after, after - before
        place = part, pk // BLOCK
        for changes, keys in ((self.lost, lost | _beginnings(lost) - _beginnings(after)), (self.gained, gained)):
            ids = changes[place]
            for key in keys:
                ids[key].append(pk)

    def gain(self, part, texts):
        """Listings that are new hold the words of `texts`, {pk: text}. What many of them say is split once."""
        said = defaultdict(lambda: defaultdict(list))
        for pk, text in texts.items():
            pieces = said[pk // BLOCK]
            for piece in text.split(BETWEEN):
                pieces[piece].append(pk)
        for block, pieces in said.items():
            ids = self.gained[part, block]
            for word, bearers in _by_word(pieces).items():
                ids[word].extend(bearers)

    def take_gained(self):
        """((key, part, block), ids) of all that was gained; forgotten."""
        gained, self.gained = self.gained, _by_row()
        for place, ids in gained.items():
            _add_beginnings(ids)
            yield from (((key, *place), pks) for key, pks in ids.items())

    def apply(self):
        """Write what was collected, and forget it."""
        for ids in self.gained.values():
            _add_beginnings(ids)
        rows = [
            (key, *place)
            for place in sorted(self.gained.keys() | self.lost.keys())
            for key in sorted(self.gained[place].keys() | self.lost[place].keys())
        ]
        for batch in batches(rows, BATCH):
            self._apply(batch)
        self._clear()

    def _apply(self, rows):
        held = _held(rows)
        made, kept, empty = [], [], []
        for key, *place in rows:
            row = (key, *place)
            pk, before = held.get(row) or (None, BitMap())
            ids = before - BitMap(self.lost[tuple(place)].get(key, ()))
            ids |= BitMap(self.gained[tuple(place)].get(key, ()))
            ids.run_optimize()
            if pk is None:
                made += [(*row, ids.serialize())] if ids else []
            elif not ids:
                empty.append(pk)
            elif ids != before:
                kept.append((pk, ids.serialize()))
        _write(made, kept)
        if empty:
            Posting.objects.filter(pk__in=empty).delete()


def add(rows):
    """Let postings hold more: [((key, part, block), serialized ids)], in order. The caller holds the `lock` of the
    index."""
    for batch in batches(rows, BATCH):
        held = _held([row for row, _ids in batch])
        made, kept = [], []
        for row, more in batch:
            if row not in held:
                made.append((*row, more))
                continue
            pk, ids = held[row]
            ids |= BitMap.deserialize(more)
            ids.run_optimize()
            kept.append((pk, ids.serialize()))
        _write(made, kept)


def _write(made, kept):
    """`made`: (key, part, block, serialized ids) of rows that are new; `kept`: (primary key, serialized ids)."""
    insert(Posting, (*WHERE, "ids"), made)
    if kept:
        update(Posting, ("id", "ids"), kept)


_ids = partial(defaultdict, partial(array, "I"))


def _by_row():
    """{(part, block): {key: ids}}"""
    return defaultdict(_ids)


def _by_word(pieces):
    """{word: pks} of {text: pks}."""
    found = defaultdict(set)
    for piece, pks in pieces.items():
        for word in piece.split():
            found[word].update(pks)
    return found


def _words(text):
    return set(text.split()) - {BETWEEN.strip()}


def _beginnings(words):
    return {beginning(begun) for begun in {word[:BEGINNING] for word in words} if len(begun) == BEGINNING}


def _add_beginnings(ids):
    """To `ids`, {word: ids}, add those under which the beginnings of the words stand."""
    for word, bearers in list(ids.items()):
        if len(word) >= BEGINNING:
            ids[beginning(word[:BEGINNING])] += bearers


def _held(rows):
    """{(key, part, block): (pk, ids)} of those rows that exist."""
    with connection.cursor() as cursor:
        cursor.execute(HELD.format(_places(rows)), [value for row in rows for value in row])
        return {tuple(row): (pk, BitMap.deserialize(bytes(ids))) for pk, *row, ids in cursor}


def _places(rows):
    return ", ".join(["(%s, %s, %s)"] * len(rows))


class Held:
    """The ids of words, read in one query: `whole` words, and words that begin so (`begun`), in some parts."""

    def __init__(self, parts, whole, begun):
        places = {_place(key) for key in begun}
        self.long = sorted(key for key, is_range in places if is_range)
        exact = {*whole, *(key for key, is_range in places if not is_range)}
        self.words, self.begun = defaultdict(BitMap), defaultdict(BitMap)
        if not exact and not self.long:
            return
        conditions = [f"key IN ({', '.join(['%s'] * len(exact))})"] if exact else []
        conditions += ["key >= %s AND key < %s"] * len(self.long)
        values = [*exact, *(value for key in self.long for value in (key, key + LAST))]
        where = f"part IN ({', '.join(map(str, parts))}) AND ({' OR '.join(conditions)})"
        with connection.cursor() as cursor:
            cursor.execute(READ.format(where), values)
            for key, part, ids in cursor:
                self._take(part, key, BitMap.deserialize(bytes(ids)))

    def _take(self, part, key, ids):
        self.words[part, key] |= ids
        for long in self.long:
            if key.startswith(long):
                self.begun[part, long] |= ids

    def whole(self, part, key):
        """Ids of what holds the word `key`."""
        return self.words[part, key]

    def begins(self, part, key):
        """Ids of what holds a word that begins with `key`."""
        place, is_range = _place(key)
        return self.begun[part, place] if is_range else self.words[part, place]


def finds(key, word):
    """Whether a typed `key` finds a word: one that begins so, or for a short key the same word."""
    begun = _begun(key)
    return word.startswith(begun) if begun else word == key


def _begun(key):
    """How the words begin that `key` finds; "" for a short `key` that is not marked as a `beginning`: a whole word."""
    bare = key.removesuffix("*")
    return bare if len(bare) >= BEGINNING or bare != key else ""


def _place(key):
    """(where the ids of the words that `key` finds stand, whether that is a range of keys)"""
    begun = _begun(key)
    if len(begun) == BEGINNING:
        return beginning(begun), False
    return (begun, True) if begun else (key, False)

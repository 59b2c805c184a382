"""The words of very many new listings, kept as bitmaps until the index is locked: so they take little memory."""

from collections import defaultdict

from pyroaring import BitMap

from initiatives.search.postings import TEXT, Changes, is_beginning
from initiatives.search.words import Recount

FRESH = 20_000  # texts whose words are kept as they come


class Gathered:
    """What is to be added to the postings, and to the words. Collect with `gain`, then `take` it, bit by bit.

    Asks the database nothing. `forms`: {key: as written}
    """

    def __init__(self):
        self.fresh, self.count = Changes(), 0
        self.ids, self.forms = defaultdict(BitMap), {}

    def gain(self, part, texts):
        """As Changes.gain."""
        self.fresh.gain(part, texts)
        self.count += len(texts)
        if self.count >= FRESH:
            self._fold()

    def take(self, most):
        """([((key, part, block), serialized ids)] of so many rows, Recount of the words in these); forgotten."""
        self._fold()
        rows, words = [], Recount()
        while self.ids and len(rows) < most:
            row, ids = self.ids.popitem()
            ids.run_optimize()
            rows.append((row, ids.serialize()))
            key, part, _block = row
            if part == TEXT and not is_beginning(key):
                words.changes[key] += len(ids)
                words.forms[key] = self.forms.get(key, key)
        return rows, words

    def _fold(self):
        for row, pks in self.fresh.take_gained():
            self.ids[row].update(pks)
        self.count = 0

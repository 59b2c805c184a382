"""The words of very many new listings, until the index is locked: put away in sorted files, merged at the end."""

import heapq
import pickle
from array import array
from itertools import groupby
from operator import itemgetter
from tempfile import TemporaryFile

from pyroaring import BitMap

from initiatives.search.postings import BETWEEN, NAMES, TEXT, Changes, is_beginning
from initiatives.search.words import Recount

FRESH = 10_000  # listings whose words are kept in memory
BESIDES = 100  # bytes of a row besides its ids

_row = itemgetter(0)


class Gathered:
    """What is to be added to the postings, and to the words. Collect with `gain`, then `take` it, bit by bit.

    Asks the database nothing. `forms`: {key: as written} of the words gained last.
    """

    def __init__(self):
        self.fresh, self.forms, self.count = Changes(), {}, 0
        self.files, self.rest = [], None

    def gain(self, texts):
        """The words of new listings: {pk: (words of the names, words of all else)}."""
        self.fresh.gain(NAMES, {pk: names for pk, (names, _text) in texts.items()})
        self.fresh.gain(TEXT, {pk: f"{names}{BETWEEN}{text}" for pk, (names, text) in texts.items()})
        self.count += len(texts)

    def take(self, most):
        """([((key, part, block), serialized ids)] of the next rows, in about so many bytes, Recount of the words in
        these); none at the end."""
        if self.rest is None:
            self.rest = self._merged()
        rows, words = [], Recount()
        for row, ids, form in self.rest:
            ids.run_optimize()
            rows.append((row, ids.serialize()))
            if form:
                words.changes[row[0]] += len(ids)
                words.forms[row[0]] = form
            most -= BESIDES + len(rows[-1][1])
            if most <= 0:
                break
        return rows, words

    def _merged(self):
        """((key, part, block), ids, the word as written where its listings are to be counted) in order."""
        runs = [*map(_read, self.files), self._sorted()]
        for row, found in groupby(heapq.merge(*runs, key=_row), key=_row):
            ids, written = BitMap(), ""
            for _, pks, form in found:
                ids.update(array("I", pks))
                written = form
            yield row, ids, written
        for file in self.files:
            file.close()

    def _sorted(self):
        """(row, the bytes of an array of ids, word as written) of what memory holds; forgotten."""
        for row, pks in sorted(self.fresh.take_gained(), key=_row):
            key, part, _block = row
            is_counted = part == TEXT and not is_beginning(key)
            yield row, pks.tobytes(), self.forms.get(key, key) if is_counted else ""

    def make_room(self):
        """Put away what memory holds, where that is much. Call before the next listings are made."""
        if self.count >= FRESH:
            self._put_away()

    def _put_away(self):
        file = TemporaryFile()  # noqa: SIM115  it has no name, and goes with this
        for row in self._sorted():
            pickle.dump(row, file, pickle.HIGHEST_PROTOCOL)
        file.seek(0)
        self.files.append(file)
        self.forms.clear()
        self.count = 0


def _read(file):
    while True:
        try:
            yield pickle.load(file)  # noqa: S301  our own
        except EOFError:
            return

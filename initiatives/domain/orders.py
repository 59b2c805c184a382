"""The orders of the list, in memory beside the facets: which initiatives come next, without asking the database.

Each order is one array of primary keys, sorted by a number that stands for the key, then by the primary key. A change
moves single entries; only the place of a title among the others needs a question to the database.
"""

from array import array
from bisect import bisect_left
from heapq import nlargest, nsmallest
from itertools import islice

from django.db.models import Q

from initiatives.models import Listing

NAMES = {"-updated": "updated_key", "title": "title_key", "-start": "start_key"}
WALK = 200_000  # entries that are walked for a page before the selection itself is sorted
FEW = 3000  # so many are sorted at once


def number_of_date(text):
    """A partial date as a number that sorts as its text does: 20180200 for "2018-02", 0 for none."""
    return int((text.replace("-", "") + "0000")[:8]) if text else 0


class Order:
    """One order, ascending; `is_descending` tells how the list reads it."""

    def __init__(self, *, is_descending):
        self.is_descending = is_descending
        self.keys = array("d")  # by primary key
        self.pks = array("L")

    def put(self, pk, number):
        """Take in one of many; `settle` when all are there."""
        self._put(pk, number)
        self.pks.append(pk)

    def settle(self):
        self.pks = array("L", sorted(self.pks, key=self._sort_key))

    def add(self, pk, number):
        self._put(pk, number)
        self.pks.insert(self.place(pk), pk)

    def remove(self, pk):
        at = self.place(pk)
        if at < len(self.pks) and self.pks[at] == pk:
            del self.pks[at]

    def place(self, pk):
        """Where `pk` stands, or would stand."""
        return bisect_left(self.pks, self._sort_key(pk), key=self._sort_key) if pk < len(self.keys) else len(self.pks)

    def after(self, pk):
        """A number for a new entry right behind `pk` (None: before everything)."""
        at = self.place(pk) if pk is not None else -1
        low = self.keys[pk] if pk is not None else None
        high = self.keys[self.pks[at + 1]] if at + 1 < len(self.pks) else None
        if low is None or high is None:
            return (high or 0.0) - 1.0 if low is None else low + 1.0
        return (low + high) / 2

    def first(self, ids, wanted, start=None):
        """At most `wanted` of `ids` in the order of the list, from the entry `start` (a primary key) on."""
        if len(ids) > FEW:
            found = list(islice((pk for pk in self._walk(start) if pk in ids), wanted))
            if len(found) == wanted or len(self.pks) <= WALK:
                return found
        return self._sorted(ids, wanted, start)

    def _walk(self, start):
        at = self.place(start) if start is not None else None
        if self.is_descending:
            top = len(self.pks) - 1 if at is None else at
            return (self.pks[place] for place in range(top, max(top - WALK, -1), -1))
        return islice(self.pks, at or 0, (at or 0) + WALK)

    def _sorted(self, ids, wanted, start):
        if start is not None:
            bound = self._sort_key(start)
            below = self.is_descending
            ids = (pk for pk in ids if (self._sort_key(pk) <= bound if below else self._sort_key(pk) >= bound))
        return (nlargest if self.is_descending else nsmallest)(wanted, ids, key=self._sort_key)

    def _sort_key(self, pk):
        return (self.keys[pk], pk)

    def _put(self, pk, number):
        if pk >= len(self.keys):
            self.keys.extend([0.0] * (pk + 1000 - len(self.keys)))
        self.keys[pk] = number


class Orders:
    """All orders of the list."""

    def __init__(self):
        self.by_name = {name: Order(is_descending=name.startswith("-")) for name in NAMES}

    def __getitem__(self, name):
        return self.by_name[name]

    def fill(self, rows):
        """`rows`: (pk, start_key, updated_key) of every listing."""
        for pk, start, updated in rows:
            self.by_name["-start"].put(pk, number_of_date(start))
            self.by_name["-updated"].put(pk, updated.timestamp())
        titles = Listing.objects.order_by("title_key", "pk").values_list("pk", flat=True)
        for rank, pk in enumerate(titles.iterator(chunk_size=5000)):
            self.by_name["title"].put(pk, float(rank))
        for order in self.by_name.values():
            order.settle()

    def remove(self, pks):
        for order in self.by_name.values():
            for pk in pks:
                order.remove(pk)

    def add(self, rows):
        """Take in changed listings: rows as of `fill`, removed before."""
        rows = list(rows)
        for pk, start, updated in rows:
            self.by_name["-start"].add(pk, number_of_date(start))
            self.by_name["-updated"].add(pk, updated.timestamp())
        placed = {pk for pk, _, _ in rows}
        found = Listing.objects.filter(pk__in=placed).order_by("title_key", "pk").values_list("pk", "title_key")
        for pk, title in found:
            self._add_title(pk, title, placed)

    def _add_title(self, pk, title, unplaced):
        """Put a title behind the last one before it that has its place already."""
        strictly = Q(title_key__lt=title) | Q(pk__lt=pk)
        before = Listing.objects.filter(strictly, title_key__lte=title).exclude(pk__in=unplaced)
        order = self.by_name["title"]
        order.add(pk, order.after(before.order_by("-title_key", "-pk").values_list("pk", flat=True).first()))
        unplaced.discard(pk)


def next_after(name, key, pk):
    """The primary key of the listing that follows the place (key, pk) in the order `name`; None at the end."""
    field, is_descending = NAMES[name], name.startswith("-")
    behind, sign = ("lt", "-") if is_descending else ("gt", "")
    strictly = Q(**{f"{field}__{behind}": key}) | Q(**{f"pk__{behind}": pk})
    rows = Listing.objects.filter(strictly, **{f"{field}__{behind}e": key})  # a range, so that an index leads there
    return rows.order_by(f"{sign}{field}", f"{sign}pk").values_list("pk", flat=True).first()

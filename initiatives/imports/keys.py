"""Which profile a row is about: by id, else outside identifier, else source address and title; else a new one."""

import hashlib
from collections import defaultdict
from functools import lru_cache
from uuid import UUID

import orjson
from django.db.models import Q
from django.utils.translation import gettext as _

from initiatives.batching import batches
from initiatives.domain.cells import clean, split
from initiatives.imports import values
from initiatives.imports.problems import Bad, Problem
from initiatives.imports.remembering import Remembered
from initiatives.models import Citation, Identifier, Initiative, InitiativeText
from initiatives.search.folding import fold

BATCH = 1000


class Keys:
    """What rows may be recognised by, read at once for a batch of them.

    `bound`: the codes of the countries that bound the importing person, None for no bounds. Of profiles they may not
    know of no address and title is guessed, and no key is named.
    """

    def __init__(self, bound=None):
        self.bound, self.seen = bound, Remembered()

    def read(self, rows):
        """Look up what `rows` may be recognised by, before they are asked for."""
        self.ids = self._read_ids({uuid for row in rows if (uuid := _uuid(row))})
        self.identifiers = self._read_identifiers({item for row in rows for item in _identifiers(row)})
        self.pages = self._read_pages({url for row in rows if (url := source_url(row))})

    def _read_ids(self, uuids):
        found = _in_batches(uuids, lambda batch: Initiative.objects.filter(uuid__in=batch).values_list("uuid"))
        return {str(uuid) for (uuid,) in found}

    def _read_identifiers(self, items):
        rows = _in_batches(
            {item.partition(":")[2] for item in items},
            lambda batch: Identifier.objects.filter(initiative__isnull=False, value__in=batch).values_list(
                "scheme", "value", "initiative__uuid"
            ),
        )
        return {f"{scheme}:{value}": str(uuid) for scheme, value, uuid in rows}

    def _read_pages(self, urls):
        """{(address of a source, folded title): keys of the profiles that cite it and are called so}"""
        cited = _in_batches(
            urls,
            lambda batch: (
                Citation.objects.filter(initiative__isnull=False, source__url__in=batch)
                .values_list("source__url", "initiative__uuid")
                .distinct()
            ),
        )
        titles = defaultdict(set)
        for uuid, title in _in_batches(
            {uuid for _url, uuid in cited},
            lambda batch: InitiativeText.objects.filter(initiative__in=self._knowable(batch)).values_list(
                "initiative__uuid", "title"
            ),
        ):
            titles[uuid].add(_title_key(title))
        pages = defaultdict(set)
        for url, uuid in cited:
            for title in titles[uuid]:
                pages[url, title].add(str(uuid))
        return pages

    def _knowable(self, keys):
        """The profiles of these keys that the person may know of."""
        found = Initiative.objects.filter(uuid__in=keys)
        if self.bound is None:
            return found
        return found.filter(Q(pk__in=Initiative.objects.published()) | Q(countries__in=self.bound))

    def _named(self, keys):
        """The keys in words, without those of profiles that the person may not know of."""
        known = {str(key) for key in self._knowable(keys).values_list("uuid", flat=True)}
        hidden = [_("a profile outside your countries")] if keys - known else []
        return ", ".join([*sorted(known), *hidden])

    def of(self, row):
        """(key of an existing profile or None, [Problem])"""
        if written := _written(row, "id"):
            return self._by_id(row, written)
        known = {self.identifiers[item] for item in _identifiers(row) if item in self.identifiers}
        if not known:
            known = self.pages.get(page_of(row), set())
        if len(known) > 1:
            message = _("This row fits several profiles: %(keys)s. Give the id of the one it means.")
            return None, [Problem(row.line, "id", "", message % {"keys": self._named(known)})]
        return next(iter(known), None), []

    def _by_id(self, row, written):
        key = _uuid(row)
        if key not in self.ids:
            message = _("No profile has this id. Leave the cell blank to make a new one.")
            return None, [Problem(row.line, "id", written, message)]
        others = {self.identifiers[item] for item in _identifiers(row) if item in self.identifiers} - {key}
        if others:
            message = _("This identifier belongs to another profile, %(key)s.") % {"key": self._named({min(others)})}
            return key, [Problem(row.line, "external_ids", _written(row, "external_ids"), message)]
        return key, []

    def earlier(self, row, key):
        """(line, whether it says the same) of the row of this file that is about the same profile; None if first."""
        filled = orjson.dumps(_filled(row), option=orjson.OPT_SORT_KEYS)
        names = [f"identifier {item}" for item in _identifiers(row)]
        if key:
            names.append(f"id {key}")
        elif source_url(row):
            names.append(f"page {' '.join(page_of(row))}")
        said = hashlib.sha256(filled).hexdigest()
        names = list(dict.fromkeys(names or [f"row {said}"]))
        own = [row.line, said]
        firsts = [self.seen.first(name, own) for name in names]
        found = next((first for first in firsts if first is not own), None)
        return found and (found[0], found[1] == said)


def _filled(row):
    return {column: text for column, text in row.cells.items() if text}


def page_of(row):
    return source_url(row), _title_key(_written(row, "title"))


def source_url(row):
    """The address of the row's source as it is stored, "" where it has none that can be read."""
    try:
        return values.address(_written(row, "source_url"))[0] if _written(row, "source_url") else ""
    except Bad:
        return ""


@lru_cache(maxsize=2048)  # of the rows of a batch, which ask for it again
def _title_key(title):
    return fold(title) or title


def _written(row, column):
    return "" if column in row.cleared else clean(row.cells.get(column, ""))


def _uuid(row):
    try:
        return str(UUID(_written(row, "id")))
    except ValueError:
        return None


def _identifiers(row):
    return [
        f"{scheme.strip()}:{value.strip()}"
        for scheme, _colon, value in (item.partition(":") for item in split(_written(row, "external_ids")))
        if value.strip()
    ]


def _in_batches(wanted, query):
    return [row for batch in batches(wanted, BATCH) for row in query(batch)]

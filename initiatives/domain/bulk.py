"""The public index after very many changes at once: listings of new profiles are made before the index is locked.

Nobody else sees or changes these profiles before the transaction ends, so their listings need no lock. What they show
of organisations, places, sources and countries that stood there before may change meanwhile: under the lock it is
compared, and where it differs the listings are made again.
"""

from collections import defaultdict

from django.db import connection

from initiatives.batching import batches
from initiatives.domain import listing_rows, listings, offers
from initiatives.domain.lookups import Lookups
from initiatives.models import Country
from initiatives.models.copying import insert_packed
from initiatives.search import postings
from initiatives.search.gathering import Gathered

SHOWN = {"organisation": "organisations", "place": "places", "source": "sources"}  # {subject: attribute of Lookups}

WORDS = 1_000_000  # bytes of postings that are written at once


class Refresh(listings.Refresh):
    """As listings.Refresh; `add_new` for profiles that this transaction made, `list_new` for public initiatives among
    them, after all that they show.

    `helper`: a Beside for what a Maker does.
    """

    def __init__(self, helper):
        super().__init__()
        self.helper = helper
        self.listed, self.shown = [], defaultdict(dict)
        self.new = defaultdict(set)  # of the keys only hashes of 64 bits: they take half of the memory
        self.countries = _countries()
        self.regions = listing_rows.regions()

    def add_new(self, subject, keys):
        """These profiles are new; they are written."""
        offers.refresh(subject, keys, self.postings)
        if subject in SHOWN:
            self.new[subject].update(map(hash, keys))

    def list_new(self, found, stored, lookups):
        """List new initiatives that are `public`, {key: canonical document}; they are written.

        `stored`: as editing.write_part tells it; `lookups`: the Lookups of these documents.
        """
        self._store(but=1)
        for subject, refs in _shown(lookups):
            new, shown = self.new[subject], self.shown[subject]
            shown |= {key: hash(refs[key]) for key in refs if key not in shown and hash(key) not in new}
        self.helper.give("listings", found, {key: stored[key] for key in found}, lookups, self.regions)

    def _store(self, *, but=0):
        """Write the listings that are made, all but the last so many."""
        for pks, packed in self.helper.taken(but=but):
            for rows in packed:
                insert_packed(rows)
            self.listed += pks

    def finish(self):
        self._store()
        super().finish()

    def _gathered(self):
        """What the helper has gathered of words, bit by bit; the next is prepared while one is used."""
        rows = True
        self.helper.give("words")
        while rows:
            self.helper.give("words")
            ((rows, words),) = self.helper.taken(but=1)
            yield rows, words
        list(self.helper.taken())

    def _touched(self):
        found = super()._touched() | listings.showing(self._moved())
        return found if _countries() == self.countries else found.union(self.listed)

    def _bring_in_line(self, pks):
        self._apply()
        listings.bring_in_line(pks, self.postings, others=self.listed)

    def _apply(self):
        """Write the words of the listings made so far."""
        self.postings.apply()
        if self.listed:
            for rows, words in self._gathered():
                postings.add(rows)
                words.apply()

    def _moved(self):
        """{subject: [keys]} of what was there before, stands in the new listings, and has been changed since."""
        if not connection.features.has_select_for_update:
            return {}  # nobody else writes meanwhile
        moved = {}
        for subject, before in self.shown.items():
            for batch in batches(before, listings.BATCH):
                now = dict(_shown(Lookups([_naming(subject, batch)])))[subject]
                changed = [key for key in batch if key not in now or hash(now[key]) != before[key]]
                moved[subject] = [*moved.get(subject, ()), *changed]
        return moved


def public(documents):
    """Those of the documents, {key: document}, that strangers may see."""
    return {key: document for key, document in documents.items() if document["stage"] == "published"}


class Maker:
    """Makes listings, and collects their words."""

    def __init__(self):
        self.words = Gathered()

    def do(self, what, *piece):
        """What a Beside is asked for: the name of a method, and what it takes."""
        return getattr(self, f"_{what}")(*piece)

    def _listings(self, found, rows, lookups, regions):
        """(primary keys, [Packed]) of the listings of a piece; arguments as listing_rows.built takes them."""
        self.words.make_room()
        listed, texts = listing_rows.built(found, rows, self.words.forms.update, lookups, regions)
        self.words.gain(texts)
        return list(texts), listing_rows.packed(listed, texts)

    def _words(self):
        return self.words.take(WORDS)


def _shown(lookups):
    """(subject, {key: what is shown of it})"""
    return [(subject, getattr(lookups, name)) for subject, name in SHOWN.items()]


def _naming(subject, keys):
    """A document that refers to `keys`."""
    if subject == "place":
        return {"places": keys}
    rows = [{subject: key} for key in keys]
    return {"partners": rows} if subject == "organisation" else {"citations": rows}


def _countries():
    return list(Country.objects.order_by("pk").values_list())

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
from initiatives.models import Country, ListingText
from initiatives.search.words import Recount

SHOWN = {"organisation": "organisations", "place": "places", "source": "sources"}  # {subject: attribute of Lookups}

COLLECTED = listings.APPLIED  # listings whose words are kept in memory; those of later ones are read again


class Refresh(listings.Refresh):
    """As listings.Refresh; `add_new` for profiles that this transaction made, before the initiatives that show them."""

    def __init__(self):
        super().__init__()
        self.words, self.listed, self.shown = Recount(), [], defaultdict(dict)
        self.new, self.collected = defaultdict(set), 0
        self.countries = _countries()

    def add_new(self, subject, documents):
        """These profiles, {key: canonical document}, are new; they are written."""
        offers.refresh(subject, list(documents), self.postings)
        if subject == "initiative":
            public = {key: document for key, document in documents.items() if document["stage"] == "published"}
            for batch in batches(public, listings.BATCH):
                self._list({key: public[key] for key in batch})
        else:
            self.new[subject].update(documents)

    def _list(self, found):
        lookups = Lookups(found.values())
        rows, texts = listing_rows.built(found, listing_rows.identities(uuid__in=list(found)), self.words, lookups)
        listing_rows.store(rows, texts)
        for subject, refs in _shown(lookups):
            others = refs.keys() - self.new[subject]
            self.shown[subject] |= {key: hash(refs[key]) for key in others if key not in self.shown[subject]}
        if len(self.listed) < COLLECTED:
            listing_rows.gain(texts, self.postings)
            self.collected = len(self.listed) + len(texts)
        self.listed += texts

    def _touched(self):
        found = super()._touched() | listings.showing(self._moved())
        return found if _countries() == self.countries else found.union(self.listed)

    def _bring_in_line(self, pks):
        self._apply()
        listings.bring_in_line(pks, self.postings, others=self.listed)

    def _apply(self):
        """Write the words of the listings made so far: those of a very long import are read again, bit by bit."""
        self.postings.apply()
        for batch in batches(self.listed[self.collected :], listings.BATCH):
            rows = ListingText.objects.filter(pk__in=batch).values_list("pk", "names", "text")
            listing_rows.gain({pk: text for pk, *text in rows}, self.postings)
            self.postings.apply()
        self.words.apply()

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

"""The public index, kept by the door in: one Listing for each initiative that a stranger may see."""

import logging
import uuid
from collections import defaultdict

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from initiatives.batching import batches
from initiatives.domain import documents, offers
from initiatives.domain.listing_rows import built, identities, regions, replace, store
from initiatives.domain.lookups import Lookups
from initiatives.models import (
    IndexChange,
    Initiative,
    InitiativeText,
    Listing,
    ListingText,
    Posting,
    Word,
)
from initiatives.models.copying import insert
from initiatives.search.postings import Changes, lock
from initiatives.search.words import Recount

BATCH = 1000
APPLIED = 10_000  # listings whose words are kept in memory before they are written
MENDED_AT_ONCE = 5000
logger = logging.getLogger(__name__)
KEPT_CHANGES = 20_000  # a worker that is further behind reads everything again

# Which initiatives show something of a profile of another kind.
LINKS = {
    "initiative": ("uuid", "parent__uuid"),
    "organisation": (
        "funders__organisation__uuid",
        "partners__organisation__uuid",
        "citations__source__publisher__uuid",
    ),
    "place": ("places__uuid", "activities__places__uuid"),
    "source": ("citations__source__uuid",),
    "country": ("countries__code",),
}


def linked(subject, keys):
    """Primary keys of the initiatives whose listing shows something of the profiles `keys`."""
    found = set()
    for batch in batches(keys, BATCH):
        for path in LINKS[subject]:
            found.update(Initiative.objects.filter(**{f"{path}__in": batch}).order_by().values_list("pk", flat=True))
    return found


def showing(profiles):
    """As `linked`, for profiles of several kinds: {subject: [keys]}."""
    return set().union(*(linked(subject, keys) for subject, keys in profiles.items()))


def refresh_for(subject, keys):
    """Bring the index in line with changed profiles. Call last in the transaction that changed them."""
    changes = Refresh()
    changes.add(subject, keys)
    changes.finish()


class Refresh:
    """What changed profiles do to the index, collected while they are written, and done once at the end."""

    def __init__(self):
        self.postings, self.changed = Changes(), defaultdict(list)

    def add(self, subject, keys):
        """These profiles of one kind have changed; they are written."""
        offers.refresh(subject, keys, self.postings)
        self.changed[subject] += keys

    def finish(self):
        """The lock comes before the index is read: what another change did to it is there, or waits."""
        lock()
        self._bring_in_line(indexed(sorted(self._touched())))
        if self.changed["country"]:
            raise_version([], whole=True)

    def _touched(self):
        """Primary keys of the initiatives that may have to be listed anew. Under the lock."""
        return showing(self.changed)

    def _bring_in_line(self, pks):
        bring_in_line(pks, self.postings)


def refresh(pks):
    """Bring the listings of the initiatives `pks` in line with what a stranger may see of them now."""
    if pks:
        lock()
        bring_in_line(sorted(pks), Changes())


def bring_in_line(pks, postings, *, others=()):
    """Make the listings of `pks` anew, and tell of these and of `others`, which are made. Under the lock."""
    _refresh(pks, postings)
    if told := sorted({*pks, *others}):
        raise_version(told)


def indexed(pks):
    """Those of `pks` that have or may get a listing: of drafts nothing is kept."""
    found = []
    for batch in batches(pks, BATCH):
        rows = Initiative.objects.filter(Q(stage="published") | Q(listing__isnull=False), pk__in=batch)
        found += rows.values_list("pk", flat=True)
    return sorted(found)


def mend():
    """Make the index again where it does not hold exactly the public profiles, as after a bare `loaddata`.

    A directory too large for that while a reader waits is left, with a line in the log that asks for `reindex`.
    """
    wanted, held, is_whole = _size()
    if is_whole:
        return
    if wanted > MENDED_AT_ONCE:
        logger.error("The index holds %s of %s public profiles: run reindex.", held, wanted)
        return
    with transaction.atomic():
        lock()
        wanted, held, is_whole = _size()  # another worker may have made it meanwhile
        if not is_whole:
            logger.warning("The index held %s of %s public profiles, and is made again.", held, wanted)
            rebuild()


def _size():
    """(public profiles, those of them in the index, whether the index may be whole)"""
    public = Initiative.objects.published().filter(Exists(InitiativeText.objects.filter(initiative=OuterRef("pk"))))
    wanted, held = public.count(), Listing.objects.count()
    return wanted, held, wanted == held and (not held or Posting.objects.exists())


@transaction.atomic
def rebuild():
    """Make the whole index again from the profiles; the number of listings. For `reindex` and damaged indexes."""
    lock()
    for model in (ListingText, Listing, Word, Posting):
        model.objects.all().delete()
    _refresh(list(Initiative.objects.published().order_by("pk").values_list("pk", flat=True)), Changes())
    offers.rebuild()
    raise_version([], whole=True)
    return Listing.objects.count()


def drop(subject, keys):
    """Take profiles that are about to be deleted out of the index."""
    lock()
    offers.drop(subject, keys)
    if subject == "initiative":
        words, postings = Recount(), Changes()
        _swap(list(Initiative.objects.filter(uuid__in=keys).values_list("pk", flat=True)), [], {}, words, postings)
        postings.apply()
        words.apply()


def _refresh(pks, postings):
    """Make the listings of `pks` anew; the words change last, since whoever changes them locks the index."""
    words = Recount()
    for number, batch in enumerate(batches(pks, BATCH), 1):
        _refresh_batch(batch, words, postings)
        if number * BATCH % APPLIED == 0:
            postings.apply()
    postings.apply()
    words.apply()


def _refresh_batch(pks, words, postings):
    rows = identities(pk__in=pks)
    found = documents.read("initiative", list(rows))
    listings, texts = built(found, rows, words.gain, Lookups(found.values()), regions())
    _swap(pks, listings, texts, words, postings)


def _swap(pks, listings, texts, words, postings):
    """Put `listings` and `texts` ({pk: (names, text)}) in the place of what the index holds for `pks`."""
    held = ListingText.objects.filter(pk__in=pks).values_list("pk", "names", "text")
    before = {pk: texts for pk, *texts in held}
    ListingText.objects.filter(pk__in=pks).delete()
    Listing.objects.filter(pk__in=pks).delete()
    store(listings, texts)
    for pk in before.keys() | texts.keys():
        replace(pk, before.get(pk, ("", "")), texts.get(pk, ("", "")), postings)
    for names, text in before.values():
        words.lose(f"{names} {text}")


def raise_version(pks, *, whole=False):
    """Write the new version, last. `whole`: every worker reads everything again."""
    state = lock()
    state.version, state.token = state.version + 1, uuid.uuid4()
    if whole:
        IndexChange.objects.all().delete()
    for batch in batches(pks or [0], APPLIED):
        insert(IndexChange, ("version", "token", "initiative_id"), ((state.version, state.token, pk) for pk in batch))
    IndexChange.objects.filter(version__lt=state.version - KEPT_CHANGES).delete()
    state.save()

"""What the search box offers above the initiatives: organisations, places and countries of that name."""

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Exists, OuterRef
from django.db.models.functions import Length
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from initiatives.batching import batches
from initiatives.domain import organisations
from initiatives.domain.searchtext import searched
from initiatives.models import Alias, Initiative, Offer, Organisation, Place
from initiatives.models.behind import settle
from initiatives.models.copying import insert
from initiatives.search.postings import ORGANISATIONS, PLACES, Changes, finds
from initiatives.search.romanising import keys

MODELS: dict[str, type[Organisation | Place]] = {"organisation": Organisation, "place": Place}
PARTS = {"organisation": ORGANISATIONS, "place": PLACES}
EACH = 3
FIRST = 30  # of the candidates are looked at before all of them
MOST = 5000  # candidates
BATCH = 1000


@dataclass(frozen=True)
class Offered:
    """`kind` says what it is, in the reader's language."""

    kind: str
    name: str
    language: str
    url: str


def for_selection(selection):
    """At most three Offered of each sort for the words of a Selection: public countries, organisations and places.

    The shortest names come first: they hold the least beside the words.
    """
    found = selection.found
    return [
        *_countries(found.query, selection.index),
        *_organisations(found.organisations),
        *_places(found.places),
    ]


def for_cards(cards):
    """The Offered of initiatives."""
    return [Offered(_("Initiative"), card.title, card.language, card.url) for card in cards]


def _countries(query, index):
    wanted = [key for ways in query.words for key in ways[0]]
    wanted += [key for phrase in query.phrases for key in phrase]
    if not wanted:
        return []
    found = []
    for code, ids in index.values["country"].items():
        country = index.countries.get(code)
        if ids and country and any(_begins(name, wanted) for name in country.names.values()):
            found.append(Offered(_("Country"), country.name, "", country.get_absolute_url()))
    return sorted(found, key=lambda offered: offered.name)[:EACH]


def _begins(name, wanted):
    words = _words(name)
    return all(any(finds(key, word) for word in words) for key in wanted)


@lru_cache(maxsize=5000)
def _words(name):
    return [key for key, _word in keys(name)]


def _organisations(pks):
    found = _shortest(lambda: organisations.public(on=timezone.localdate()), Organisation, pks)
    return [Offered(_("Organisation"), row.name, row.language, row.get_absolute_url()) for row in found]


def _places(pks):
    found = _shortest(_public_places, Place, pks)
    address = reverse("initiatives:initiatives")
    return [Offered(_("Place"), row.name, row.language, f"{address}?{urlencode({'q': row.name})}") for row in found]


def _public_places():
    shown = Initiative.places.through.objects.filter(
        place=OuterRef("pk"), initiative__stage="published", initiative__sensitivity="open"
    )
    return Place.objects.filter(Exists(shown))


def _shortest(public, model, pks):
    """Those of `pks` in the queryset that `public` gives with the shortest names; all only where the first few hide."""
    if not pks:
        return []
    named = model.objects.filter(pk__in=list(pks[:MOST])).order_by(Length("name"), "name", "pk")
    found = list(public().filter(pk__in=named.values("pk")[:FIRST]))
    if len(found) < EACH and len(pks) > FIRST:
        found = public().filter(pk__in=named.values("pk"))
    return sorted(found, key=lambda row: (len(row.name), row.name, row.pk))[:EACH]


def refresh(subject, uuids, postings):
    """Bring the offers of changed organisations or places in line with their names; `postings` are not applied yet."""
    if subject not in MODELS:
        return
    settle()
    for batch in batches(uuids, BATCH):
        rows = MODELS[subject].objects.filter(uuid__in=batch)
        _write(subject, dict(rows.values_list("pk", "name")), postings)


def rebuild():
    """Make all offers again; their postings are gone."""
    Offer.objects.all().delete()
    postings = Changes()
    for subject, model in MODELS.items():
        refresh(subject, list(model.objects.order_by("pk").values_list("uuid", flat=True)), postings)
    postings.apply()


def drop(subject, uuids):
    """Forget the offers of organisations or places that are about to be deleted."""
    if subject in MODELS:
        postings = Changes()
        gone = MODELS[subject].objects.filter(uuid__in=uuids).values_list("pk", flat=True)
        _write(subject, dict.fromkeys(gone), postings)
        postings.apply()


def _write(subject, names, postings):
    """Make the offers of `names` ({pk: name, None to drop it})."""
    words = {pk: [name] for pk, name in names.items() if name is not None}
    for pk, name in Alias.objects.filter(**{f"{subject}__in": list(words)}).values_list(f"{subject}_id", "name"):
        words[pk].append(name)
    made = {pk: searched([tuple(texts)])[0] for pk, texts in words.items()}
    before = Offer.objects.filter(**{f"{subject}__in": list(names)})
    held = dict(before.values_list(f"{subject}_id", "words"))
    for pk in names:
        postings.replace(PARTS[subject], pk, held.get(pk, ""), made.get(pk, ""))
    before.delete()
    insert(Offer, [f"{subject}_id", "words"], made.items())

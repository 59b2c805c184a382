"""What the search box offers above the initiatives: organisations, places and countries of that name."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from initiatives import search
from initiatives.domain import organisations
from initiatives.domain.searchtext import searched
from initiatives.models import Alias, Initiative, Offer, Organisation, Place
from initiatives.search.query import parse
from initiatives.search.romanising import keys

MODELS: dict[str, type[Organisation | Place]] = {"organisation": Organisation, "place": Place}
EACH = 3
BATCH = 1000


@dataclass(frozen=True)
class Offered:
    """`kind` says what it is, in the reader's language."""

    kind: str
    name: str
    language: str
    url: str


def for_words(text, index):
    """At most three Offered of each sort for the words `text`: public countries, organisations and places."""
    query = parse(text)
    if not query.words:
        return []
    return [*_countries(text, index), *_organisations(query), *_places(query)]


def _countries(text, index):
    wanted = [key for key, _word in keys(text)]
    found = []
    for code, ids in index.values["country"].items():
        country = index.countries.get(code)
        if ids and country and any(_begins(name, wanted) for name in country.names.values()):
            found.append(Offered(_("Country"), country.name, "", country.get_absolute_url()))
    return sorted(found, key=lambda offered: offered.name)[:EACH]


def _begins(name, wanted):
    words = [key for key, _word in keys(name)]
    return all(any(word.startswith(key) for word in words) for key in wanted)


def _organisations(query):
    public = organisations.public(on=timezone.localdate())
    rows = public.filter(pk__in=search.offered(query, "organisation_id")).order_by("name", "pk")[:EACH]
    return [Offered(_("Organisation"), row.name, row.language, row.get_absolute_url()) for row in rows]


def _places(query):
    shown = Initiative.places.through.objects.filter(
        place=OuterRef("pk"), initiative__stage="published", initiative__sensitivity="open"
    )
    rows = Place.objects.filter(Exists(shown), pk__in=search.offered(query, "place_id")).order_by("name", "pk")[:EACH]
    address = reverse("initiatives:initiatives")
    return [Offered(_("Place"), row.name, row.language, f"{address}?{urlencode({'q': row.name})}") for row in rows]


def refresh(subject, uuids):
    """Bring the offers of changed organisations or places in line with their names."""
    if subject not in MODELS:
        return
    for start in range(0, len(uuids), BATCH):
        rows = MODELS[subject].objects.filter(uuid__in=uuids[start : start + BATCH])
        _write(subject, {row.pk: row.name for row in rows})


def rebuild():
    """Make all offers again."""
    Offer.objects.all().delete()
    for subject, model in MODELS.items():
        keys_of = list(model.objects.order_by("pk").values_list("uuid", flat=True))
        refresh(subject, keys_of)


def _write(subject, names):
    words = {pk: [name] for pk, name in names.items()}
    aliases = Alias.objects.filter(**{f"{subject}__in": list(names)}).values_list(f"{subject}_id", "name")
    for pk, name in aliases:
        words[pk].append(name)
    Offer.objects.filter(**{f"{subject}__in": list(names)}).delete()
    made = [Offer(**{f"{subject}_id": pk}, words=searched(texts)[0]) for pk, texts in words.items()]
    Offer.objects.bulk_create(made, batch_size=BATCH)

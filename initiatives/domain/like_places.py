"""Places that may be one: of one country, with names alike in any script."""

from collections import defaultdict

from initiatives.domain import clues
from initiatives.domain.blocking import Blocks
from initiatives.domain.likenesses import SPOT, Pairs, gathered
from initiatives.models import Alias, Place
from initiatives.search.romanising import keys

SHORTEST, SIMILAR = 6, 88  # letters of a name, and rapidfuzz's ratio, of 100


def find():
    """[(uuid, uuid, [reasons], rank)] of all places. Names in two countries are two places."""
    names, spots, country_of = defaultdict(list), [], {}
    rows = Place.objects.order_by().values_list("uuid", "name", "country_id", "latitude", "longitude", "precision")
    for key, name, country, *spot in rows.iterator():
        country_of[key] = country
        names[country].append((key, _sound(name)))
        if spot[0] is not None:
            spots.append((key, (country, *spot)))
    for key, name in Alias.objects.filter(place__isnull=False).order_by().values_list("place__uuid", "name").iterator():
        names[country_of[key]].append((key, _sound(name)))
    pairs = Pairs()
    for found in names.values():
        _alike(pairs, gathered(found))
    for held in gathered(spots).values():
        pairs.among(held, SPOT)
    return pairs.ranked()


def _sound(name):
    return " ".join(key for key, _word in keys(name))


def _alike(pairs, sounds):
    blocks = Blocks()
    for sound, found in sounds.items():
        pairs.among(found, clues.SOUND)
        if len(sound) >= SHORTEST:
            for near, _ratio in blocks.like(sound, SIMILAR):
                pairs.between(found, sounds[near], clues.SLIP)
            blocks.add(sound)

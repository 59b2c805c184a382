"""The words of the public index: how many listings hold each, and which are close to a word that none holds."""

import re
from collections import Counter

from django.db import connection
from rapidfuzz import process
from rapidfuzz.distance import OSA

from initiatives.models import Word

BATCH = 500
MOST = 3
VOWELS = re.compile("[aeiou]+")
# Words are counted up and down by what a change took away and brought; a word of no listing goes.
COUNT = """
INSERT INTO initiatives_word (key, form, count) VALUES {rows}
ON CONFLICT (key) DO UPDATE SET count = initiatives_word.count + excluded.count
"""


class Recount:
    """What a change of listings does to the words. Collect with `lose` and `gain`, then `apply` once, at the end."""

    def __init__(self):
        self.changes = Counter()
        self.forms = {}

    def lose(self, text):
        """A listing that held the keys in `text`, separated by spaces, is gone."""
        self.changes.subtract(set(text.split()))

    def gain(self, forms):
        """A listing now holds the words `forms`: {key: as written}."""
        self.changes.update(forms.keys())
        self.forms |= forms

    def apply(self):
        changed = sorted((key, count) for key, count in self.changes.items() if count and key != "|")
        with connection.cursor() as cursor:
            for start in range(0, len(changed), BATCH):
                batch = changed[start : start + BATCH]
                values = [value for key, count in batch for value in (key, self.forms.get(key, key)[:100], count)]
                cursor.execute(COUNT.format(rows=", ".join(["(%s, %s, %s)"] * len(batch))), values)
        Word.objects.filter(count__lte=0).delete()


def allowed(key):
    """How many letters a close word may differ in: none in short words, two in long ones."""
    return 0 if len(key) < 5 else 1 if len(key) < 8 else 2


def near(key, known):
    """At most three of the keys `known` ({key: count}) that are close to `key`, the closest and commonest first.

    Close is: one or two letters away, or the same consonants, as Russian and Ukrainian forms of a name often have.
    """
    limit = allowed(key)
    hits = process.extract(key, known.keys(), scorer=OSA.distance, score_cutoff=limit, limit=None) if limit else []
    distances = {hit: distance for hit, distance, _ in hits if distance}
    bones = VOWELS.sub("", key)
    if len(key) >= 4 and len(bones) >= 3:
        alike = (other for other in known if other[0] == key[0] and VOWELS.sub("", other) == bones)
        distances |= {other: distances.get(other, limit + 1) for other in alike if abs(len(other) - len(key)) < 4}
    return sorted(distances, key=lambda other: (distances[other], -known[other], other))[:MOST]

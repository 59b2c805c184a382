"""The words of the public index: how many listings hold each, and which are close to a word that none holds."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict

from django.db import connection
from rapidfuzz import process
from rapidfuzz.distance import OSA

from initiatives.batching import batches
from initiatives.models import Word

BATCH = 5000
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
            for batch in batches(changed, BATCH):
                values = [value for key, count in batch for value in (key, self.forms.get(key, key)[:100], count)]
                cursor.execute(COUNT.format(rows=", ".join(["(%s, %s, %s)"] * len(batch))), values)
        lost = [key for key, count in changed if count < 0]
        for batch in batches(lost, BATCH):
            Word.objects.filter(key__in=batch, count__lte=0).delete()


class Spellings:
    """All words of the index, read once, for finding those that are close to a word that none of them begins with."""

    def __init__(self):
        self.words = {key: (form, count) for key, form, count in Word.objects.values_list("key", "form", "count")}
        self.sorted = sorted(self.words)
        self.by_length, self.by_bones = defaultdict(list), defaultdict(list)
        for key in self.sorted:
            self.by_length[len(key)].append(key)
            self.by_bones[bones(key)].append(key)

    def has(self, beginning):
        """Whether some word begins so."""
        at = bisect_left(self.sorted, beginning)
        return at < len(self.sorted) and self.sorted[at].startswith(beginning)

    def near(self, key):
        """At most three words as somebody wrote them, close to `key`, the closest and commonest first.

        Close is: one or two letters away, or the same consonants, as Russian and Ukrainian forms of a name often have.
        """
        limit = allowed(key)
        distances = dict.fromkeys(self._alike(key), limit + 1)
        for length in range(len(key) - limit, len(key) + limit + 1) if limit else ():
            words = self.by_length.get(length, ())
            hits = process.extract(key, words, scorer=OSA.distance, score_cutoff=limit, limit=None)
            distances |= {word: distance for word, distance, _ in hits if distance}
        best = sorted(distances, key=lambda word: (distances[word], -self.words[word][1], word))[:MOST]
        return [self.words[word][0] for word in best]

    def _alike(self, key):
        found = bones(key)
        if len(key) < 4 or len(found) < 3:
            return []
        return [word for word in self.by_bones.get(found, ()) if word != key and abs(len(word) - len(key)) < 4]


def bones(key):
    """The first letter and the consonants of a word."""
    return key[0] + VOWELS.sub("", key[1:])


def allowed(key):
    """How many letters a close word may differ in: none in short words, two in long ones."""
    return 0 if len(key) < 5 else 1 if len(key) < 8 else 2

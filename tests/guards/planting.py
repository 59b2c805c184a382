"""Rows full of words that stand nowhere else, so that a page that shows one of them gives itself away.

Each field is filled by its type: a new field is planted by itself.
"""

import random
import re
import uuid
from dataclasses import dataclass, field

from django.db import models

from initiatives.models.fields import PartialDateField

CONSONANTS, VOWELS = "bdfgkmnprstvz", "aeiou"
SHORTEST = 12  # shorter fields can't hold a word that is alone of its kind
FIXED = {"language": "en"}  # pages choose by it


@dataclass(frozen=True)
class Sentinel:
    """What was planted: `label` says where, `pattern` finds it however a page writes it."""

    label: str
    text: str
    pattern: re.Pattern

    def is_in(self, page):
        if self.text.isalpha():  # quicker; a page may begin a sentence with it
            return self.text[1:] in page
        return bool(self.pattern.search(page))


@dataclass
class Garden:
    """Hands out sentinels, each once, in the same order in each run."""

    seed: int
    sentinels: list = field(default_factory=list)
    number: int = 0

    def __post_init__(self):
        self.random = random.Random(self.seed)
        self.number = self.seed * 2000

    def row(self, model, fields, label, **given):
        """{field: value} for a row of `model`; what is `given` is left as it is."""
        values = {name: self.value(model, fields[name], label) for name in fields if name not in given}
        return {name: value for name, value in values.items() if value is not None} | given

    def value(self, model, kind, label):
        """A value that `kind` (a model field) can hold, a sentinel where it can hold one; None for no value."""
        label = f"{label}: {model.__name__}.{kind.name}"
        self.number += 1
        if isinstance(kind, models.ForeignKey | models.ManyToManyField | models.BooleanField | models.AutoField):
            return None
        if kind.choices:
            return next(value for value, _ in reversed(kind.flatchoices) if value)
        return FIXED[kind.name] if kind.name in FIXED else self._by_type(kind, label)

    def _by_type(self, kind, label):
        if isinstance(kind, models.UUIDField):
            text = str(uuid.UUID(int=self.random.getrandbits(128)))
            return self._keep(label, text, re.escape(text))
        if isinstance(kind, PartialDateField | models.DateField):
            return self._date(label) if not isinstance(kind, models.DateTimeField) else None
        if isinstance(kind, models.DecimalField | models.FloatField | models.IntegerField):
            return self._number(label, kind)
        if isinstance(kind, models.JSONField):
            return {"planted": self.word(label)}
        if kind.max_length and kind.max_length < SHORTEST:
            return ("XQZ" * SHORTEST)[: kind.max_length]
        word = self.word(label)
        return f"https://{word}.example.org/" if isinstance(kind, models.URLField) else word

    def word(self, label):
        """A word of twelve letters that no language has."""
        word = "".join(self.random.choice(CONSONANTS) + self.random.choice(VOWELS) for _ in range(6))
        return self._keep(label, word, word)

    def _date(self, label):
        """A day in a year of its own, 1300 to 1999: later fields are later days."""
        year = 1150 + 150 * self.seed + len(self.years())
        return self._keep(label, f"{year}-04-05", rf"(?<![\da-f-]){year}(?![\da-f])")

    def _number(self, label, kind):
        if isinstance(kind, models.DecimalField) and kind.max_digits < 6:  # a coordinate
            text = f"{10 + self.number % 70}.{10 + self.number // 70 % 90}"
            return self._keep(label, text, rf"(?<!\d){text.replace('.', '[.,]')}(?!\d)")
        number = 7_000_001 + 13 * self.number
        millions, thousands, rest = str(number)[:-6], str(number)[-6:-3], str(number)[-3:]
        return self._keep(label, str(number), rf"{millions}\D?{thousands}\D?{rest}")

    def _keep(self, label, text, pattern):
        self.sentinels.append(Sentinel(label, text, re.compile(pattern, re.IGNORECASE)))
        return text

    def years(self):
        return [sentinel.text[:4] for sentinel in self.sentinels if re.fullmatch(r"1\d{3}-04-05", sentinel.text)]

    def words(self):
        return [sentinel.text for sentinel in self.sentinels if sentinel.text.isalpha()]

"""The text index: which listings hold these words."""

from django.db import connection

from initiatives.search import postgres, sqlite
from initiatives.search.folding import fold

LIMIT = 20_000
MAX_WORDS = 32
BACKENDS = {"sqlite": sqlite, "postgresql": postgres}


def match(text, limit=LIMIT):
    """Ids of listings that hold every word of `text`, at most `limit` of them; None where `text` has no word."""
    words = fold(text[:1000]).split()[:MAX_WORDS]
    return BACKENDS[connection.vendor].match(words, limit) if words else None

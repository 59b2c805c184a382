"""The text index: which listings hold these words."""

from django.db import connection

from initiatives.search import postgres, sqlite
from initiatives.search.folding import fold

LIMIT = 20_000
MAX_WORDS = 32
BACKENDS = {"sqlite": sqlite, "postgresql": postgres}


def match(text, limit=LIMIT, *, names_only=False):
    """Ids of listings that hold words beginning with every word of `text`, at most `limit` of them.

    `names_only`: in their titles and other names. None where `text` has no word.
    """
    words = fold(text[:1000]).split()[:MAX_WORDS]
    return BACKENDS[connection.vendor].match(words, limit, names_only=names_only) if words else None

"""The text index: which listings hold these words."""

from dataclasses import dataclass

from django.db import connection
from django.db.models.expressions import RawSQL

from initiatives.search import postgres, sqlite

LIMIT = 20_000
BACKENDS = {"sqlite": sqlite, "postgresql": postgres}


@dataclass(frozen=True)
class Matches:
    """Ids of listings; `named` are those that hold all the words in their names. At most LIMIT of each."""

    ids: list
    named: list

    @property
    def is_exact(self):
        return len(self.ids) < LIMIT


def offered(query, column):
    """A subquery of the `column` ("organisation_id" or "place_id") of offers that hold all words of a Query."""
    return RawSQL(*BACKENDS[connection.vendor].offered(query, column))  # noqa: S611  its column is one of ours


def match(query):
    """The Matches of a Query (search.query), in one query to the database."""
    rows = BACKENDS[connection.vendor].match(query, LIMIT)
    ids = [pk for pk, is_named in rows if not is_named]
    named = [pk for pk, is_named in rows if is_named]
    if query.phrases or query.excluded:
        named = list(set(named).intersection(ids))
    return Matches(ids, named)

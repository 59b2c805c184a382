"""The text index on PostgreSQL: generated tsvector columns on Listing with GIN (migration 0002).

The words are folded already, so the database's own parsing and dictionaries, which depend on its locale, stay out.
"""

from django.db import connection

MATCH = "SELECT initiative_id FROM initiatives_listing WHERE {column} @@ %s::tsquery LIMIT %s"


def expression(words):
    """A tsquery in which every word must begin some word of the text."""
    return " & ".join(f"'{word}':*" for word in words)


def match(words, limit, *, names_only=False):
    statement = MATCH.format(column="names_vector" if names_only else "vector")
    with connection.cursor() as cursor:
        cursor.execute(statement, [expression(words), limit])
        return [row[0] for row in cursor.fetchall()]

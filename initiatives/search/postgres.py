"""The text index on PostgreSQL: a generated tsvector column on Listing with GIN (migration 0002)."""

from django.db import connection

MATCH = """
SELECT initiative_id FROM initiatives_listing WHERE vector @@ to_tsquery('simple', %s) LIMIT %s
"""


def expression(words, weight=""):
    """A tsquery in which every word must begin some word of the text (of the weight "A", the names)."""
    return " & ".join(f"'{word}':*{weight}" for word in words)


def match(words, limit, *, names_only=False):
    with connection.cursor() as cursor:
        cursor.execute(MATCH, [expression(words, "A" if names_only else ""), limit])
        return [row[0] for row in cursor.fetchall()]

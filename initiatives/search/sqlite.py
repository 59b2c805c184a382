"""The text index on SQLite: an FTS5 table over Listing, kept by triggers (migration 0002)."""

from django.db import connection

MATCH = """
SELECT rowid FROM initiatives_listing_text WHERE initiatives_listing_text MATCH %s LIMIT %s
"""


def expression(words):
    """An FTS5 query in which every word must begin some word of the text."""
    return " AND ".join(f'"{word}"*' for word in words)


def match(words, limit, *, names_only=False):
    wanted = f"names : ({expression(words)})" if names_only else expression(words)
    with connection.cursor() as cursor:
        cursor.execute(MATCH, [wanted, limit])
        return [row[0] for row in cursor.fetchall()]

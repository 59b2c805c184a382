"""The text index on SQLite: an FTS5 table over ListingText, kept by triggers (migration 0002)."""

from django.db import connection

FOUND = """
SELECT * FROM (SELECT rowid, 0 FROM initiatives_text_index WHERE initiatives_text_index MATCH %s LIMIT %s)
"""
NAMED = """
UNION ALL SELECT * FROM (SELECT rowid, 1 FROM initiatives_text_index WHERE initiatives_text_index MATCH %s LIMIT %s)
"""
WITHOUT = """
SELECT listing_id, 0 FROM initiatives_listingtext WHERE listing_id NOT IN
(SELECT rowid FROM initiatives_text_index WHERE initiatives_text_index MATCH %s) LIMIT %s
"""


def match(query, limit):
    """[(id, whether the words are in the names)] of a Query; phrases and exclusions hold for the ids only."""
    wanted, unwanted = _wanted(query), " OR ".join(map(_phrase, query.excluded))
    if not wanted:
        return _run(WITHOUT, unwanted, limit)
    expression = f"({wanted}) NOT ({unwanted})" if unwanted else wanted
    return _run(FOUND + NAMED, expression, limit, f"names : ({wanted})", limit)


def offered(query, column):
    """(SQL, values) of the `column` of offers that hold all the words; a subquery."""
    matching = "SELECT rowid FROM initiatives_offer_index WHERE initiatives_offer_index MATCH %s"
    statement = f"SELECT {column} FROM initiatives_offer WHERE {column} IS NOT NULL AND id IN ({matching})"  # noqa: S608
    return statement, [_wanted(query)]


def _wanted(query):
    words = [" OR ".join(f"({_all(keys)})" for keys in ways) for ways in query.words]
    return " AND ".join([f"({word})" for word in words] + [_phrase(keys) for keys in query.phrases])


def _all(keys):
    return " AND ".join(f'"{key}"*' for key in keys)


def _phrase(keys):
    """The keys next to each other, as whole words."""
    return '"' + " ".join(keys) + '"'


def _run(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()

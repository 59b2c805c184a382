"""The text index on PostgreSQL: generated tsvector columns on ListingText with GIN (migrations 0002 and 0003).

The words are folded already, so the database's own parsing and dictionaries, which depend on its locale, stay out.
A phrase is found by its words first and then read in the text.
"""

from django.db import connection

FOUND = "SELECT listing_id, 0 FROM initiatives_listingtext WHERE {where} LIMIT %s"
NAMED = "SELECT listing_id, 1 FROM initiatives_listingtext WHERE names_vector @@ %s::tsquery LIMIT %s"
PHRASE = "' ' || names || ' | ' || text || ' ' {like} %s"


def match(query, limit):
    """[(id, whether the words are in the names)] of a Query; phrases and exclusions hold for the ids only."""
    wanted = _wanted(query)
    where, values = _where(query, wanted)
    if not wanted:
        return _run((FOUND.format(where=where), [*values, limit]))
    return _run(
        (FOUND.format(where=where), [*values, limit]),
        (NAMED, [wanted, limit]),
    )


def offered(query, column):
    """(SQL, values) of the `column` of offers that hold all the words; a subquery."""
    where = f"{column} IS NOT NULL AND vector @@ %s::tsquery"
    return f"SELECT {column} FROM initiatives_offer WHERE {where}", [_wanted(query)]  # noqa: S608  its column is one of ours


def _where(query, wanted):
    """(condition, its values)"""
    words = [f"!'{keys[0]}'" for keys in query.excluded if len(keys) == 1]
    whole = " & ".join(filter(None, [wanted, *words]))
    parts = [("vector @@ %s::tsquery", whole)] if whole else []
    parts += [(PHRASE.format(like="LIKE"), _whole(keys)) for keys in query.phrases]
    parts += [(PHRASE.format(like="NOT LIKE"), _whole(keys)) for keys in query.excluded if len(keys) > 1]
    return " AND ".join(condition for condition, _ in parts), [value for _, value in parts]


def _whole(keys):
    return f"% {' '.join(keys)} %"


def _wanted(query):
    words = [" | ".join(f"({_all(keys, ':*')})" for keys in ways) for ways in query.words]
    return " & ".join([f"({word})" for word in words] + [_all(keys, "") for keys in query.phrases])


def _all(keys, ending):
    return " & ".join(f"'{key}'{ending}" for key in keys)


def _run(*parts):
    statement = " UNION ALL ".join(f"({text})" for text, _ in parts)
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for _, values in parts for value in values])
        return cursor.fetchall()

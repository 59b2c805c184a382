"""What a column may be that is called otherwise than ours: a proposal for whoever assigns the columns, no more."""

from functools import cache

from rapidfuzz import fuzz, process

from initiatives.imports.reading import headers
from initiatives.imports.reading.header_names import NAMES
from initiatives.search.folding import fold
from initiatives.vocabulary import SERBIAN_LATIN

LIKE = 80  # of 100: a slip of the pen or another ending
SHORTEST = 4  # letters of a word that is compared with slips

# Words of partners' headers, the telling ones before those that stand beside them ("Project start", "Name of donor").
WORDS = {
    "start": "start_date", "begin": "start_date", "beginning": "start_date", "started": "start_date",
    "end": "end_date", "finish": "end_date", "ended": "end_date", "closing": "end_date",
    "country": "countries", "countries": "countries", "donor": "funders", "donors": "funders", "funder": "funders",
    "funding": "funders", "partner": "partners", "partners": "partners", "implementer": "implementers",
    "implementing": "implementers", "lead": "lead", "organisation": "lead", "organization": "lead",
    "location": "places", "locations": "places", "place": "places", "city": "places", "region": "places",
    "theme": "themes", "sector": "themes", "topic": "themes", "keyword": "keywords", "tags": "keywords",
    "website": "website", "url": "website", "link": "website", "web": "website", "source": "source_url",
    "status": "status", "type": "kind", "summary": "summary", "abstract": "summary", "description": "description",
    "activities": "activities", "activity": "activities", "beneficiary": "beneficiaries",
    "beneficiaries": "beneficiaries", "title": "title", "name": "title", "project": "title", "initiative": "title",
}  # fmt: skip


@cache
def _foreign():
    """{folded name of a column in any language: the column}"""
    return {
        fold(spelling): column
        for columns in NAMES.values()
        for column, names in columns.items()
        for name in names
        for spelling in (name, name.translate(SERBIAN_LATIN))
    }


def guess(cell):
    """The column that a header cell may name, "" where nothing is like it."""
    if len(cell) > headers.SHOWN:
        return ""
    return headers.column_of(cell) or _by_word(cell) or _alike(fold(cell)) or _foreign_word(cell)


def _by_word(cell):
    words = fold(cell).split()
    return next((column for word, column in WORDS.items() if word in words), "")


def _alike(name):
    known = {**_foreign(), **{word: column for word, column in WORDS.items() if len(word) >= SHORTEST}}
    if len(name) < SHORTEST:
        return ""
    found = process.extractOne(name, known.keys(), scorer=fuzz.ratio, score_cutoff=LIKE)
    return known[found[0]] if found else ""


def _foreign_word(cell):
    """By the first of its words that is the name of a column in some language."""
    return next((column for word in fold(cell).split() if (column := _foreign().get(word))), "")

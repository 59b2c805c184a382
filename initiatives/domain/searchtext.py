"""The words under which a public profile is found, in the form that search compares."""

import re
from functools import lru_cache

from django.conf import settings
from django.utils.translation import override

from initiatives.search.folding import bare
from initiatives.search.romanising import joined, keys

LONGEST = 200_000  # characters of a listing that are searched; PostgreSQL takes a megabyte of words
HYPHENED = re.compile(r"\w+(?:[-‐‑]\w+)+")
BETWEEN = " | "  # fields do not run into each other: a phrase stands in one of them


def names_of(profile):
    """Titles in every language and other names."""
    yield from (text.title for text in profile.texts.values())
    yield from (row["name"] for row, _ in profile.aliases)


def words_of(profile):
    """Everything public that a reader may search for, names apart."""
    for text in profile.texts.values():
        yield from (text.summary, text.mission, text.description)
    for line in profile.support:
        yield from (line.organisation.name, *line.organisation.other_names, line.programme, line.purpose)
    for place in (*profile.places, *(place for event in profile.activities for place in event.places)):
        yield from (place.name, *place.other_names)
    for country in (*profile.countries, *profile.participant_countries):
        yield from (*country.names.values(), *country.other_names.splitlines())
    for entries in profile.terms.values():
        yield from (label for entry in entries for label in labels(entry))
    yield from labels(profile.kind) if profile.kind else ()
    yield from profile.keywords
    for event in profile.activities:
        yield from (event.title, event.description, *event.topics, *labels(event.type))
    yield from (claim.text for claim in profile.claims)
    yield from (source.title for _, source in profile.sources)


@lru_cache(maxsize=500)
def labels(entry):
    """What a vocabulary entry is called in the six languages, and its aliases."""
    found = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            found.append(str(entry.label))
    return (*dict.fromkeys(found), *entry.aliases)


def searched(fields):
    """(text of keys, {key: as written}) of `fields`; each field once, words with hyphens also joined."""
    texts, forms, wholes = [], {}, set()
    for field in dict.fromkeys(filter(None, fields)):
        text, found, extra = _field(field)
        if text:
            texts.append(text)
            forms |= found
            wholes |= extra
    text = BETWEEN.join(texts)
    if wholes:
        text = BETWEEN.join([text, " ".join(sorted(wholes))])
    forms |= {word: word for word in wholes}
    if len(text) <= LONGEST:
        return text, forms
    text = text[:LONGEST].rpartition(" ")[0]
    return text, {key: forms[key] for key in forms.keys() & set(text.split())}


@lru_cache(maxsize=20_000)
def _field(text):
    """(text of keys, {key: as written}, joined keys of words with hyphens)"""
    found, parts = keys(text), HYPHENED.findall(bare(text))
    wholes = {whole for part in parts if (whole := joined(found for found, _ in keys(part)))}
    return " ".join(key for key, _ in found), dict(found), wholes

"""The words under which a public profile is found, in the form that search compares."""

import re
from functools import lru_cache

from django.conf import settings
from django.utils.translation import override

from initiatives.search.folding import bare
from initiatives.search.postings import BETWEEN
from initiatives.search.romanising import joined, keys

LONGEST = 200_000  # characters of a listing that are searched; PostgreSQL takes a megabyte of words
HYPHEN = re.compile("[-‐‑]")
HYPHENED = re.compile(r"\w+(?:[-‐‑]\w+)+")


def names_of(profile):
    """Groups of texts: titles in every language and other names."""
    yield tuple(text.title for text in profile.texts.values())
    yield tuple(row["name"] for row, _ in profile.aliases)


def words_of(profile):
    """Groups of all public texts that a reader may search for, names apart. What many profiles share is one group."""
    for text in profile.texts.values():
        yield text.summary, text.mission, text.description
    for line in profile.support:
        yield line.organisation.name, *line.organisation.other_names
        yield line.programme, line.purpose
    for place in (*profile.places, *(place for event in profile.activities for place in event.places)):
        yield place.name, *place.other_names
    for country in (*profile.countries, *profile.participant_countries):
        yield *country.names.values(), *country.other_names.splitlines()
    for entries in profile.terms.values():
        yield from map(labels, entries)
    yield labels(profile.kind) if profile.kind else ()
    yield profile.keywords
    for event in profile.activities:
        yield event.title, event.description, *event.topics
        yield labels(event.type)
    yield tuple(claim.text for claim in profile.claims)
    yield tuple(source.title for _, source in profile.sources)


@lru_cache(maxsize=500)
def labels(entry):
    """What a vocabulary entry is called in the six languages, and its aliases."""
    found = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            found.append(str(entry.label))
    return (*dict.fromkeys(found), *entry.aliases)


def searched(groups):
    """(text of keys, {key: as written}) of `groups` of texts; each group once, words with hyphens also joined."""
    texts, forms, wholes = [], {}, set()
    for group in dict.fromkeys(groups):
        text, found, extra = _group(group)
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
def _group(fields):
    """(text of keys, {key: as written}, joined keys of words with hyphens)"""
    texts, forms, wholes = [], {}, set()
    for field in dict.fromkeys(filter(None, fields)):
        found, parts = keys(field), HYPHENED.findall(bare(field)) if HYPHEN.search(field) else ()
        if found:
            texts.append(" ".join(key for key, _ in found))
        forms |= dict(found)
        wholes |= {whole for part in parts if (whole := joined(found for found, _ in keys(part)))}
    return BETWEEN.join(texts), forms, wholes

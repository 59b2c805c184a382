"""What the public index holds of one profile: the row of its Listing, its words, its facets."""

import datetime as dt

from initiatives.domain import cards, profiles
from initiatives.domain.searchtext import names_of, searched, words_of
from initiatives.models import Country, Initiative, Listing, ListingText
from initiatives.models.copying import insert_packed, pack
from initiatives.search.folding import sort_key
from initiatives.search.postings import NAMES, TEXT
from initiatives.visibility import NAME_ONLY

LISTED = ("initiative_id", "card", "facets", "title_key", "start_key", "updated_key")  # fields of a Listing
UNKNOWN_TIME = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def built(found, rows, gain, lookups, regions):
    """([the values of LISTED], {pk: (names, text)}) of the documents `found` that are public; needs no database.

    `rows`: identities; `gain`: what takes the words of each, {key: as written}; `lookups`: of the documents; `regions`:
    of `regions`.
    """
    public = {profile.id: profile for profile in profiles.build(found, with_consented=False, lookups=lookups)}
    listings = [row_of(rows[key], public[key], found[key], regions) for key in public]
    return listings, {rows[key][0]: text_of(profile, gain) for key, profile in public.items()}


def regions():
    """{code of a country: region}"""
    return dict(Country.objects.values_list("code", "region"))


def packed(listings, texts):
    """[Packed] of listings that are not there, to be written in this order."""
    rows = ((pk, *text) for pk, text in texts.items())
    return [pack(Listing, LISTED, listings), pack(ListingText, ("listing_id", "names", "text"), rows)]


def store(listings, texts):
    """Write listings that are not there."""
    for rows in packed(listings, texts):
        insert_packed(rows)


def replace(pk, old, new, postings):
    """`old` and `new`: (words of the names, words of all else)."""
    postings.replace(NAMES, pk, old[0], new[0])
    postings.replace(TEXT, pk, " ".join(old), " ".join(new))


def identities(**wanted):
    """{uuid: (pk, moment of the last change)} of initiatives."""
    rows = Initiative.objects.filter(**wanted).values_list("uuid", "pk", "updated_at")
    return {str(key): (pk, updated) for key, pk, updated in rows}


def row_of(identity, profile, document, regions):
    """The values of LISTED."""
    pk, updated = identity
    name_only = document["sensitivity"] in NAME_ONLY
    main = profile.texts.get("en") or profile.texts[profile.original_language]
    facets = " ".join(sorted(f"{name}:{value}" for name, value in facets_of(profile, regions)))
    moment = UNKNOWN_TIME if name_only else updated
    return pk, cards.pack(profile), facets, sort_key(main.title), profile.start_date, moment


def text_of(profile, gain):
    names, forms = searched(names_of(profile))
    text, more = searched(words_of(profile))
    gain(more | forms)
    return names, text


def facets_of(profile, regions):
    """The (facet, value) pairs under which a public Profile is found. Days are ISO 8601."""
    yield from (("country", country.code) for country in profile.countries)
    yield from (("region", regions[country.code]) for country in profile.countries if regions.get(country.code))
    for name, entries in profile.terms.items():
        yield from ((name, entry.slug) for entry in entries)
    if profile.kind is None:
        return
    yield "kind", profile.kind.slug
    yield "status", profile.status.slug
    yield from (("activity", event.type.slug) for event in profile.activities)
    yield from (("language", code) for code in profile.texts)
    if profile.start_date:
        yield "year", profile.start_date[:4]
    if profile.standing.as_of:
        yield "evidence", profile.standing.as_of.latest.isoformat()
    if profile.end_date:
        yield "ends", profile.end_date.latest.isoformat()

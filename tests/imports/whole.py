"""Everything that the directory and its public index say, for a comparison of before and after."""

import json

from pyroaring import BitMap

from initiatives.domain import documents
from initiatives.domain.facets import Criteria, link_counts, select
from initiatives.domain.shapes import SHAPES
from initiatives.models import Initiative, Listing, ListingText, Offer, Organisation, Place, Posting, Word


def directory():
    """{(subject, key): its document as text}"""
    found = {}
    for subject, shape in SHAPES.items():
        keys = [str(key) for key in shape.model._base_manager.values_list(shape.key, flat=True)]
        read = documents.read(subject, keys)
        found |= {(subject, key): json.dumps(document, ensure_ascii=False) for key, document in read.items()}
    return found


def index(*words):
    """What the index holds and counts; every id by its UUID, and without the times of change."""
    ids = {pk: str(key) for pk, key in Initiative.objects.values_list("pk", "uuid")}
    others = {
        (model, pk): str(key) for model in (Organisation, Place) for pk, key in model.objects.values_list("pk", "uuid")
    }
    listings = {
        ids[row.pk]: ({**row.card, "updated": ""}, row.facets, row.title_key, row.start_key)
        for row in Listing.objects.all()
    }
    offers = {
        others[(Organisation, row.organisation_id) if row.organisation_id else (Place, row.place_id)]: row.words
        for row in Offer.objects.all()
    }
    return {
        "listings": listings,
        "texts": {ids[row.pk]: (row.names, row.text) for row in ListingText.objects.all()},
        "postings": _postings(),
        "offers": offers,
        "words": dict(Word.objects.values_list("key", "count")),
        "counts": [
            (select(Criteria(text=word)).counts, link_counts(select(Criteria(text=word)))) for word in ("", *words)
        ],
        "found": {word: sorted(ids[pk] for pk in select(Criteria(text=word)).ids) for word in words},
    }


def _postings():
    found = {}
    for row in Posting.objects.all():
        found.setdefault((row.key, row.part), set()).update(BitMap.deserialize(bytes(row.ids)))
    return {key: ids for key, ids in found.items() if ids}

"""Rows for tests of pages, files and the admin: written through the door, so that lists and counts know them."""

from initiatives.models import Initiative, Organisation, Place, Source
from tests.domain import made


def make_initiative(title=None, *, countries=("UA",), stage="published", sensitivity="open", **more):
    """An Initiative with one English text; `more` are parts of its document (domain.documents)."""
    key = made.initiative(title, countries=list(countries), stage=stage, sensitivity=sensitivity, **more)
    return Initiative.objects.get(uuid=key)


def make_organisation(name=None, **more):
    return Organisation.objects.get(uuid=made.organisation(name, **more))


def make_place(name=None, *, country="UA", **more):
    made.country(country)
    return Place.objects.get(uuid=made.place(name, country=country, **more))


def make_source(title=None, **more):
    return Source.objects.get(uuid=made.source(title, **more))


def make_full(title=None, *, number=1, **more):
    """An Initiative with something in every part, to be seen on every page."""
    place = make_place(f"Town {number}", precision="admin1")
    publisher = make_organisation(f"Publisher {number}", slug=f"publisher-{number}")
    source = make_source(
        f"Page {number}", url=f"https://example.org/{number}", date="2021-06", publisher=str(publisher.uuid)
    )
    funder, partner = make_organisation(f"Funder {number}"), make_organisation(f"Partner {number}")
    parts = {
        "kind": "platform",
        "status": "ongoing",
        "status_date": "2021-06",
        "start_date": "2018-02",
        "places": [str(place.uuid)],
        "verified_date": "2026-11-21",
        "verification": "source-checked",
        "terms": [{"list": "theme", "slug": "dialogue"}, {"list": "keyword", "slug": "bridge"}],
        "funders": [{"organisation": str(funder.uuid), "programme": "A programme", "start": "2019"}],
        "partners": [{"organisation": str(partner.uuid), "role": "partner"}],
        "activities": [activity(places=[str(place.uuid)])],
        "claims": [{"key": "reach", "text": "Around 15 million people reached by the media.", "state": "claimed"}],
        "citations": [{"source": str(source.uuid), "field": "*"}],
    }
    return make_initiative(title, **(parts | more))


def activity(key="marathon", **more):
    """The row of an activity in an initiative's document."""
    return {"key": key, "type": "dialogue-marathon", "title": f"The {key}", "state": "held", "start": "2017-04"} | more


def cite(source, field, **more):
    """The row of a citation in a document."""
    return {"source": str(source.uuid), "field": field} | more

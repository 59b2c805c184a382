"""A draft in five fields: enough to be found again, with its source from the beginning."""

import uuid

from django.db import transaction

from initiatives.domain import editing
from initiatives.models import Initiative, Source


def known_source(url):
    """The Source entered first under this address, None where there is none."""
    return Source.objects.filter(url=url).order_by("pk").first()


@transaction.atomic
def draft(*, slug, kind, country, title, summary, language, source_url, source_title, by):
    """Make an Initiative in the stage draft that cites its source for everything.

    A source with this address is used as it is; else it is made. `country`: a code. Raises IntegrityError where the
    address `slug` is taken.
    """
    known = known_source(source_url)
    source = str(known.uuid) if known else _made("source", by, url=source_url, title=source_title)
    key = _made(
        "initiative",
        by,
        slug=slug,
        kind=kind,
        stage="draft",
        countries=[country],
        texts=[{"language": language, "title": title, "summary": summary}],
        citations=[{"source": source, "field": "*"}],
    )
    return Initiative.objects.get(uuid=key)


def _made(subject, by, **values):
    key = str(uuid.uuid4())
    editing.write(subject, {key: values | {"uuid": key}}, by=by, act="created")
    return key

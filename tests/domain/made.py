"""Documents for tests: small, complete, with whatever the test names."""

import uuid
from itertools import count

from initiatives.domain import editing
from initiatives.models import Country

_numbers = count(1)


def country(code="UA", **values):
    names = {f"name_{language}": f"Country {code}" for language in ("en", "uk", "sq", "ky", "ru", "sr")}
    defaults = names | {"alpha3": f"{code}X", "region": "eastern-europe"}
    return Country.objects.get_or_create(code=code, defaults=defaults | values)[0]


def write(subject, **values):
    """Write one profile through the door; its document key."""
    key = values.setdefault("uuid", str(uuid.uuid4()))
    editing.write(subject, {key: values}, by=None, act="created")
    return key


def organisation(name=None, **values):
    number = next(_numbers)
    return write(
        "organisation", **({"slug": f"organisation-{number}", "name": name or f"Organisation {number}"} | values)
    )


def place(name=None, **values):
    return write("place", **({"name": name or f"Place {next(_numbers)}"} | values))


def source(title=None, **values):
    return write("source", **({"title": title or f"Source {next(_numbers)}"} | values))


def initiative(title=None, **values):
    """A published initiative in Ukraine, unless told otherwise; the key of its document."""
    number = next(_numbers)
    for code in values.setdefault("countries", ["UA"]):
        country(code)
    texts = [{"language": "en", "title": title or f"Initiative {number}", "summary": "A summary."}]
    defaults = {"slug": f"initiative-{number}", "kind": "project", "stage": "published", "texts": texts}
    defaults["inclusion_criterion"] = "works-on-conflict"
    return write("initiative", **(defaults | values))

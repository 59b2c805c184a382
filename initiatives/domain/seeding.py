"""The source profiles: fixtures read as documents and written through the door, never over what a person changed."""

import json
from collections import defaultdict
from dataclasses import dataclass, field

from django.apps import apps
from django.db import IntegrityError, transaction

from initiatives.domain import documents, editing
from initiatives.domain.shapes import SHAPES, SUBJECTS, key_name
from initiatives.models import Change

# Organisations and countries cite sources, and sources are published by organisations: so those are written twice.
ORDER = ("country", "organisation", "place", "source", "organisation", "country", "initiative")
CITING = {"country", "organisation"}


@dataclass
class Report:
    """What it did. `left`: {(subject, key): why} of what people changed or deleted, and of what clashes with it."""

    made: int = 0
    updated: int = 0
    left: dict = field(default_factory=dict)


@transaction.atomic
def load(paths):
    """Write the profiles of the fixture files `paths`; the Report. A second time it changes nothing."""
    wanted = read_fixtures(paths)
    touched = _touched_by_people()
    report = Report()
    for position, subject in enumerate(ORDER):
        last = subject not in ORDER[position + 1 :]
        _write(subject, wanted[subject], touched, report, whole=last)
    return report


def read_fixtures(paths):
    """{subject: {key: document}} of files in the format of `loaddata` with natural keys."""
    found, rows = defaultdict(dict), []
    for path in paths:
        for item in json.loads(path.read_text()):
            model = apps.get_model(item["model"])
            if model in SUBJECTS:
                values = _plain(model, item["fields"])
                key = item.get("pk") or values["uuid"]
                found[SUBJECTS[model]][key] = values | {key_name(model): key}
            else:
                rows.append((model, item["fields"]))
    for model, fields in rows:
        subject, name = _place(model, fields)
        values = _plain(model, fields)
        found[subject][values.pop(subject)].setdefault(name, []).append(values)
    return found


def _plain(model, fields):
    """The values of a fixture's row as documents hold them: a natural key ["…"] is the key itself."""
    links = {field.name for field in model._meta.many_to_many}
    return {name: [_key(item) for item in value] if name in links else _key(value) for name, value in fields.items()}


def _key(value):
    return value[0] if isinstance(value, list) else value


def _place(model, fields):
    """(subject, name of the rows) of a row by its owner."""
    for subject, shape in SHAPES.items():
        for name, table in shape.rows.items():
            if table.model is model and fields.get(subject):
                return subject, name
    raise ValueError(f"{model.__name__} belongs to no profile: {fields}")


def _touched_by_people():
    """{(subject, key)} with an act other than loading in the ledger."""
    return set(Change.objects.exclude(act="loaded").values_list("subject", "key"))


def _write(subject, wanted, touched, report, *, whole):
    existing = documents.read(subject, list(wanted))
    free = {key: document for key, document in wanted.items() if (subject, key) not in touched}
    if not whole:
        free = {key: document | {"citations": []} for key, document in free.items() if key not in existing}
    changed, clashing = _write_or_leave(subject, free)
    report.made += len([key for key in changed if key not in existing])
    if whole:
        report.updated += len(
            [key for key in changed if key in existing and not _made_just_now(subject, existing[key])]
        )
        report.left |= {(subject, key): "people have changed it" for key in wanted if key not in free}
        report.left |= {(subject, key): why for key, why in clashing.items()}


def _made_just_now(subject, document):
    return subject in CITING and not document["citations"]


def _write_or_leave(subject, wanted):
    """(keys changed, {key: why} of what clashes): all at once, or one by one where one of them clashes."""
    try:
        with transaction.atomic():
            return editing.write(subject, wanted, by=None, act="loaded"), {}
    except (IntegrityError, LookupError) as error:
        if len(wanted) == 1:
            return [], dict.fromkeys(wanted, str(error))
    changed, clashing = [], {}
    for key, document in wanted.items():
        keys, reasons = _write_or_leave(subject, {key: document})
        changed += keys
        clashing |= reasons
    return changed, clashing

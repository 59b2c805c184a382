"""Words taken out of values, so that what is left is still what its field may hold."""

import json

from django.db.models import EmailField, JSONField, SlugField, URLField

from initiatives.domain import documents
from initiatives.domain.recognising import row_key
from initiatives.domain.shapes import SHAPES
from initiatives.domain.spellings import REMOVED
from initiatives.models.fields import PartialDateField

SLUG = "removed-{}"
CODES = {"language", "currency", "checksum", "uuid", "digest", "username", "password"}
IDENTIFYING = {"contacts": "value", "identifiers": "value", "terms": "slug"}  # rows that are nothing without it


def document(subject, found, sought):
    """The document `found` without what is `sought`; the same object where it held nothing of it."""
    if found is None or not any(sought.is_in(text) for text in texts(found)):
        return found
    shape = SHAPES[subject]
    clean = _row(shape.root, found, sought)
    for name, table in shape.rows.items():
        clean[name] = _rows(name, table, found.get(name, ()), sought)
    clean = documents.canonical(subject, clean)
    return found if clean == documents.canonical(subject, found) else clean


def _rows(name, table, rows, sought):
    kept = {}
    for row in rows:
        clean = _row(table, row, sought)
        if not _is_lost(name, row, clean):
            kept.setdefault(row_key(name, clean), clean)
    return list(kept.values())


def _is_lost(name, row, clean):
    field = IDENTIFYING.get(name)
    return (field and row[field] != clean[field]) or (name == "aliases" and clean["name"] == REMOVED != row["name"])


def _row(table, row, sought):
    return row | {name: text(table.fields[name], row[name], sought) for name in table.texts if row.get(name)}


def text(field, value, sought):
    """What the text `value` of a model's field becomes."""
    if field.flatchoices or isinstance(field, PartialDateField) or field.name in CODES:
        return value
    if _parsed(value) is not None:
        return of_json(value, sought)
    if not sought.is_in(value):
        return value
    if isinstance(field, URLField | EmailField):
        sought.removed(value)
        return ""
    is_path = field.name == "field" and not value.startswith("aliases.")  # of a citation
    return sought.removed(value, SLUG if isinstance(field, SlugField) or is_path else REMOVED)[: field.max_length]


def value(field, held, sought):
    """What a value of any text or JSON field becomes."""
    return of_json(held, sought) if isinstance(field, JSONField) else text(field, held, sought)


def of_json(held, sought):
    """A JSON value without what is sought, in its texts and names; texts that are JSON themselves are opened."""
    if isinstance(held, dict):
        return {sought.removed(name): of_json(item, sought) for name, item in held.items()}
    if isinstance(held, list | tuple):
        return [of_json(item, sought) for item in held]
    if not isinstance(held, str):
        return held
    inner = _parsed(held)
    if inner is None:
        return sought.removed(held)
    clean = of_json(inner, sought)
    return held if clean == inner else json.dumps(clean, ensure_ascii=False)


def texts(held):
    """Every text and name in a JSON value, those in texts that are JSON themselves too."""
    if isinstance(held, dict):
        for name, item in held.items():
            yield name
            yield from texts(item)
    elif isinstance(held, list | tuple):
        for item in held:
            yield from texts(item)
    elif isinstance(held, str):
        inner = _parsed(held)
        yield from (held,) if inner is None else texts(inner)


def _parsed(held):
    """The list or object that the text `held` is in JSON, else None."""
    if held[:1] not in ("[", "{"):
        return None
    try:
        found = json.loads(held)
    except ValueError:
        return None
    return found if isinstance(found, list | dict) else None

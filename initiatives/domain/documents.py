"""One document per profile: a root row with everything that belongs to it, as one canonical JSON object.

    {"uuid": "…", "slug": "…", "countries": ["UA"], "parent": null, "texts": [{"language": "en", …}], …}

References are the other profile's UUID (a country: its code), so a document can name what is not written yet.
Rows stand in canonical order. The same document is what the ledger keeps, what an import plans, what undo restores
and what version tokens are made of. Written and read back, it is equal.
"""

import hashlib
import json
from collections import defaultdict
from functools import partial

import orjson

from initiatives.domain.shapes import SHAPES, key_name, plain

_sorted_json = json.JSONEncoder(sort_keys=True, ensure_ascii=False).encode
_order = partial(orjson.dumps, option=orjson.OPT_SORT_KEYS)  # of rows that have the same names in them


def ordered(rows):
    return sorted(rows, key=_order) if len(rows) > 1 else rows


def canonical(subject, document):
    """`document` with every value in its stored form and every list in canonical order; missing parts are empty."""
    shape = SHAPES[subject]
    rows = {
        name: ordered([_canonical_row(table, row) for row in document.get(name, ())])
        for name, table in shape.rows.items()
    }
    return _canonical_row(shape.root, document) | rows


def _canonical_row(table, row):
    values, texts = table.blank.copy(), table.texts
    for name, value in row.items():
        if name in texts and isinstance(value, str):
            values[name] = value if type(value) is str else str(value)
        elif name in table.references:
            values[name] = value or None
        elif name in table.fields and (value is not None or values[name] is not None):
            values[name] = plain(table.fields[name].to_python(value), table.fields[name])
    for name in table.varying - row.keys() if table.varying else ():
        values[name] = plain(table.fields[name].get_default(), table.fields[name])
    for name in table.links:
        values[name] = sorted(row.get(name, ()))
    return values


def copied(document):
    """A document that can be changed without changing `document`."""
    return orjson.loads(orjson.dumps(document))


def token(document):
    """The version token of a document: 16 hex digits; "" for none."""
    if document is None:
        return ""
    return hashlib.sha256(_sorted_json(document).encode()).hexdigest()[:16]


def read(subject, keys):
    """{key: document} of those `keys` that exist, in a constant number of queries."""
    if not keys:
        return {}
    shape = SHAPES[subject]
    found = _read_table(shape.root, {f"{shape.key}__in": list(keys)})
    documents = {pk: row for pk, _, row in found}
    for name, table in shape.rows.items():
        grouped = defaultdict(list)
        for _, owner, row in _read_table(table, {f"{table.owner}__in": list(documents)}):
            grouped[owner].append(row)
        for pk, document in documents.items():
            document[name] = ordered(grouped[pk])
    return {document[shape.key]: document for document in documents.values()}


def read_one(subject, key):
    """The document of one profile, None where there is none."""
    return read(subject, [key]).get(str(key))


def _read_table(table, condition):
    """[(pk, owner pk or None, row)]"""
    paths = ["pk", f"{table.owner}_id" if table.owner else "pk", *table.paths]
    found = []
    for pk, owner, *values in table.model._base_manager.filter(**condition).order_by().values_list(*paths):
        pairs = zip(table.fields.items(), values, strict=True)
        row = {name: value if type(value) is str else plain(value, field) for (name, field), value in pairs}
        found.append((pk, owner, row))
    for name, field in table.links.items():
        linked = _read_links(field, [pk for pk, _, _ in found])
        for pk, _, row in found:
            row[name] = sorted(linked[pk])
    return found


def _read_links(field, pks):
    """{pk: [keys]} of a many-to-many field."""
    source, target = field.m2m_field_name(), field.m2m_reverse_field_name()
    path = f"{target}__{key_name(field.related_model)}"
    linked = defaultdict(list)
    through = field.remote_field.through.objects
    for pk, key in through.filter(**{f"{source}__in": pks}).values_list(f"{source}_id", path):
        linked[pk].append(str(key))
    return linked

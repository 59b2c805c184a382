"""One document per profile: a root row with everything that belongs to it, as one canonical JSON object.

    {"uuid": "…", "slug": "…", "countries": ["UA"], "parent": null, "texts": [{"language": "en", …}], …}

References are the other profile's UUID (a country: its code), so a document can name what is not written yet.
Rows stand in canonical order. The same document is what the ledger keeps, what an import plans, what undo restores
and what version tokens are made of. Written and read back, it is equal.
"""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.db.models import CharField, DateTimeField, DecimalField, ForeignKey, Model, TextField

from initiatives.models import (
    Activity,
    Alias,
    Citation,
    Claim,
    Contact,
    Country,
    Funder,
    Identifier,
    Initiative,
    InitiativeText,
    Organisation,
    Partner,
    Place,
    Source,
    Term,
)

VARIES = object()  # the default of a field that is new each time
OWNERS = {"initiative", "organisation", "place", "country"}


def key_name(model):
    """The field by which documents refer to a row of `model`."""
    return "code" if model is Country else "uuid"


@dataclass(frozen=True)
class Table:
    """What of one model stands in a document; `owner` is the name of its link to the root, "" for the root itself."""

    model: type[Model]
    owner: str = ""

    @cached_property
    def fields(self):
        """{name: field} without plumbing and without links to any owner."""
        skipped = OWNERS - {"organisation", "country", "place"} if self._refers else OWNERS
        fields = {field.name: field for field in self.model._meta.concrete_fields}
        return {
            name: field
            for name, field in fields.items()
            if not (name == "id" or isinstance(field, DateTimeField) or (self.owner and name in skipped))
        }

    @property
    def _refers(self):
        """Funders and partners name an organisation that does not own them."""
        return self.model in (Funder, Partner)

    @cached_property
    def references(self):
        return {name: field.related_model for name, field in self.fields.items() if isinstance(field, ForeignKey)}

    @cached_property
    def forms(self):
        """[(name, field, whether text stands in it as it is, what stands in it unless told)]"""
        return [
            (name, field, isinstance(field, CharField | TextField), _default(field))
            for name, field in self.fields.items()
        ]

    @cached_property
    def blank(self):
        """{name: what stands in it unless told}, of fields that vary too: those are always told, or set each time."""
        return {name: None if default is VARIES else default for name, _, _, default in self.forms}

    @cached_property
    def varying(self):
        return {name for name, _, _, default in self.forms if default is VARIES}

    @cached_property
    def texts(self):
        """Names of the fields in which text stands as it is."""
        return {name for name, _, is_text, _ in self.forms if is_text and name not in self.references}

    @cached_property
    def links(self):
        return {field.name: field for field in self.model._meta.many_to_many}

    @cached_property
    def paths(self):
        """Lookup paths of `fields`, in order, with references as the other row's key."""
        references = self.references
        return [f"{name}__{key_name(references[name])}" if name in references else name for name in self.fields]


@dataclass(frozen=True)
class Shape:
    """The document of one kind of profile: its root table and the tables of its rows."""

    subject: str
    root: Table
    rows: dict

    @property
    def model(self):
        return self.root.model

    @property
    def key(self):
        return key_name(self.model)


def _shape(subject, model, **rows):
    return Shape(subject, Table(model), {name: Table(row, subject) for name, row in rows.items()})


SHAPES = {
    shape.subject: shape
    for shape in (
        _shape(
            "initiative",
            Initiative,
            texts=InitiativeText,
            terms=Term,
            aliases=Alias,
            identifiers=Identifier,
            funders=Funder,
            partners=Partner,
            activities=Activity,
            claims=Claim,
            contacts=Contact,
            citations=Citation,
        ),
        _shape(
            "organisation", Organisation, aliases=Alias, identifiers=Identifier, contacts=Contact, citations=Citation
        ),
        _shape("place", Place, aliases=Alias),
        _shape("source", Source),
        _shape("country", Country, claims=Claim, citations=Citation),
    )
}
SUBJECTS = {shape.model: subject for subject, shape in SHAPES.items()}


def subject_of(obj):
    """("initiative", "6f1c…"): how the ledger names a root object."""
    subject = SUBJECTS[type(obj)]
    return subject, str(getattr(obj, SHAPES[subject].key))


def plain(value, field):
    """A stored value as JSON holds it: text, integers, booleans and null."""
    if isinstance(field, DecimalField) and value is not None:
        return format(round(value, field.decimal_places), f".{field.decimal_places}f")
    return value if value is None or isinstance(value, bool | int) else str(value)


_sorted_json = json.JSONEncoder(sort_keys=True, ensure_ascii=False).encode


def _default(field):
    return VARIES if field.has_default() and callable(field.default) else plain(field.get_default(), field)


def ordered(rows):
    return sorted(rows, key=_sorted_json) if len(rows) > 1 else rows


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
        if name in texts and type(value) is str:
            values[name] = value
        elif name in table.references:
            values[name] = value or None
        elif name in table.fields:
            values[name] = plain(table.fields[name].to_python(value), table.fields[name])
    for name in table.varying - row.keys():
        values[name] = plain(table.fields[name].get_default(), table.fields[name])
    for name in table.links:
        values[name] = sorted(row.get(name, ()))
    return values


def copied(document):
    """A document that can be changed without changing `document`."""
    if isinstance(document, dict):
        return {name: copied(value) if isinstance(value, list | dict) else value for name, value in document.items()}
    return [copied(value) if isinstance(value, list | dict) else value for value in document]


def token(document):
    """The version token of a document: 16 hex digits; "" for none."""
    if document is None:
        return ""
    return hashlib.sha256(_sorted_json(document).encode()).hexdigest()[:16]


def read(subject, keys):
    """{key: document} of those `keys` that exist, in a constant number of queries."""
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

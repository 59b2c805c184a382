"""What stands in the document of each kind of profile: fields of its root row, and tables of its rows.

Fields and links are read from the models, so that a new one is in it by itself.
"""

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


@dataclass(frozen=True, eq=False)
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


def _default(field):
    return VARIES if field.has_default() and callable(field.default) else plain(field.get_default(), field)

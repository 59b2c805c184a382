"""Which profile refers to which, read from the shapes of the documents, so that a new link is in it by itself."""

from initiatives.batching import batches
from initiatives.domain.shapes import SHAPES, SUBJECTS, key_name

BATCH = 500


def of(subject, document):
    """{(subject, key)} of all that a document refers to."""
    shape = SHAPES[subject]
    found = _of_row(shape.root, document)
    for name, table in shape.rows.items():
        for row in document[name]:
            found |= _of_row(table, row)
    return found


def _of_row(table, row):
    found = {(SUBJECTS[model], row[name]) for name, model in table.references.items() if row[name]}
    return found | {(SUBJECTS[field.related_model], key) for name, field in table.links.items() for key in row[name]}


def to(subject, keys):
    """{(key, subject, key)}: a profile among `keys`, and one that refers to it now."""
    return {
        found
        for batch in batches(keys, BATCH)
        for shape in SHAPES.values()
        for table in (shape.root, *shape.rows.values())
        for found in _rows_that_refer(shape, table, subject, batch)
    }


def _rows_that_refer(shape, table, subject, keys):
    model = SHAPES[subject].model
    linked = {name: field.related_model for name, field in table.links.items()}
    key = f"{table.owner}__{shape.key}" if table.owner else shape.key
    for name, target in {**table.references, **linked}.items():
        if target is model:
            path = f"{name}__{key_name(model)}"
            rows = table.model._base_manager.filter(**{f"{path}__in": keys}).order_by().values_list(path, key)
            yield from ((str(found), shape.subject, str(owner)) for found, owner in rows if owner)


def missing(wanted):
    """Those of `wanted`, {(subject, key)}, that do not exist."""
    return set(wanted) - {
        (subject, str(key))
        for subject, shape in SHAPES.items()
        for batch in batches([key for its, key in wanted if its == subject], BATCH)
        for key in shape.model._base_manager.filter(**{f"{shape.key}__in": batch}).values_list(shape.key, flat=True)
    }

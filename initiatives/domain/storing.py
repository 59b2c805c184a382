"""Documents back into rows, many at a time. Only `domain.editing` calls this: it keeps the ledger and the index."""

from collections import defaultdict

from django.utils import timezone

from initiatives.domain.documents import SHAPES, key_name

BATCH = 2000


def store(subject, documents, before):
    """Make the database say what `documents` say.

    `documents`: {key: document}; `before`: {key: document} of those that exist already. Call inside a transaction.
    Raises IntegrityError where a constraint refuses, LookupError where a document names what does not exist.
    """
    shape = SHAPES[subject]
    pks = _known_references(shape, documents)
    owners = _store_roots(shape, documents, before, pks)
    for name in shape.root.links:
        changed = [key for key in documents if _part(before, key, name) != documents[key][name]]
        _store_links(shape.root.links[name], {owners[key]: documents[key][name] for key in changed}, pks)
    for name, table in shape.rows.items():
        changed = [key for key in documents if _part(before, key, name) != documents[key][name]]
        _store_rows(table, {owners[key]: documents[key][name] for key in changed}, pks)


def remove(subject, keys):
    """Delete the profiles `keys` with all their rows. Raises ProtectedError while others refer to them."""
    shape = SHAPES[subject]
    shape.model._base_manager.filter(**{f"{shape.key}__in": list(keys)}).delete()


def _part(before, key, name):
    return before[key][name] if key in before else []


def _known_references(shape, documents):
    """{(model, key): pk} of all that `documents` refer to and that exists."""
    wanted = defaultdict(set)
    for document in documents.values():
        _collect(shape.root, document, wanted)
        for name, table in shape.rows.items():
            for row in document[name]:
                _collect(table, row, wanted)
    return {
        (model, str(key)): pk
        for model, keys in wanted.items()
        for batch in _batches(sorted(keys))
        for key, pk in model._base_manager.filter(**{f"{key_name(model)}__in": batch}).values_list(
            key_name(model), "pk"
        )
    }


def _collect(table, row, wanted):
    for name, model in table.references.items():
        if row[name]:
            wanted[model].add(row[name])
    for name, field in table.links.items():
        wanted[field.related_model].update(row[name])


def _batches(items):
    return (items[start : start + BATCH] for start in range(0, len(items), BATCH))


def _attributes(table, row, pks, skipped=()):
    """Constructor arguments of one row; references as primary keys."""
    values = {}
    for name, field in table.fields.items():
        if name in skipped:
            continue
        if name in table.references:
            values[field.attname] = _pk(pks, table.references[name], row[name])
        else:
            values[name] = field.to_python(row[name])
    return values


def _pk(pks, model, key):
    if not key:
        return None
    try:
        return pks[model, key]
    except KeyError:
        raise LookupError(f"{model.__name__} {key} does not exist.") from None


def _store_roots(shape, documents, before, pks):
    """Write the root rows; {key: pk}. Links between new profiles are set once all of them exist."""
    table, model = shape.root, shape.model
    own = [name for name, target in table.references.items() if target is model]
    new = [key for key in documents if key not in before]
    made = [model(**_attributes(table, documents[key], pks, own)) for key in new]
    model._base_manager.bulk_create(made, batch_size=BATCH)
    owners = {key: obj.pk for key, obj in zip(new, made, strict=True)}
    pks |= {(model, key): pk for key, pk in owners.items()}
    existing = model._base_manager.filter(**{f"{shape.key}__in": list(before)}).values_list(shape.key, "pk")
    owners |= {str(key): pk for key, pk in existing}
    late = [key for key in new if any(documents[key][name] for name in own)]
    _update_roots(table, owners, {key: documents[key] for key in documents if key in before or key in late}, pks)
    return owners


def _update_roots(table, owners, documents, pks):
    if not documents:
        return
    changed = [table.model(pk=owners[key], **_attributes(table, row, pks)) for key, row in documents.items()]
    names = [field.name for field in table.fields.values() if not field.primary_key]
    if hasattr(table.model, "updated_at"):
        names.append("updated_at")
        for obj in changed:
            obj.updated_at = timezone.now()
    table.model._base_manager.bulk_update(changed, names, batch_size=500)


def _store_links(field, linked, pks):
    """Replace the many-to-many rows of the owners in `linked`: {owner pk: [keys]}."""
    through, source, target = field.remote_field.through, field.m2m_field_name(), field.m2m_reverse_field_name()
    for batch in _batches(list(linked)):
        through.objects.filter(**{f"{source}__in": batch}).delete()
    rows = [
        through(**{f"{source}_id": owner, f"{target}_id": _pk(pks, field.related_model, key)})
        for owner, keys in linked.items()
        for key in keys
    ]
    through.objects.bulk_create(rows, batch_size=BATCH)


def _store_rows(table, rows_of, pks):
    """Replace the rows of the owners in `rows_of`: {owner pk: [rows]}."""
    model = table.model
    for batch in _batches(list(rows_of)):
        model._base_manager.filter(**{f"{table.owner}__in": batch}).delete()
    pairs = [(owner, row) for owner, rows in rows_of.items() for row in rows]
    made = [model(**{f"{table.owner}_id": owner}, **_attributes(table, row, pks)) for owner, row in pairs]
    model._base_manager.bulk_create(made, batch_size=BATCH)
    for name, field in table.links.items():
        _store_links(field, {obj.pk: row[name] for obj, (_, row) in zip(made, pairs, strict=True) if row[name]}, pks)

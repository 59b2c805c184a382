"""Documents back into rows, many at a time. Only `domain.editing` calls this: it keeps the ledger and the index."""

from collections import defaultdict

from django.utils import timezone

from initiatives.batching import batches
from initiatives.domain.shapes import SHAPES, key_name
from initiatives.models.behind import settle
from initiatives.models.copying import fresh_ids, insert, update

BATCH = 2000


def store(subject, documents, before):
    """Make the database say what `documents` say; {key: (primary key, moment of the change)}.

    `documents`: {key: document}; `before`: {key: document} of those that exist already. Call inside a transaction.
    Raises IntegrityError where a constraint refuses, LookupError where a document names what does not exist.
    What is asked of the database is asked first: after that it may store while the next rows are prepared.
    """
    shape, now = SHAPES[subject], timezone.now()
    pks = _known_references(shape, documents)
    owners = _owners(shape, documents, before)
    pks |= {(shape.model, key): pk for key, pk in owners.items()}
    fresh = {owners[key] for key in documents if key not in before}
    changed = {name: _changed(name, documents, before, owners) for name in (*shape.root.links, *shape.rows)}
    ids = {
        name: fresh_ids(table.model, sum(map(len, changed[name].values())))
        for name, table in shape.rows.items()
        if table.links
    }
    _store_roots(shape, documents, before, owners, pks, now)
    for name, field in shape.root.links.items():
        _store_links(field, changed[name], pks, fresh=fresh)
    for name, table in shape.rows.items():
        _store_rows(table, changed[name], pks, fresh=fresh, ids=ids.get(name))
    return {key: (pk, now) for key, pk in owners.items()}


def remove(subject, keys):
    """Delete the profiles `keys` with all their rows. Raises ProtectedError while others refer to them."""
    shape = SHAPES[subject]
    shape.model._base_manager.filter(**{f"{shape.key}__in": list(keys)}).delete()


def _changed(name, documents, before, owners):
    """{pk: what stands in the list `name` now} of those where it changed."""
    return {
        owners[key]: document[name]
        for key, document in documents.items()
        if document[name] != (before[key][name] if key in before else [])
    }


def _known_references(shape, documents):
    """{(model, key): pk} of all that `documents` refer to and that exists."""
    wanted = defaultdict(set)
    for document in documents.values():
        _collect(shape.root, document, wanted)
        for name, table in shape.rows.items():
            for row in document[name]:
                _collect(table, row, wanted)
    if wanted.get(shape.model, set()) - documents.keys():
        settle()
    return {
        (model, str(key)): pk
        for model, keys in wanted.items()
        for batch in batches(sorted(keys), BATCH)
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


def _columns(table):
    """The fields that a row of `table` is written with."""
    return [field.attname for field in table.fields.values()]


def _values(table, row, pks):
    """What stands in these fields; references as primary keys."""
    references = table.references
    if not references:
        return [row[name] for name in table.fields]
    return [_pk(pks, references[name], row[name]) if name in references else row[name] for name in table.fields]


def _pk(pks, model, key):
    if not key:
        return None
    try:
        return pks[model, key]
    except KeyError:
        raise LookupError(f"{model.__name__} {key} does not exist.") from None


def _owners(shape, documents, before):
    """{key: pk} of the root rows. New ones get theirs before they are written: they may name each other."""
    model = shape.model
    new = [key for key in documents if key not in before]
    is_own_key = shape.key == model._meta.pk.name
    owners = {key: key for key in new} if is_own_key else dict(zip(new, fresh_ids(model, len(new)), strict=True))
    existing = model._base_manager.filter(**{f"{shape.key}__in": list(before)}).values_list(shape.key, "pk")
    return owners | {str(key): pk for key, pk in existing}


def _store_roots(shape, documents, before, owners, pks, now):
    table, model = shape.root, shape.model
    is_own_key = shape.key == model._meta.pk.name
    moments = [name for name in ("created_at", "updated_at") if hasattr(model, name)]
    names, told = ([] if is_own_key else ["id"]) + moments, [now] * len(moments)
    new = [key for key in documents if key not in before]
    rows = ([*([] if is_own_key else [owners[key]]), *told, *_values(table, documents[key], pks)] for key in new)
    insert(model, [*names, *_columns(table)], rows)
    _update_roots(table, owners, {key: documents[key] for key in documents if key in before}, before, pks, now)


def _update_roots(table, owners, documents, before, pks, now):
    """Write what stands in the root row where that changed; the moment of the change for all."""
    model = table.model
    names = [name for name, field in table.fields.items() if not field.primary_key]
    if hasattr(model, "updated_at"):
        for batch in batches([owners[key] for key in documents], BATCH):
            model._base_manager.filter(pk__in=batch).update(updated_at=now)
    changed = [key for key in documents if any(documents[key][name] != before[key][name] for name in names)]
    if changed:
        columns = [table.fields[name].attname for name in names]
        places = [place for place, field in enumerate(table.fields.values()) if not field.primary_key]
        rows = (
            [owners[key], *(values[place] for place in places)]
            for key in changed
            for values in [_values(table, documents[key], pks)]
        )
        update(model, [model._meta.pk.attname, *columns], rows)


def _store_links(field, linked, pks, *, fresh=()):
    """Replace the many-to-many rows of the owners in `linked`: {owner pk: [keys]}. `fresh` ones have none yet."""
    through, source, target = field.remote_field.through, field.m2m_field_name(), field.m2m_reverse_field_name()
    for batch in batches([owner for owner in linked if owner not in fresh], BATCH):
        through.objects.filter(**{f"{source}__in": batch}).delete()
    rows = [(owner, _pk(pks, field.related_model, key)) for owner, keys in linked.items() for key in keys]
    if rows:
        insert(through, [f"{source}_id", f"{target}_id"], rows)


def _store_rows(table, rows_of, pks, *, fresh=(), ids=None):
    """Replace the rows of the owners in `rows_of`: {owner pk: [rows]}. `fresh` ones have none yet; `ids` for the rows
    of a table with links."""
    model = table.model
    for batch in batches([owner for owner in rows_of if owner not in fresh], BATCH):
        model._base_manager.filter(**{f"{table.owner}__in": batch}).delete()
    pairs = [(owner, row) for owner, rows in rows_of.items() for row in rows]
    if not pairs:
        return
    if not table.links:
        insert(
            model, [f"{table.owner}_id", *_columns(table)], ([owner, *_values(table, row, pks)] for owner, row in pairs)
        )
        return
    rows = ([pk, owner, *_values(table, row, pks)] for pk, (owner, row) in zip(ids, pairs, strict=True))
    insert(model, ["id", f"{table.owner}_id", *_columns(table)], rows)
    for name, field in table.links.items():
        linked = {pk: row[name] for pk, (_, row) in zip(ids, pairs, strict=True) if row[name]}
        _store_links(field, linked, pks, fresh=linked)

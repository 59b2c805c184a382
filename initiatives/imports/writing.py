"""A kept plan into the directory: everything it planned, in chunks, the public index once at the end."""

from django.db import connection

from initiatives.beside import beside
from initiatives.domain import bulk, editing
from initiatives.domain.lookups import Lookups
from initiatives.imports.pacing import paced
from initiatives.imports.planned import ORDER
from initiatives.models import PlannedRow
from initiatives.models.behind import behind, overtaking, settle

BATCH = 500
OWN_REFERENCES = """
SELECT conname FROM pg_constraint WHERE contype = 'f' AND condeferrable
AND confrelid = 'initiatives_initiative'::regclass AND conrelid <> confrelid
"""
FEW = 4000  # planned rows that fit in memory all at once


def prepared(run):
    """The rows to write, for `write`, read before its transaction so that this is shorter; None where they are many."""
    if _rows(run, ORDER)[FEW:].exists():
        return None
    return {subject: list(_batches(run, subject)) for subject in ORDER}


@paced()
def write(run, *, by, rows=None):
    """Write all that `run` planned, each profile under the token of what the plan saw. Call inside a transaction.

    `rows`: what `prepared` gave. Raises editing.Stale where a profile has changed since, IntegrityError or LookupError
    where the directory no longer fits. The index is locked from the last step on only: until then nobody's saving
    waits.
    """
    with behind(), beside(bulk.Maker().do, rows=run.counts.get("new", 0)) as helper:
        _check_own_at_once()
        index = bulk.Refresh(helper)
        for subject in ORDER:
            settle()  # what is referred to is there
            with overtaking():
                for batch in _batches(run, subject) if rows is None else rows[subject]:
                    _write(subject, batch, by, index)
        if connection.vendor == "postgresql":
            connection.check_constraints()  # now, not when the index is locked
        index.finish()


def _check_own_at_once():
    """Let PostgreSQL check with each row what refers to an initiative: those are this transaction's own by then.

    References to all else are checked at the end, since a check locks what is referred to until the transaction ends:
    who deletes that, or merges it with another, would wait as long.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(OWN_REFERENCES)
            names = ", ".join(connection.ops.quote_name(name) for (name,) in cursor.fetchall())
            cursor.execute(f"SET CONSTRAINTS {names} IMMEDIATE")


def _write(subject, batch, by, index):
    """Write documents of one kind."""
    planned = {row.key: (row.pk, row.before, row.document) for row in batch}
    new = {row.key: row.document for row in batch if row.before is None}
    shown = bulk.public(new) if subject == "initiative" else {}
    lookups = Lookups(shown.values()) if shown else None
    stored = editing.write_planned(subject, planned, by=by)
    index.add(subject, [key for key in stored if key not in new])
    index.add_new(subject, list(new))
    if shown:
        index.list_new(shown, stored, lookups)


def _rows(run, subjects):
    return PlannedRow.objects.filter(run=run, subject__in=subjects, outcome__in=("new", "changed")).order_by("pk")


def _batches(run, subject):
    """Lists of what stands in the PlannedRows, in their order."""
    rows = _rows(run, [subject]).values_list("pk", "key", "before", "document", named=True)
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        yield batch
        last = batch[-1].pk

"""A table's plan, kept row by row as it is made: a plan of any length needs the memory of one batch."""

from django.db import transaction

from initiatives.batching import batches
from initiatives.imports import plan as planning
from initiatives.imports.pausing import cycles_sought_seldom
from initiatives.imports.planned import Totals
from initiatives.models import PlannedRow
from initiatives.models.copying import insert

AT_ONCE = 250  # rows of one transaction: on SQLite nobody else saves meanwhile
COLUMNS = (
    "run_id", "line", "subject", "key", "title", "outcome", "before", "document", "problems", "cells",
    "has_remarks", "proposals", "choice",
)  # fmt: skip


@cycles_sought_seldom()
def keep(table, run, *, progress=None):
    """Plan `table` and store a PlannedRow for each of its rows under the ImportRun `run`; the counts of the plan.

    `progress`: called with the number of rows read so far, after each batch; what it raises stops the plan.
    """
    totals = Totals()
    if not table.is_refused:
        for batch in planning.batches(table, by=run.by, publish=run.publish):
            for few in batches(batch, AT_ONCE):
                store(run, few)
            totals.add(batch)
            if progress:
                progress(totals.read)
    return totals.counts


@transaction.atomic
def store(run, planned):
    """Store Planned rows, in their order."""
    insert(PlannedRow, COLUMNS, (_row(run, row) for row in planned))


def _row(run, row):
    return (
        run.pk,
        row.line,
        row.subject,
        row.key,
        row.title[:300],
        row.outcome,
        row.before,
        row.document,
        [problem.as_dict() for problem in row.problems],
        row.cells,
        bool(row.problems),
        list(row.proposals),
        "",
    )

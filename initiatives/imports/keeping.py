"""A table's plan, kept row by row as it is made: a plan of any length needs the memory of one batch."""

from functools import partial

from initiatives.batching import batches
from initiatives.imports import plan as planning
from initiatives.imports.pacing import paced
from initiatives.imports.planned import Totals
from initiatives.models import PlannedRow
from initiatives.models.behind import behind, overtaking
from initiatives.models.copying import insert, insert_packed, pack

AT_ONCE = 250  # rows of one transaction: on SQLite nobody else saves meanwhile
COLUMNS = (
    "run_id", "line", "subject", "key", "title", "outcome", "before", "document", "problems", "cells",
    "has_remarks", "proposals", "choice",
)  # fmt: skip


@paced()
def keep(table, run, *, progress=None):
    """Plan `table` and store a PlannedRow for each of its rows under the ImportRun `run`; the counts of the plan.

    `progress`: called with the number of rows read so far, after each batch; what it raises stops the plan.
    """
    totals = Totals()
    if not table.is_refused:
        with behind(), overtaking():
            for found, packed in planning.batches(table, by=run.by, publish=run.publish, form=partial(_packed, run.pk)):
                totals.join(found)
                if progress:
                    progress(totals.read)
                for few in packed:
                    insert_packed(few)
    return totals.counts


def store(run, planned):
    """Store Planned rows, in their order."""
    insert(PlannedRow, COLUMNS, (_row(run.pk, row) for row in planned))


def _packed(run, rows):
    """(Totals, [Packed]) of Planned rows."""
    totals = Totals()
    totals.add(rows)
    few = batches(rows, AT_ONCE)
    return totals, [pack(PlannedRow, COLUMNS, (_row(run, row) for row in planned)) for planned in few]


def _row(run, row):
    return (
        run,
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

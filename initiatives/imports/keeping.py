"""The plan of a file, kept as PlannedRows batch by batch, so that a page can say how far it is."""

from django.db import transaction

from initiatives.imports import plan as planning
from initiatives.models import PlannedRow

BATCH = 500


def keep(table, run, *, by, publish, progress):
    """Plan the rows of `table` and keep them as the PlannedRows of `run`; the counts of the plan.

    Each batch is committed by itself. `progress` is called with the number of rows read so far after each of them,
    outside of any transaction; what it raises ends the work.
    """
    plan = planning.make(table, by=by, publish=publish)
    for start in range(0, len(plan.rows), BATCH):
        batch = plan.rows[start : start + BATCH]
        with transaction.atomic():
            PlannedRow.objects.bulk_create([_row(run, planned) for planned in batch])
        progress(min(start + BATCH, len(table.rows)))
    return plan.counts


def _row(run, planned):
    return PlannedRow(
        run=run,
        line=planned.line,
        subject=planned.subject,
        key=planned.key,
        title=planned.title[:300],
        outcome=planned.outcome,
        before=planned.before,
        document=planned.document,
        problems=[problem.as_dict() for problem in planned.problems],
        has_remarks=bool(planned.problems),
    )

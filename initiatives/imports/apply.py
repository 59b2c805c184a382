"""A plan into the directory: kept as an ImportRun, confirmed, written through the door, all or nothing."""

import hashlib

from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives.domain import documents, editing
from initiatives.domain.publishing import Refused
from initiatives.imports import plan as planning
from initiatives.imports import reading
from initiatives.models import ImportRun, PlannedRow

ORDER = ("place", "organisation", "source", "initiative")
BATCH = 500


def preview(data, *, file_name, by=None, encoding="", valid_only=False, publish=False):
    """Read and plan the bytes of a file, and keep the plan as an ImportRun to be confirmed. Changes no profile."""
    plan = planning.make(reading.read(data, encoding), by=by, publish=publish)
    return keep(plan, data, file_name=file_name, by=by, encoding=encoding, valid_only=valid_only, publish=publish)


@transaction.atomic
def keep(plan, data, *, file_name, by=None, encoding="", valid_only=False, publish=False):
    """The ImportRun that holds `plan`, with a PlannedRow for each of its rows."""
    run = ImportRun.objects.create(
        file_name=file_name[-255:],
        checksum=hashlib.sha256(data).hexdigest(),
        encoding=encoding or "utf-8",
        state="refused" if plan.is_refused else "previewed",
        valid_only=valid_only,
        publish=publish,
        counts=plan.counts,
        problems=[problem.as_dict() for problem in plan.file_problems],
        by=by,
    )
    rows = (_row(run, planned) for planned in plan.rows)
    PlannedRow.objects.bulk_create(rows, batch_size=BATCH)
    return run


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
        proposals=list(planned.proposals),
    )


def apply(run, *, by=None):
    """Write exactly what the run planned, in one transaction; its counts.

    Raises Refused, with a sentence, where the run was not only previewed, holds errors without `valid_only`, would
    publish without the right, or no longer fits the directory; editing.Stale where a profile has changed since.
    """
    try:
        return _apply(run, by)
    except (DatabaseError, LookupError) as error:
        raise Refused(_("The directory has changed since the preview. Preview the file again.")) from error


@transaction.atomic
def _apply(run, by):
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    _must_be_ready(run, by)
    for subject in ORDER:
        _write(run, subject, by)
    run.state, run.applied_at = "applied", timezone.now()
    run.save(update_fields=["state", "applied_at"])
    return run.counts


def _must_be_ready(run, by):
    if run.state != "previewed":
        raise Refused(_("This import was %(state)s already.") % {"state": run.get_state_display()})
    if run.rows.filter(outcome="problem").exists() and not run.valid_only:
        raise Refused(_("The file holds errors. Mend them, or import only the good rows."))
    if run.publish and by is not None and not by.has_perm("initiatives.publish_initiative"):
        raise Refused(_("You may not publish. Import the file as drafts."))


def _write(run, subject, by):
    """Write the documents of one kind, in batches; each under the token of what the preview saw."""
    rows = run.rows.filter(subject=subject, outcome__in=("new", "changed")).order_by("pk")
    keys = list(rows.values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        batch = PlannedRow.objects.filter(pk__in=keys[start : start + BATCH])
        wanted = {row.key: _document(row, run.publish) for row in batch}
        tokens = {row.key: documents.token(row.before) for row in batch}
        editing.write(subject, wanted, by=by, act="imported", run=run, tokens=tokens)


def _document(row, publish):
    if publish and row.subject == "initiative" and row.outcome == "new":
        return row.document | {"stage": "published"}
    return row.document


def cancel(run):
    """Forget the plan of a run that was not applied; that it was cancelled stays."""
    with transaction.atomic():
        run = ImportRun.objects.select_for_update().get(pk=run.pk)
        if run.state != "previewed":
            raise Refused(_("This import was %(state)s already.") % {"state": run.get_state_display()})
        run.rows.all().delete()
        run.state = "cancelled"
        run.save(update_fields=["state"])

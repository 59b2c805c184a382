"""The life of an import: begun, read, confirmed, saved; or refused, cancelled, interrupted and begun again.

Whoever works on a run is its `worker` (imports.leases). Each step locks the run's row, looks whether the step is still
possible, and commits the new state together with its effect. So a run is applied once, whoever dies or asks twice.
"""

import hashlib
import time
from contextlib import contextmanager
from functools import partial

from django.db import DatabaseError, OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives.domain import editing
from initiatives.domain.publishing import Refused
from initiatives.imports import assigning, bounds, keeping, leases, uploads, writing
from initiatives.imports.holding import Stopped, busy_sentence, locked, past
from initiatives.models import ImportRun
from initiatives.models.importrun import WORKING

READ = ("state", "worker", "counts", "problems", "encoding", "encoding_guessed", "header")  # told by reading


def begin(data, *, file_name, by=None, encoding="", valid_only=False, publish=False, worker="", total=0):
    """A run that is about to be read by `worker`, or waits for one."""
    return ImportRun.objects.create(
        file_name=file_name[-255:],
        checksum=hashlib.sha256(data).hexdigest(),
        encoding=encoding,
        state="reading",
        valid_only=valid_only,
        publish=publish,
        by=by,
        worker=worker,
        total=total,
    )


def take(pk, state, *, worker):
    """The run, now in the hands of `worker`. Raises Stopped where it no longer waits for one in this state."""
    with locked(pk, wait=True) as run:
        if (run.state, run.worker) != (state, ""):
            raise Stopped
        run.worker = worker
        run.save(update_fields=["worker"])
    return run


def begin_again(run, *, worker=""):
    """Put a run whose reading was interrupted back to its beginning. Raises Refused where its file is gone."""
    with locked(run.pk) as held:
        if held.counts or not leases.is_interrupted(held, locked=True):
            raise Refused(_("This import was not interrupted."))
        if not uploads.path(held).exists():
            raise Refused(_("The file is no longer here. Upload it again."))
        held.state, held.worker, held.message, held.done = "reading", worker, "", 0
        held.save(update_fields=["state", "worker", "message", "done"])
    return held


# --- reading and checking ---


def read(run, table=None, *, asks=False):
    """Plan the rows of the run's file and keep the plan: the run is previewed, or refused. Changes no profile.

    `table`: of that file, where it is read already; `asks`: wait for somebody to assign the columns where the header
    lacks some that are needed. Raises Stopped where the run is cancelled meanwhile.
    """
    with _working(run):
        table = assigning.table_of(run, uploads.read(run)) if table is None else table
        report = partial(_report, run, len(table.rows))
        report(0)
        run.rows.all().delete()
        counts = keeping.keep(table, run, progress=report)
        _end_reading(run, table, counts, _state_after(table, asks))
    run.refresh_from_db()
    if run.state == "refused":
        uploads.forget(run)


def _report(run, total, done):
    rows = ImportRun.objects.filter(pk=run.pk, state="reading", worker=run.worker)
    if not rows.update(done=done, total=total):
        raise Stopped


def _state_after(table, asks):
    if asks and table.lacks_columns:
        return "mapping"
    return "refused" if table.is_refused else "previewed"


def _end_reading(run, table, counts, state):
    with locked(run.pk, wait=True) as held:
        planned = held.rows.filter(subject="initiative")
        if (held.state, held.worker) != ("reading", run.worker) or planned.count() != counts["rows"]:
            raise Stopped
        held.state, held.worker, held.header = state, "", table.header.standing if table.header else ""
        held.counts = {} if state == "mapping" else counts | {"remarks": planned.filter(has_remarks=True).count()}
        held.problems = [problem.as_dict() for problem in table.problems]
        held.encoding, held.encoding_guessed = table.encoding, table.guessed
        held.save(update_fields=READ)


# --- confirming and saving ---


def confirm(run, *, by=None, worker="", valid_only=False):
    """Take the run for saving exactly what it planned, with `valid_only` its good rows; nothing is written yet.

    Raises Refused, with a sentence, where it is not only previewed or interrupted, holds errors without `valid_only`,
    or would publish without the right.
    """
    with locked(run.pk) as held:
        held.valid_only |= valid_only
        _must_be_ready(held, by)
        held.state, held.worker, held.confirmed_by, held.message = "saving", worker, by, ""
        held.save(update_fields=["state", "worker", "confirmed_by", "message", "valid_only"])
    return held


def _must_be_ready(run, by):
    if not is_planned(run, locked=True):
        raise past(run)
    if run.rows.filter(outcome="problem").exists() and not run.valid_only:
        raise Refused(_("The file holds errors. Mend them, or import only the good rows."))
    if run.publish and by is not None and not by.has_perm("initiatives.publish_initiative"):
        raise Refused(_("You may not publish. Import the file as drafts."))


def is_planned(run, *, locked=False):
    """Whether there is a whole plan that nobody is saving."""
    return run.state == "previewed" or (bool(run.counts) and leases.is_interrupted(run, locked=locked))


def save(run):
    """Write the plan of a run taken by `confirm`, in one transaction; its counts.

    Raises Refused or editing.Stale where the plan no longer fits the directory; then nothing is written, and the run
    is as before it was confirmed.
    """
    with _working(run):
        try:
            counts = _save(run, writing.prepared(run))
        except editing.Stale:
            _release(run, "previewed", stale_sentence())
            raise
        except Refused as refused:
            _release(run, "previewed", str(refused))
            raise
        except (DatabaseError, LookupError) as error:
            sentence = busy_sentence() if _is_busy(error) else unfit_sentence()
            _release(run, "previewed", sentence)
            raise Refused(sentence) from error
    uploads.forget(run)
    return counts


@transaction.atomic
def _save(run, rows):
    held = ImportRun.objects.select_for_update().get(pk=run.pk)
    if (held.state, held.worker) != ("saving", run.worker):
        raise Stopped
    if held.confirmed_by and not bounds.is_within(held, held.confirmed_by):
        raise Refused(_("Some of these profiles are no longer within your countries. Upload the file again."))
    began = time.monotonic()
    writing.write(held, by=held.confirmed_by, rows=rows)
    held.state, held.worker, held.applied_at = "applied", "", timezone.now()
    held.seconds = time.monotonic() - began
    held.save(update_fields=["state", "worker", "applied_at", "seconds"])
    return held.counts


# --- ending ---


def cancel(run):
    """Forget the plan and the file of a run that is not applied nor being saved; that it was cancelled stays."""
    with locked(run.pk) as held:
        if not can_cancel(held, locked=True):
            raise past(held)
        held.rows.all().delete()
        held.state, held.worker, held.problems = "cancelled", "", []
        held.save(update_fields=["state", "worker", "problems"])
    uploads.forget(run)


def can_cancel(run, *, locked=False):
    if run.state in ("reading", "mapping", "previewed", "interrupted"):
        return True
    return run.state == "saving" and (not run.worker or leases.is_interrupted(run, locked=locked))


def give_up(run):
    """Say of a run whose worker is gone that it was interrupted; nothing where it is alive after all."""
    with locked(run.pk) as held:
        if held.state in WORKING and leases.is_interrupted(held, locked=True):
            held.state, held.worker = "interrupted", ""
            held.save(update_fields=["state", "worker"])


@contextmanager
def _working(run):
    """What ends early, for whatever reason but a kill, says so on the run."""
    try:
        yield
    except Stopped:
        ended = ImportRun.objects.filter(pk=run.pk, state="cancelled")
        if ended.exists():
            run.rows.all().delete()
        raise
    except BaseException:
        _release(run, "interrupted", "")
        raise


def _release(run, state, message):
    rows = ImportRun.objects.filter(pk=run.pk, state__in=WORKING, worker=run.worker)
    rows.update(state=state, worker="", message=message)


def _is_busy(error):
    return isinstance(error, OperationalError)


def unfit_sentence():
    return _("The directory has changed since the preview. Preview the file again.")


def stale_sentence():
    return _("A profile has changed since the preview. Nothing was written: upload the file again.")

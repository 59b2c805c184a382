"""An import taken back, as a run of its own: what it made is deleted, what it changed is as it was before.

What was edited since stays and is listed, or goes too if the editor says so. What profiles that stay refer to stays.
"""

from collections import Counter
from contextlib import contextmanager

from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives.domain import editing
from initiatives.domain.publishing import Refused
from initiatives.imports import keeping
from initiatives.imports.outlook import Outlook, of_run
from initiatives.imports.planned import SAME, Planned
from initiatives.imports.problems import WARNING, Problem
from initiatives.models import ImportRun

ACT = "undone"


def preview(run, *, by=None, take_edited=False):
    """The Outlook of undoing `run`. Writes nothing. Raises Refused where the run can't be undone."""
    _must_be_an_applied_import(run)
    outlook = Outlook(of_run(run), by=by, take_edited=take_edited)
    _must_do_something(run, outlook)
    return outlook


def undo(run, *, by=None, take_edited=False, seen=None):
    """Take `run` back in one transaction; (the ImportRun of the undo, its Outlook).

    `take_edited`: profiles edited since go too, to the state before the run. Nothing comes back that was deleted
    since, and what was hidden since stays hidden (`imports.hidden`). `seen`: the token of the Outlook that the editor
    agreed to. Raises Refused, with a sentence, where the run was not applied, was undone already with nothing more to
    take, or the outlook is no longer the one seen; then nothing is written.
    """
    with all_or_nothing():
        return _undo(run, by, take_edited, seen)


@contextmanager
def all_or_nothing():
    """One transaction; Refused where somebody else writes the same at this moment."""
    try:
        with transaction.atomic():
            yield
    except (editing.Stale, DatabaseError, LookupError) as error:
        raise Refused(
            _("Somebody changed these profiles at the same moment. Nothing was undone: try again.")
        ) from error


def must_be_the_one_seen(outlook, seen):
    if seen != outlook.token:
        raise Refused(_("Profiles have changed since you looked. Nothing was undone: look again."))


def _undo(run, by, take_edited, seen):
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    _must_be_an_applied_import(run)
    outlook = Outlook(of_run(run), by=by, take_edited=take_edited, read=editing.lock)
    _must_do_something(run, outlook)
    if seen is not None:
        must_be_the_one_seen(outlook, seen)
    record = _record(run, outlook, by)
    write(outlook, by=by, run=record)
    run.state = "undone"
    run.save(update_fields=["state"])
    return record, outlook


def _must_be_an_applied_import(run):
    if run.undoes_id:
        raise Refused(_("An undo can't be undone. Import the file again."))
    if run.state not in ("applied", "undone"):
        raise Refused(
            _("Only an import that was applied can be undone. This one is: %(state)s.")
            % {"state": run.get_state_display()}
        )


def _must_do_something(run, outlook):
    if run.state == "undone" and outlook.does_nothing:
        raise Refused(_("This import was undone already."))


def _record(run, outlook, by):
    """The ImportRun of the undo; what it leaves is kept as rows with a remark each."""
    record = ImportRun.objects.create(
        file_name=run.file_name,
        checksum=run.checksum,
        encoding=run.encoding,
        state="applied",
        counts=outlook.counts | _listed(outlook.left),
        by=by,
        applied_at=timezone.now(),
        undoes=run,
    )
    keeping.store(record, map(_planned, outlook.left))
    return record


def _listed(left):
    """The counts of the rows that the page of the undo lists (admin.plans)."""
    found = Counter(row.subject for row in left)
    own = found.pop("initiative", 0)
    return {f"{subject}s": count for subject, count in found.items()} | (
        dict.fromkeys(("rows", "same", "remarks"), own) if own else {}
    )


def _planned(left):
    return Planned(0, left.subject, left.key, left.title, SAME, problems=(Problem(0, "", "", left.reason, WARNING),))


def write(outlook, *, by, run=None, reason=""):
    """Do what the Outlook says, within a transaction in which its documents were read by `editing.lock`."""
    told = {"by": by, "act": ACT, "run": run, "reason": reason}
    for subject, keys in outlook.free():
        editing.delete(subject, keys, **told)
    for subject, wanted, tokens in outlook.restored():
        editing.write(subject, wanted, tokens=tokens, **told)
    for subject, keys in outlook.rest():
        editing.delete(subject, keys, **told)

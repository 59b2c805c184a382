"""An import at once, in this process: what the shell and tests do. Pages use imports.tasks, which can also wait."""

from initiatives.imports import leases, reading, runs


def preview(data, *, file_name, by=None, encoding="", valid_only=False, publish=False):
    """Read and plan the bytes of a file, and keep the plan as an ImportRun to be confirmed. Changes no profile.

    The columns are called as the contract says: what somebody assigned on a page is not asked for here.
    """
    chosen = {"by": by, "encoding": encoding, "valid_only": valid_only, "publish": publish}
    with leases.beating(leases.a_name("shell")) as worker:
        run = runs.begin(data, file_name=file_name, worker=worker, **chosen)
        runs.read(run, reading.read(data, encoding))
    return run


def apply(run, *, by=None, valid_only=False):
    """Write exactly what the run planned, in one transaction; its counts.

    Raises Refused, with a sentence, where the run can't be confirmed or no longer fits the directory; editing.Stale
    where a profile has changed since.
    """
    with leases.beating(leases.a_name("shell")) as worker:
        return runs.save(runs.confirm(run, by=by, worker=worker, valid_only=valid_only))


cancel = runs.cancel

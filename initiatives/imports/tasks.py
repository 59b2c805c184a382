"""What a page asks for: a small file is read and saved at once, a large one (settings.IMPORT_…_AT_ONCE) by a worker.

A job never fails in the queue: what became of it stands on the run, and nothing of the file in the results of tasks.
"""

import logging
import traceback

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from initiatives.domain import editing
from initiatives.domain.publishing import Refused
from initiatives.imports import assigning, housekeeping, leases, reading, runs, uploads

logger = logging.getLogger(__name__)


def receive(data, *, file_name, by, encoding="", publish=False):
    """The run of an uploaded file: previewed or refused, waiting for somebody to assign its columns, or, where it is
    large, waiting for a worker.

    Also a large file is read to its end here, before its rows are checked: a fault in its last line refuses it at once.
    """
    housekeeping.tidy()
    table = reading.read(data, encoding, columns=assigning.known())
    chosen = {"file_name": file_name, "by": by, "encoding": encoding, "publish": publish, "total": len(table.rows)}

    def begin(worker):
        run = runs.begin(data, worker=worker, **chosen)
        uploads.store(run, data)
        return run

    return _read(table, len(data), begin)


def assign(run, header, columns, *, by):
    """Read the file of a run again, with a column or "" for each cell of its Header; remembered for its shape.

    The run, as `receive` gives it. Raises Refused where the run has gone on or its file is gone.
    """
    data = _file_of(run)
    table = reading.read(data, assigning.said_encoding(run), columns={header.shape: columns})

    def begin(worker):
        begun = assigning.begin_anew(run, worker=worker, total=len(table.rows))
        assigning.remember(header.cells, columns, by=by)
        return begun

    return _read(table, len(data), begin)


def _read(table, size, begin):
    """The run that `begin` makes in the hands of a worker, "" for none yet; read at once, or in the queue if large."""
    if _is_large(len(table.rows), size):
        with transaction.atomic():
            run = begin("")
            _enqueue(read_upload, run)
        return run
    with leases.beating(leases.a_name("web")) as worker:
        with transaction.atomic():
            run = begin(worker)
        runs.read(run, table, asks=True)
    return run


def header_of(run):
    """The Header of a run's file, None where its columns can't be assigned. Raises Refused where the file is gone."""
    return reading.peek(_file_of(run), assigning.said_encoding(run), assigning.known()).header


def _file_of(run):
    try:
        return uploads.read(run)
    except FileNotFoundError as error:
        raise Refused(_("The file is no longer here. Upload it again.")) from error


def read_again(run):
    """Let a worker read a file whose reading was interrupted. Raises Refused as runs.begin_again does."""
    with transaction.atomic():
        _enqueue(read_upload, runs.begin_again(run))


def confirm(run, *, by, valid_only=False):
    """Save the run's plan: its counts, or None where it is large and a worker will save it. Raises as runs.save."""
    if is_large(run):
        with transaction.atomic():
            _enqueue(save_plan, runs.confirm(run, by=by, valid_only=valid_only))
        return None
    with leases.beating(leases.a_name("web")) as worker:
        return runs.save(runs.confirm(run, by=by, worker=worker, valid_only=valid_only))


def is_large(run):
    return _is_large(run.total, uploads.size(run))


def _is_large(rows, size):
    return rows >= settings.IMPORT_ROWS_AT_ONCE or size > settings.IMPORT_BYTES_AT_ONCE


def _enqueue(job, run):
    job.enqueue(run.pk, translation.get_language())


@task(takes_context=True)
def read_upload(context, pk, language):
    _work(pk, language, lambda: runs.read(runs.take(pk, "reading", worker=_worker(context)), asks=True))


@task(takes_context=True)
def save_plan(context, pk, language):
    _work(pk, language, lambda: runs.save(runs.take(pk, "saving", worker=_worker(context))))


def _worker(context):
    return context.task_result.worker_ids[-1]


def _work(pk, language, work):
    """Do it in the language of the person who asked; what goes wrong is logged without a word of the file."""
    try:
        with translation.override(language):
            work()
    except (runs.Stopped, Refused, editing.Stale):
        logger.info("Import %s ended early; its page says why.", pk)
    except Exception as error:
        where = "".join(traceback.format_tb(error.__traceback__))
        logger.error("Import %s was interrupted by a %s:\n%s", pk, type(error).__name__, where)

"""Who is at work on an import, and whether they are still alive.

A process says so every BEAT seconds, from a thread with a connection of its own; who has not been seen for LEASE
seconds is dead. On SQLite nobody can say anything while somebody saves: there, whoever saves is alive as long as the
database is locked.
"""

import datetime as dt
import os
import sqlite3
import threading
import uuid
from contextlib import closing, contextmanager
from itertools import chain

from django.db import DatabaseError, connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from initiatives.models import Heartbeat
from initiatives.models.importrun import WORKING

BEAT, LEASE = 10, 60  # seconds


def a_name(kind):
    """A worker's name that no other has, such as "web-712-9f31c0"."""
    return f"{kind}-{os.getpid()}-{uuid.uuid4().hex[:6]}"


@contextmanager
def beating(name, *, takes_jobs=False):
    """Be seen as `name` until the block ends, however it ends; only a killed process leaves its last beat behind."""
    _beat(name, takes_jobs)
    stop = threading.Event()
    thread = threading.Thread(target=_keep_beating, args=(name, takes_jobs, stop), daemon=True)
    thread.start()
    try:
        yield name
    finally:
        stop.set()
        thread.join()
        Heartbeat.objects.filter(name=name).delete()


def _keep_beating(name, takes_jobs, stop):
    try:
        while not stop.wait(BEAT):
            try:
                _beat(name, takes_jobs)
            except DatabaseError:  # locked, or away for a moment: the next beat tries again
                connection.close()
    finally:
        connection.close()


def _beat(name, takes_jobs):
    Heartbeat.objects.update_or_create(name=name, defaults={"seen_at": timezone.now(), "takes_jobs": takes_jobs})


def living():
    return Heartbeat.objects.filter(seen_at__gt=timezone.now() - dt.timedelta(seconds=LEASE))


def is_worker_seen():
    """Whether a process that takes jobs was seen in the last minute."""
    return living().filter(takes_jobs=True).exists()


def is_waiting(run):
    """Whether the run's job lies in the queue, taken by no worker yet."""
    return run.state in WORKING and not run.worker and _jobs(run).ready().exists()


def _jobs(run):
    return DBTaskResult.objects.filter(args_kwargs__args__0=run.pk)


def _is_in_hands(run):
    """Whether a living worker has the run, or its job: it takes that first, and says so on the run a little later."""
    takers = () if run.worker else _jobs(run).running().values_list("worker_ids", flat=True)
    return living().filter(name__in=[run.worker, *chain.from_iterable(takers)]).exists()


def is_interrupted(run, *, locked=False):
    """Whether whoever worked on the run is gone, so that it can be begun again. Asks only, changes nothing.

    `locked`: whether the caller has locked the run, so that nobody else can be saving it.
    """
    if run.state == "interrupted":
        return True
    if run.state not in WORKING or is_waiting(run) or _is_in_hands(run):
        return False
    return locked or run.state != "saving" or not _is_locked()


def _is_locked():
    """Whether somebody holds SQLite's one lock for writing at this moment."""
    if connection.vendor != "sqlite":
        return False
    with closing(sqlite3.connect(connection.settings_dict["NAME"], timeout=0, isolation_level=None)) as other:
        try:
            other.execute("BEGIN IMMEDIATE")
            other.execute("ROLLBACK")
        except sqlite3.OperationalError:
            return True
    return False

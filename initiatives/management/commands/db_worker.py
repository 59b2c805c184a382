"""The worker of django-tasks-db, seen alive by the pages of imports. With --ends-with it doesn't outlive its parent."""

import os
import signal
import threading
import time

from django_tasks_db.management.commands import db_worker

from initiatives.imports import leases

LOOK = 1  # seconds between two looks at the parent


class Command(db_worker.Command):
    help = "Run the worker that reads and saves large imports"

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.set_defaults(reload=False)  # two processes would both say that they are the worker
        parser.add_argument("--ends-with", type=int, metavar="PID", help="end when this parent process is gone")

    def handle(self, *, worker_id, ends_with=None, **options):
        if ends_with:
            threading.Thread(target=end_with, args=(ends_with,), daemon=True).start()
        with leases.beating(worker_id, takes_jobs=True):
            super().handle(worker_id=worker_id, **options)


def end_with(parent):
    """End this process, after its present task, once its parent is no longer `parent`."""
    while os.getppid() == parent:
        time.sleep(LOOK)
    os.kill(os.getpid(), signal.SIGTERM)

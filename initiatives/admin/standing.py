"""How an import stands at this moment: what its page says, and which buttons it shows."""

import math
from collections import namedtuple

from django.db import connection
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from initiatives.imports import assigning, leases, runs, tasks
from initiatives.imports.planned import BROUGHT_ALONG
from initiatives.models import ImportRun
from initiatives.models.importrun import WORKING

REFRESH = 2  # seconds between two looks at work that goes on
ROWS_A_SECOND = 200  # written on SQLite, by a slow machine that has imported nothing yet
ENOUGH = 100  # rows whose saving tells how fast this machine is

Progress = namedtuple("Progress", "done total percent")


class Standing:
    def __init__(self, run):
        self.run = run

    @cached_property
    def is_interrupted(self):
        return leases.is_interrupted(self.run)

    @property
    def state(self):
        return _("interrupted") if self.is_interrupted else self.run.get_state_display()

    @property
    def is_working(self):
        return self.run.state in WORKING and not self.is_interrupted

    @cached_property
    def is_waiting(self):
        return leases.is_waiting(self.run)

    @property
    def lacks_worker(self):
        return self.is_waiting and not leases.is_worker_seen()

    @property
    def is_reading(self):
        return self.is_working and self.run.state == "reading"

    @property
    def refresh(self):
        return REFRESH if self.is_working else None

    @property
    def progress(self):
        done, total = self.run.done, self.run.total
        return Progress(done, total, done * 100 // total if total else 0)

    @cached_property
    def is_planned(self):
        """Whether the whole plan is there to be confirmed."""
        return runs.is_planned(self.run)

    @property
    def has_rows(self):
        """Whether there is a plan, confirmed or not, to look at."""
        return bool(self.run.counts) and self.run.state not in ("cancelled", "refused", "mapping")

    @property
    def can_be_read_again(self):
        return self.is_interrupted and not self.run.counts

    @property
    def has_columns(self):
        """Whether somebody may say, or say otherwise, what the columns of the file are."""
        return self.run.state in assigning.ASSIGNABLE and bool(self.run.header)

    @property
    def can_be_cancelled(self):
        return runs.can_cancel(self.run)

    @property
    def is_large(self):
        return tasks.is_large(self.run)

    @property
    def pause(self):
        """For how many seconds saving keeps other editors waiting, about; 0 where it doesn't."""
        if connection.vendor != "sqlite" or not self.is_planned:
            return 0
        seconds = written(self.run.counts) / rate()
        return 0 if seconds < 1 else math.ceil(seconds)


def written(counts):
    return sum(counts.get(name, 0) for name in ("new", "changed", *(f"{subject}s" for subject in BROUGHT_ALONG)))


def rate():
    """Rows a second that this machine wrote at its last import that tells something."""
    latest = ImportRun.objects.filter(state="applied", seconds__gt=0, total__gte=ENOUGH).first()
    return written(latest.counts) / latest.seconds if latest and written(latest.counts) >= ENOUGH else ROWS_A_SECOND

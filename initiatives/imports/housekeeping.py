"""What imports leave behind, and for how long: uploads, plans that nobody confirmed, jobs done, workers gone."""

import datetime as dt
from contextlib import suppress

from django.conf import settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from initiatives.domain.publishing import Refused
from initiatives.imports import leases, runs, uploads
from initiatives.models import Heartbeat, ImportRun
from initiatives.models.importrun import WORKING

ARRIVING = 60 * 60  # seconds that a file without a run may still be on its way
WAITING = ("mapping", "previewed", "interrupted")  # for somebody to go on
OPEN = (*WORKING, *WAITING)
DAY = dt.timedelta(days=1)


def tidy():
    """Say which runs were interrupted, cancel those that nobody confirmed in time, delete files nobody needs."""
    now = timezone.now()
    for run in ImportRun.objects.filter(state__in=WORKING):
        if leases.is_interrupted(run):
            _try(runs.give_up, run)
    overdue = now - settings.IMPORT_UPLOAD_DAYS * DAY
    for run in ImportRun.objects.filter(state__in=WAITING, created_at__lt=overdue):
        _try(runs.cancel, run)
    needed = ImportRun.objects.filter(state__in=OPEN).values_list("uuid", flat=True)
    uploads.forget_all_but({str(name) for name in needed}, older_than=ARRIVING)
    Heartbeat.objects.filter(seen_at__lt=now - DAY).delete()
    DBTaskResult.objects.finished().filter(finished_at__lt=now - DAY).delete()


def _try(step, run):
    with suppress(Refused):  # somebody holds the run at this moment: next time
        step(run)

"""One run in one pair of hands: its row is locked while somebody looks whether a step is possible and takes it."""

from contextlib import contextmanager

from django.db import OperationalError, transaction
from django.utils.translation import gettext as _

from initiatives.domain.publishing import Refused
from initiatives.models import ImportRun


class Stopped(Exception):
    """The run was cancelled, or taken by somebody else, while work on it went on."""


@contextmanager
def locked(pk, *, wait=False):
    """The run, its row locked until the block ends. Without `wait` raises Refused where somebody else holds it."""
    try:
        with transaction.atomic():
            yield ImportRun.objects.select_for_update(nowait=not wait, no_key=True).get(pk=pk)
    except OperationalError as error:
        raise Refused(busy_sentence()) from error


def past(run):
    """The Refused of a step that the run's state does not allow any more."""
    return Refused(_("This import was %(state)s already.") % {"state": run.get_state_display()})


def busy_sentence():
    return _("Somebody is saving at this moment, so nothing was done. Wait a little and look again.")

"""How much one network may send: counted in the database for all workers, under a hash that lives a day.

No address is stored, only a pseudonym of the network (domain/pseudonyms.py).
"""

from django.conf import settings
from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from initiatives.domain import pseudonyms
from initiatives.models import Knock

EVERYBODY, REMOVALS = "everybody", "removals"  # a flood of other messages keeps no wish to be removed out


@transaction.atomic
def allow(address, kind="", *, now=None):
    """Count one more message of a kind of case from the network of `address`; whether it is within the limits.

    What is refused is not counted, so that it ends by itself. Those whose network is unknown share one count.
    """
    now = now or timezone.now()
    forget(now)
    digest = pseudonyms.of("knock", pseudonyms.network(address)).hex()
    this_hour, this_day = _counted(digest, now)
    together = REMOVALS if kind == "removal" else EVERYBODY
    _, all_day = _counted(together, now)
    within = this_hour <= settings.CASES_AN_HOUR and this_day <= settings.CASES_A_DAY
    if not (within and all_day <= settings.CASES_OF_ALL_A_DAY):
        Knock.objects.filter(digest__in=(digest, together), hour=_hour(now)).update(count=F("count") - 1)
        return False
    return True


def forget(now=None):
    """Delete what was counted on other days."""
    Knock.objects.filter(hour__lt=_day(now or timezone.now())).delete()


def _counted(digest, now):
    """(messages in this hour, messages on this day), this one among them; its row is locked until the end."""
    Knock.objects.get_or_create(digest=digest, hour=_hour(now))
    Knock.objects.filter(digest=digest, hour=_hour(now)).update(count=F("count") + 1)
    rows = Knock.objects.filter(digest=digest, hour__gte=_day(now))
    return rows.get(hour=_hour(now)).count, rows.aggregate(sum=Sum("count"))["sum"]


def _hour(now):
    return now.replace(minute=0, second=0, microsecond=0)


def _day(now):
    return _hour(now).replace(hour=0)

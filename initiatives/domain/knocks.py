"""How much one network may send: counted in the database for all workers, under a hash whose key lives a day.

No address is stored. The network (/24 of IPv4, /64 of IPv6) goes into an HMAC with a random key of the day; when the
key is deleted, its hashes say nothing any more (safety.md).
"""

import datetime as dt
import hashlib
import hmac
import ipaddress
import secrets

from django.conf import settings
from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from initiatives.models import DayKey, Knock

EVERYBODY = "everybody"


def network(address):
    """ "198.51.100.0/24" or "2001:db8::/64" for an address; "" for what is none."""
    try:
        found = ipaddress.ip_address(address.strip().partition("%")[0])
    except ValueError:
        return ""
    if found.version == 6 and found.ipv4_mapped:
        found = found.ipv4_mapped
    return str(ipaddress.ip_network((found, 24 if found.version == 4 else 64), strict=False))


@transaction.atomic
def allow(address, *, now=None):
    """Count one more message from the network of `address`; whether it is within the limits of the settings.

    What is refused is not counted, so that it ends by itself. Whose address is unknown share one count.
    """
    now = now or timezone.now()
    forget(now)
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)
    hour = now.replace(minute=0, second=0, microsecond=0)
    digest = _digest(address, day.date())
    this_hour, this_day = _counted(digest, hour, day)
    _, all_day = _counted(EVERYBODY, hour, day)
    within = this_hour <= settings.CASES_AN_HOUR and this_day <= settings.CASES_A_DAY
    if not (within and all_day <= settings.CASES_OF_ALL_A_DAY):
        Knock.objects.filter(digest__in=(digest, EVERYBODY), hour=hour).update(count=F("count") - 1)
        return False
    return True


def forget(now=None):
    """Delete the keys of other days, and what was counted under them."""
    day = (now or timezone.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    DayKey.objects.exclude(day=day.date()).delete()
    Knock.objects.filter(hour__lt=day).delete()


def _digest(address, day: dt.date):
    key, _ = DayKey.objects.get_or_create(day=day, defaults={"secret": secrets.token_hex(32)})
    return hmac.new(key.secret.encode(), network(address).encode(), hashlib.sha256).hexdigest()


def _counted(digest, hour, day):
    """(messages in this hour, messages on this day), this one among them; its row is locked until the end."""
    Knock.objects.get_or_create(digest=digest, hour=hour)
    Knock.objects.filter(digest=digest, hour=hour).update(count=F("count") + 1)
    rows = Knock.objects.filter(digest=digest, hour__gte=day)
    return rows.get(hour=hour).count, rows.aggregate(sum=Sum("count"))["sum"]

"""Words that must not be stored, as hashes that mean something for a day only: networks, names typed into a login.

The hash is an HMAC under a random key of the day (UTC). Once the key is deleted, nobody, not even the owner of the
database, can tell what the hash was made from (safety.md, "Visitors").
"""

import hashlib
import hmac
import ipaddress
import secrets

from axes.models import AccessAttempt
from django.utils import timezone

from initiatives.models import DayKey

BITS = {4: 24, 6: 64}  # of an address that make its network: a reader's own line, or their neighbourhood
INSIDE = [ipaddress.ip_network(net) for net in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")]


def network(address):
    """ "198.51.100.0/24" or "2001:db8::/64" for an address; "" for what is none, or is not out in the world.

    Where a proxy names no other, every reader has its address, of its own host or house: that is nobody's network.
    """
    try:
        found = ipaddress.ip_address(address.strip().partition("%")[0])
    except ValueError:
        return ""
    if found.version == 6 and found.ipv4_mapped:
        found = found.ipv4_mapped
    if found.is_loopback or found.is_unspecified or any(found in net for net in INSIDE):
        return ""
    return str(ipaddress.ip_network((found, BITS[found.version]), strict=False))


def of(*words):
    """32 bytes for these words; others tomorrow."""
    return hmac.new(_key().encode(), "\n".join(words).encode(errors="replace"), hashlib.sha256).digest()


def _key():
    day = timezone.now().date()
    key, is_new = DayKey.objects.get_or_create(day=day, defaults={"secret": secrets.token_hex(32)})
    if is_new:
        forget()
    return key.secret


def forget():
    """Delete the keys of other days, and the wrong passwords that were counted under them."""
    today = timezone.now().date()
    DayKey.objects.exclude(day=today).delete()
    AccessAttempt.objects.filter(attempt_time__date__lt=today).delete()

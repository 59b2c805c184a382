"""After too many wrong passwords nobody logs in for a while, by name and by network; what django-axes keeps of it.

It counts in the database, for all workers. Stored are pseudonyms of a day (domain/pseudonyms.py) in place of the name
and of the network, and a number: no address, no browser, no query string, nothing that somebody typed.
"""

from ipaddress import IPv6Address

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import admin
from django.db.models import F, Sum
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from initiatives.domain import pseudonyms

UNKNOWN = "fd00::"  # the network of those whose network is not known
LOCAL = b"\xfd"  # addresses that begin so belong to no host of the internet (RFC 4193)


def network_of(request):
    """What stands for the reader's network today, in the shape of an address, since axes has a column for one."""
    header = settings.ADDRESS_HEADER.upper().replace("-", "_")
    address = request.META.get(f"HTTP_{header}" if header else "REMOTE_ADDR", "")
    network = pseudonyms.network(address)
    return str(IPv6Address(LOCAL + pseudonyms.of("network", network)[:15])) if network else UNKNOWN


def name_of(request, credentials):
    """What stands for the name that somebody logs in with today."""
    name = (credentials or {}).get("username") or request.POST.get("username") or ""
    return pseudonyms.of("name", name).hex()


def counted_by(request, credentials):
    return ["username"] if request.axes_ip_address == UNKNOWN else ["username", "ip_address"]


def answer(request, response, credentials):
    """The page for who is locked out: the same whether or not there is such a person."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    context = admin.site.each_context(request) | {"title": _("Too many attempts"), "minutes": minutes}
    headers = {"Retry-After": str(minutes * 60), "Cache-Control": "no-store"}
    page = TemplateResponse(request, "admin/locked_out.html", context, status=429, headers=headers)
    return page.render()


def unlock(username):
    """Forget the wrong passwords for this name."""
    AccessAttempt.objects.filter(username=pseudonyms.of("name", username).hex()).delete()


class Handler(AxesDatabaseHandler):
    def get_failures(self, request, credentials=None):
        """Wrong passwords lately, a network's counted for less: many people may sit behind one."""
        by_name, *by_network = (
            found.aggregate(sum=Sum("failures_since_start"))["sum"] or 0
            for found in self.get_user_attempts(request, credentials)
        )
        scaled = (count * settings.LOGIN_FAILURES // settings.LOGIN_FAILURES_NETWORK for count in by_network)
        return max(by_name, *scaled, 0)

    def user_login_failed(self, sender, credentials, request=None, **kwargs):
        """Instead of what axes writes, which holds the whole form and its address."""
        if request is None or request.axes_locked_out:
            return
        self.clean_expired_user_attempts(request, credentials)
        row = {"username": name_of(request, credentials), "ip_address": request.axes_ip_address, "user_agent": ""}
        empty = dict.fromkeys(("get_data", "post_data", "http_accept", "path_info"), "")
        AccessAttempt.objects.get_or_create(**row, defaults=empty | {"failures_since_start": 0})
        more = F("failures_since_start") + 1
        AccessAttempt.objects.filter(**row).update(failures_since_start=more, attempt_time=request.axes_attempt_time)
        if self.is_locked(request, credentials):
            request.axes_locked_out, request.axes_credentials = True, credentials

    def user_logged_in(self, sender, request, user, **kwargs):
        """Only the own name is cleared: a person with an account does not clear the guesses at others."""
        unlock(user.get_username())

    def user_logged_out(self, sender, request, user, **kwargs):
        pass

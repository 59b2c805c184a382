"""Links by which a person sets their password: made here, handed over by hand, good for one use and a few days."""

from django.contrib.auth.models import Permission
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db.models import Q
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode


class Tokens(PasswordResetTokenGenerator):
    """A link dies with what ends sessions too: another password, role or set of countries, an account switched off."""

    def _make_hash_value(self, user, timestamp):
        return f"{super()._make_hash_value(user, timestamp)}{user.get_session_auth_hash()}"


tokens = Tokens()


def link(user):
    """The path of a one-use link for `user`. Whoever holds it becomes that user: show it once, store it nowhere."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse("admin:set_password", args=[uid, tokens.make_token(user)])


def may_manage(manager, user):
    """Whether `manager` may edit or invite `user`: nobody manages a person who may do more than they may."""
    if manager.is_superuser:
        return True
    within = codes(user) <= codes(manager) and bool(codes(user)) if codes(manager) else True
    return within and not user.is_superuser and rights(user) <= rights(manager)


def codes(user):
    """The countries a person is bound to; empty for none, which means all countries."""
    return set(user.countries.values_list("pk", flat=True))


def rights(user):
    """Ids of the permissions a person has by name or by group, whether or not the account is active."""
    given = Permission.objects.filter(Q(user=user) | Q(group__user=user))
    return set(given.values_list("pk", flat=True))

from secrets import token_hex

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _


def new_stamp():
    return token_hex(16)


class User(AbstractUser):
    """Someone who works on the directory. Readers have no account."""

    countries = models.ManyToManyField(
        "initiatives.Country",
        blank=True,
        related_name="editors",
        verbose_name=_("countries"),
        help_text=_("The countries whose profiles this person edits. Leave empty for all countries."),
    )
    session_stamp = models.CharField(_("session stamp"), max_length=32, default=new_stamp, editable=False)

    class Meta(AbstractUser.Meta):
        verbose_name = _("user")  # type: ignore[assignment]  # Django translates it; the stubs say text
        verbose_name_plural = _("users")  # type: ignore[assignment]

    def end_sessions(self):
        """Log the person out everywhere, once this is saved."""
        self.session_stamp = new_stamp()

    def _get_session_auth_hash(self, secret=None):
        """Changes with the password and with whatever makes the role: then Django ends the sessions that began before.

        Asked for once in each request of somebody who is logged in, with one query.
        """
        powers = f"{self.is_active:d}{self.is_staff:d}{self.is_superuser:d}"
        facts = [self.password, self.session_stamp, powers, *sorted(self._bonds())]
        return salted_hmac("initiatives.sessions", "\n".join(facts), secret=secret, algorithm="sha256").hexdigest()

    def _bonds(self):
        """Groups, rights of their own and countries, as words."""
        tables = (
            (User.groups.through, "group_id"),
            (User.user_permissions.through, "permission_id"),
            (User.countries.through, "country_id"),
        )
        first, *others = (
            table._base_manager.filter(user_id=self.pk)
            .order_by()
            .values_list(Concat(Value(f"{column} "), Cast(column, CharField())), flat=True)
            for table, column in tables
        )
        return list(first.union(*others, all=True))

"""How often a network has sent something lately. No address is stored: its hash has a key that lives a day (DayKey)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Knock(models.Model):
    """How many messages came from one network within one hour."""

    digest = models.CharField(_("hash of the network"), max_length=64)
    hour = models.DateTimeField(_("hour"))
    count = models.PositiveIntegerField(_("messages"), default=0)

    class Meta:
        ordering = ("hour", "pk")
        verbose_name = _("knock")
        verbose_name_plural = _("knocks")
        constraints = [models.UniqueConstraint(fields=["digest", "hour"], name="knock_once_an_hour")]

    def __str__(self):
        return f"{self.hour:%Y-%m-%d %H}: {self.count}"

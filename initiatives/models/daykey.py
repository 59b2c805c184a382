from django.db import models
from django.utils.translation import gettext_lazy as _


class DayKey(models.Model):
    """The secret of one day (UTC). Once it is deleted, nobody can tell what a hash of that day was made from."""

    day = models.DateField(_("day"), primary_key=True)
    secret = models.CharField(_("secret"), max_length=64)

    class Meta:
        ordering = ("day",)
        verbose_name = _("key of the day")
        verbose_name_plural = _("keys of the day")

    def __str__(self):
        return str(self.day)

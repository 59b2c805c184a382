from django.db import models
from django.utils.translation import gettext_lazy as _


class Heartbeat(models.Model):
    """A process that reads or saves imports, and when it was last seen alive."""

    name = models.CharField(_("worker"), max_length=64, unique=True)
    takes_jobs = models.BooleanField(_("takes jobs"), default=False)
    seen_at = models.DateTimeField(_("seen"))

    class Meta:
        ordering = ("name",)
        verbose_name = _("heartbeat")
        verbose_name_plural = _("heartbeats")

    def __str__(self):
        return self.name

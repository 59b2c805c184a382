from django.db import models
from django.utils.translation import gettext_lazy as _


class GivenRight(models.Model):
    """A right that a role came with. What an administrator takes from the group later is not given again."""

    role = models.CharField(_("role"), max_length=40)
    codename = models.CharField(_("right"), max_length=100)

    class Meta:
        ordering = ("role", "codename")
        verbose_name = _("given right")
        verbose_name_plural = _("given rights")
        constraints = [models.UniqueConstraint(fields=["role", "codename"], name="right_given_once")]

    def __str__(self):
        return f"{self.role}: {self.codename}"

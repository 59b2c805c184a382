from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """Someone who works on the directory. Readers have no account."""

    countries = models.ManyToManyField(
        "initiatives.Country",
        blank=True,
        related_name="editors",
        verbose_name=_("countries"),
        help_text=_("The countries whose profiles this person edits. Leave empty for all countries."),
    )

    class Meta(AbstractUser.Meta):
        verbose_name = _("user")  # type: ignore[assignment]  # Django translates it; the stubs say text
        verbose_name_plural = _("users")  # type: ignore[assignment]

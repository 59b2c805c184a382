from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives.models.base import Period, known, one_owner, owned_by, owner, period
from initiatives.vocabulary import CLAIM_STATES


class Claim(Period):
    """A result or figure that a source states, of an initiative or a country."""

    NATURAL = ("initiative_id", "country_id", "key")

    initiative = owner("Initiative", "claims")
    country = owner("Country", "claims")
    key = models.SlugField(_("key"), max_length=80, help_text=_("Names this claim in citations, for example outreach."))
    text = models.CharField(_("text"), max_length=500)
    number = models.DecimalField(_("number"), max_digits=20, decimal_places=4, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=CLAIM_STATES.choices, default="claimed")

    class Meta:
        ordering = ("key",)
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        constraints = [
            one_owner("initiative", "country"),
            owned_by("initiative", "key"),
            owned_by("country", "key"),
            known("state", CLAIM_STATES),
            *period(),
        ]

    def __str__(self):
        return self.text

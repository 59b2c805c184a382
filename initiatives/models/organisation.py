from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from initiatives.models.base import PARTIAL_DATE_LENGTHS, Root, known
from initiatives.models.fields import PartialDateField
from initiatives.vocabulary import ORGANISATION_TYPES


class Organisation(Root):
    """A body that leads, funds, carries out or supports initiatives, or publishes sources."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=300)
    language = models.CharField(_("language of the name"), max_length=35, blank=True)
    type = models.CharField(_("type"), max_length=30, choices=ORGANISATION_TYPES.choices, default="unknown")
    country = models.ForeignKey("Country", models.PROTECT, null=True, blank=True, verbose_name=_("country"))
    founded = PartialDateField(_("founded"))
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="parts", verbose_name=_("part of")
    )
    description = models.TextField(_("description"), blank=True)
    website = models.URLField(_("website"), max_length=500, blank=True)
    note = models.TextField(_("internal note"), blank=True, help_text=_("Only editors see this."))

    class Meta:
        ordering = ("name", "pk")
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            known("type", ORGANISATION_TYPES),
            models.CheckConstraint(
                condition=models.Q(founded__length__in=PARTIAL_DATE_LENGTHS), name="organisation_partial_dates"
            ),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("pk")),
                name="organisation_not_its_own_part",
                violation_error_message=_("An organisation can't be part of itself."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("initiatives:organisation", args=[self.slug])

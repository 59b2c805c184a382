from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from initiatives.models.base import Root, known
from initiatives.vocabulary import NAMING_NOTES, PRECISIONS


def coarse(value):
    """A coordinate in degrees, at most two decimals (about a kilometre); None stays None."""
    return None if value is None else Decimal(value).quantize(Decimal("0.01"))


class Place(Root):
    """A named place. Its names in other languages and times are aliases."""

    name = models.CharField(_("name"), max_length=200)
    language = models.CharField(_("language of the name"), max_length=35, blank=True)
    country = models.ForeignKey("Country", models.PROTECT, null=True, blank=True, verbose_name=_("country"))
    precision = models.CharField(_("precision"), max_length=10, choices=PRECISIONS.choices, default="place")
    latitude = models.DecimalField(_("latitude"), max_digits=4, decimal_places=2, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=5, decimal_places=2, null=True, blank=True)
    naming_note = models.CharField(_("naming note"), max_length=40, blank=True, choices=NAMING_NOTES.choices)
    note = models.TextField(_("internal note"), blank=True)

    class Meta:
        ordering = ("name",)
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [
            known("precision", PRECISIONS),
            known("naming_note", NAMING_NOTES, blank=True),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="place_on_earth",
                violation_error_message=_("Give both latitude and longitude, in degrees, or neither."),
            ),
            models.UniqueConstraint(fields=["name", "country"], name="place_once_per_country"),
            models.UniqueConstraint(
                fields=["name"], condition=Q(country__isnull=True), name="place_once_without_country"
            ),
        ]

    def __str__(self):
        return self.name

    def clean_fields(self, exclude=None):
        self.latitude, self.longitude = coarse(self.latitude), coarse(self.longitude)
        super().clean_fields(exclude)

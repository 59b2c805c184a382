from django.conf import settings
from django.db import models
from django.db.models.functions import Upper
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from initiatives.models.base import known
from initiatives.vocabulary import NAMING_NOTES, REGIONS

NAME_LANGUAGES = ("en", "uk", "sq", "ky", "ru", "sr")


class Country(models.Model):
    """ISO 3166-1 country, and Kosovo under the user-assigned code XK."""

    code = models.CharField(_("ISO alpha-2 code"), max_length=2, primary_key=True)
    alpha3 = models.CharField(_("ISO alpha-3 code"), max_length=3, unique=True)
    numeric = models.CharField(_("ISO number"), max_length=3, blank=True)
    code_status = models.CharField(
        _("status of the code"),
        max_length=16,
        default="assigned",
        choices=[("assigned", _("assigned by ISO")), ("user-assigned", _("user-assigned"))],
    )
    name_en = models.CharField(_("name in English"), max_length=100, unique=True)
    name_uk = models.CharField(_("name in Ukrainian"), max_length=100)
    name_sq = models.CharField(_("name in Albanian"), max_length=100)
    name_ky = models.CharField(_("name in Kyrgyz"), max_length=100)
    name_ru = models.CharField(_("name in Russian"), max_length=100)
    name_sr = models.CharField(_("name in Serbian"), max_length=100)
    other_names = models.TextField(
        _("other names"), blank=True, help_text=_("One a line: what people write and search for.")
    )
    region = models.CharField(_("region"), max_length=40, blank=True, choices=REGIONS.choices)
    naming_note = models.CharField(_("naming note"), max_length=40, blank=True, choices=NAMING_NOTES.choices)
    funding_law = models.BooleanField(
        _("law against foreign funding"),
        default=False,
        help_text=_("A law here punishes foreign funding or contacts: publishing a profile asks for a reason."),
    )
    funding_law_note = models.CharField(_("which law"), max_length=300, blank=True)
    review_months = models.PositiveSmallIntegerField(
        _("months until a review"),
        null=True,
        blank=True,
        help_text=_("So long a check of a profile holds here at most. Empty: as long as for its kind."),
    )

    class Meta:
        ordering = ("name_en",)
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        constraints = [
            models.CheckConstraint(condition=models.Q(code=Upper("code")), name="country_code_upper"),
            models.CheckConstraint(condition=models.Q(code__length=2), name="country_code_length"),
            known("region", REGIONS, blank=True),
            known("naming_note", NAMING_NOTES, blank=True),
            models.CheckConstraint(
                condition=models.Q(review_months=None) | models.Q(review_months__range=(1, 120)),
                name="country_review_within_ten_years",
                violation_error_message=_("Between 1 and 120 months, or empty."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("initiatives:country", args=[self.code.lower()])

    @property
    def name(self):
        """The name in the reader's language, else in English."""
        language = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
        return getattr(self, f"name_{language}", self.name_en)

    @property
    def names(self):
        """{language: name} in the six interface languages."""
        return {language: getattr(self, f"name_{language}") for language in NAME_LANGUAGES}

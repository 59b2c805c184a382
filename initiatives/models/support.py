"""The links that tie an organisation to an initiative."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from initiatives.models.base import Period, RowManager, ScopedConsent, known, period
from initiatives.vocabulary import CONSENT_SCOPES, ROLES


class SupportQuerySet(models.QuerySet):
    def public(self, *, on):
        """Links a stranger may know of on the day `on`: of published profiles that hide nothing, or with consent."""
        consented = Q(consent_given__lte=on) & (Q(consent_expires__isnull=True) | Q(consent_expires__gte=on))
        shown = Q(initiative__sensitivity="open") | (Q(initiative__sensitivity="limited") & consented)
        return self.filter(shown, initiative__stage="published")


class Funder(Period, ScopedConsent):
    """An organisation's money for an initiative. Only where a source says money, grant, donor or funded."""

    NATURAL = ("initiative_id", "organisation_id", "programme")

    initiative = models.ForeignKey("Initiative", models.CASCADE, related_name="funders")
    organisation = models.ForeignKey(
        "Organisation", models.PROTECT, related_name="fundings", verbose_name=_("organisation")
    )
    programme = models.CharField(_("programme"), max_length=300, blank=True)
    amount = models.DecimalField(_("amount"), max_digits=15, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True, help_text=_("ISO 4217, for example EUR."))
    purpose = models.CharField(_("what it paid for"), max_length=300, blank=True)

    objects: ClassVar = RowManager.from_queryset(SupportQuerySet)()

    class Meta:
        ordering = ("initiative", "organisation", "programme")
        verbose_name = _("funder")
        verbose_name_plural = _("funders")
        constraints = [
            models.UniqueConstraint(fields=["initiative", "organisation", "programme"], name="funder_once"),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | (Q(amount__gte=0) & Q(currency__length=3)),
                name="funder_amount_with_currency",
                violation_error_message=_("An amount needs its currency, and can't be below zero."),
            ),
            known("consent_scope", CONSENT_SCOPES),
            *period(),
        ]

    def __str__(self):
        return str(self.organisation)


class Partner(Period, ScopedConsent):
    """An organisation's part in an initiative."""

    NATURAL = ("initiative_id", "organisation_id", "role")

    initiative = models.ForeignKey("Initiative", models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        "Organisation", models.PROTECT, related_name="partnerships", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=20, choices=ROLES.choices, default="partner")
    purpose = models.CharField(_("what it does here"), max_length=300, blank=True)

    objects: ClassVar = RowManager.from_queryset(SupportQuerySet)()

    class Meta:
        ordering = ("initiative", "role", "organisation")
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints = [
            models.UniqueConstraint(fields=["initiative", "organisation", "role"], name="partner_once_per_role"),
            known("role", ROLES),
            known("consent_scope", CONSENT_SCOPES),
            *period(),
        ]

    def __str__(self):
        return f"{self.organisation} ({self.get_role_display()})"

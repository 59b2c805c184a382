from collections.abc import Callable

from django.core.validators import EmailValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives.models.base import Consentable, known, one_owner, owner
from initiatives.vocabulary import CONTACT_KINDS

VALIDATORS: dict[str, Callable[[str], None]] = {"email": EmailValidator(), "form": URLValidator(["https", "http"])}


class Contact(Consentable):
    """An office contact: never a person's, never needed, public only while consent is valid."""

    NATURAL = ("initiative_id", "organisation_id", "kind", "value")

    initiative = owner("Initiative", "contacts")
    organisation = owner("Organisation", "contacts")
    kind = models.CharField(_("kind"), max_length=10, choices=CONTACT_KINDS.choices)
    value = models.CharField(_("contact"), max_length=300)

    class Meta:
        ordering = ("kind", "value")
        verbose_name = _("office contact")
        verbose_name_plural = _("office contacts")
        constraints = [one_owner("initiative", "organisation"), known("kind", CONTACT_KINDS)]

    def clean(self):
        if self.kind in VALIDATORS:
            VALIDATORS[self.kind](self.value)

    def __str__(self):
        return self.value

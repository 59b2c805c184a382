"""Other names and outside identifiers of initiatives, organisations and places."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives.models.base import Period, Row, known, one_owner, owned_by, owner, period
from initiatives.vocabulary import ALIAS_KINDS


class Alias(Period):
    """Another name: an acronym, another script, a former name, a name as a source prints it."""

    NATURAL = ("initiative_id", "organisation_id", "place_id", "name")

    initiative = owner("Initiative", "aliases")
    organisation = owner("Organisation", "aliases")
    place = owner("Place", "aliases")
    name = models.CharField(_("name"), max_length=300)
    language = models.CharField(_("language"), max_length=35, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=ALIAS_KINDS.choices)

    class Meta:
        ordering = ("name",)
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        constraints = [
            one_owner("initiative", "organisation", "place"),
            owned_by("initiative", "name"),
            owned_by("organisation", "name"),
            owned_by("place", "name"),
            known("kind", ALIAS_KINDS),
            *period(),
        ]

    def __str__(self):
        return self.name


class Identifier(Row):
    """What a register elsewhere calls it: an org-id, an IATI identifier, a grant number."""

    NATURAL = ("initiative_id", "organisation_id", "scheme", "value")

    initiative = owner("Initiative", "identifiers")
    organisation = owner("Organisation", "identifiers")
    scheme = models.CharField(_("scheme"), max_length=60, help_text=_("For example iati, org-id, 360giving."))
    value = models.CharField(_("identifier"), max_length=200)

    class Meta:
        ordering = ("scheme", "value")
        verbose_name = _("outside identifier")
        verbose_name_plural = _("outside identifiers")
        constraints = [
            one_owner("initiative", "organisation"),
            models.UniqueConstraint(
                fields=["scheme", "value"],
                condition=models.Q(initiative__isnull=False),
                name="identifier_of_one_initiative",
            ),
            models.UniqueConstraint(
                fields=["scheme", "value"],
                condition=models.Q(organisation__isnull=False),
                name="identifier_of_one_organisation",
            ),
        ]

    def __str__(self):
        return f"{self.scheme}:{self.value}"

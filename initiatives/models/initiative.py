"""An initiative: the profile at the centre of the directory."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from initiatives.models.base import PARTIAL_DATE_LENGTHS, Root, UuidManager, known, period
from initiatives.models.change import Change
from initiatives.models.fields import PartialDateField
from initiatives.vocabulary import INCLUSION_CRITERIA, KINDS, SENSITIVITIES, STAGES, STATUSES, VERIFICATIONS

READ_OTHERS, EDIT_OTHERS = "initiatives.read_others_initiative", "initiatives.edit_others_initiative"


class InitiativeQuerySet(models.QuerySet):
    def published(self):
        """Those a stranger may know of: published, and not withheld."""
        return self.filter(stage="published").exclude(sensitivity="withheld")

    def visible_to(self, user):
        """Those that `user` may open: of their countries, by their role, and whatever they began themselves."""
        rows = self._within_countries_of(user)
        if user.has_perm(EDIT_OTHERS):
            return rows
        own = models.Q(uuid__in=_begun_by(user))
        return rows.filter(own | ~models.Q(sensitivity="withheld") if user.has_perm(READ_OTHERS) else own)

    def editable_by(self, user):
        """Those that `user` may change, if they may change any: of their countries all, or the drafts they began."""
        rows = self.of(user)
        return rows if user.has_perm(EDIT_OTHERS) else rows.filter(stage="draft")

    def of(self, user):
        """Those that `user` works on, whatever their stage: of their countries all, or what they began."""
        rows = self._within_countries_of(user)
        return rows if user.has_perm(EDIT_OTHERS) else rows.filter(uuid__in=_begun_by(user))

    def _within_countries_of(self, user):
        """All, for a user of no named country."""
        codes = list(user.countries.values_list("pk", flat=True))
        return self.filter(countries__in=codes).distinct() if codes else self


def _begun_by(user):
    """Keys of the profiles whose first act in the ledger is this person's."""
    acts = Change.objects.filter(subject="initiative", by=user, before__isnull=True)
    return list(acts.order_by().values_list("key", flat=True))


class Initiative(Root):
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=30, choices=KINDS.choices)
    status = models.CharField(_("status"), max_length=20, choices=STATUSES.choices, default="unknown")
    status_date = PartialDateField(
        _("status as of"), help_text=_("The date of the evidence: when the source said so, not when you read it.")
    )
    start_date = PartialDateField(_("start"), help_text=_("2018, 2018-02 or 2018-02-23, as precise as the source."))
    end_date = PartialDateField(_("end"))
    countries = models.ManyToManyField(
        "Country",
        related_name="initiatives",
        verbose_name=_("countries"),
        help_text=_("Where the work happens, or whose conflict it addresses."),
    )
    participant_countries = models.ManyToManyField(
        "Country", blank=True, related_name="participations", verbose_name=_("participants' countries")
    )
    places = models.ManyToManyField("Place", blank=True, related_name="initiatives", verbose_name=_("places"))
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    website = models.URLField(_("website"), max_length=500, blank=True)
    stage = models.CharField(_("stage"), max_length=12, choices=STAGES.choices, default="draft")
    sensitivity = models.CharField(_("sensitivity"), max_length=12, choices=SENSITIVITIES.choices, default="open")
    inclusion_criterion = models.CharField(
        _("inclusion criterion"), max_length=40, blank=True, choices=INCLUSION_CRITERIA.choices
    )
    verification = models.CharField(
        _("verification"), max_length=30, choices=VERIFICATIONS.choices, default="unverified"
    )
    verified_date = models.DateField(_("last verified"), null=True, blank=True)
    note = models.TextField(_("internal note"), blank=True, help_text=_("Only editors see this."))

    objects: ClassVar = UuidManager.from_queryset(InitiativeQuerySet)()

    class Meta:
        ordering = ("slug",)
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")
        permissions = [
            ("publish_initiative", "Can publish, withdraw and archive initiatives"),
            ("import_initiative", "Can import initiatives"),
            ("export_initiative", "Can export initiatives"),
            ("read_others_initiative", "Can read initiatives that others began"),
            ("edit_others_initiative", "Can edit initiatives that others began, and published ones"),
        ]
        constraints = [
            known("kind", KINDS),
            known("status", STATUSES),
            known("stage", STAGES),
            known("sensitivity", SENSITIVITIES),
            known("verification", VERIFICATIONS),
            known("inclusion_criterion", INCLUSION_CRITERIA, blank=True),
            models.CheckConstraint(
                condition=models.Q(status_date__length__in=PARTIAL_DATE_LENGTHS), name="initiative_status_date_shape"
            ),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("pk")),
                name="initiative_not_its_own_part",
                violation_error_message=_("An initiative can't be part of itself."),
            ),
            *period("start_date", "end_date"),
        ]

    def __str__(self):
        return self.slug

    def get_absolute_url(self):
        return reverse("initiatives:initiative", args=[self.slug])

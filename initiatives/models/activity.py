from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives.models.base import Period, known, period
from initiatives.vocabulary import ACTIVITY_STATES, ACTIVITY_TYPES


class Activity(Period):
    """Something an initiative did or plans: planned, held, or claimed by a source."""

    NATURAL = ("initiative_id", "key")

    initiative = models.ForeignKey("Initiative", models.CASCADE, related_name="activities")
    key = models.SlugField(
        _("key"), max_length=80, help_text=_("Names this activity in citations, for example marathon.")
    )
    type = models.CharField(_("type"), max_length=30, choices=ACTIVITY_TYPES.choices)
    title = models.CharField(_("title"), max_length=300)
    language = models.CharField(_("language of the title"), max_length=35, blank=True)
    topics = models.TextField(_("topics"), blank=True, help_text=_("One a line."))
    description = models.TextField(_("description"), blank=True)
    places = models.ManyToManyField("Place", blank=True, related_name="activities", verbose_name=_("places"))
    count = models.PositiveIntegerField(
        _("how many"), null=True, blank=True, help_text=_("The number the source states, even where it lists fewer.")
    )
    state = models.CharField(_("state"), max_length=10, choices=ACTIVITY_STATES.choices, default="planned")

    class Meta:
        ordering = ("initiative", "start", "key")
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        constraints = [
            models.UniqueConstraint(fields=["initiative", "key"], name="activity_key_once"),
            known("type", ACTIVITY_TYPES),
            known("state", ACTIVITY_STATES),
            *period(),
        ]

    def __str__(self):
        return self.title

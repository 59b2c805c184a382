from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives.models.base import PARTIAL_DATE_LENGTHS, Root, Row, known, one_owner, owner
from initiatives.models.fields import PartialDateField
from initiatives.vocabulary import SOURCE_TYPES


class Source(Root):
    """A document that facts rest on, entered once and reused."""

    url = models.URLField(_("address"), max_length=1000, blank=True)
    title = models.CharField(_("title"), max_length=500)
    publisher = models.ForeignKey(
        "Organisation", models.PROTECT, null=True, blank=True, related_name="publications", verbose_name=_("publisher")
    )
    type = models.CharField(_("type"), max_length=30, choices=SOURCE_TYPES.choices, default="organisation-page")
    language = models.CharField(_("language"), max_length=35, blank=True)
    date = PartialDateField(_("its own date"), help_text=_("Printed in the document. Leave empty where it gives none."))
    retrieved = models.DateField(_("read on"), null=True, blank=True)
    checksum = models.CharField(_("SHA-256 of the text read"), max_length=64, blank=True)
    part_of = models.CharField(_("part of"), max_length=300, blank=True, help_text=_("For example an annual report."))

    class Meta:
        ordering = ("title", "pk")
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            known("type", SOURCE_TYPES),
            models.CheckConstraint(
                condition=models.Q(date__length__in=PARTIAL_DATE_LENGTHS), name="source_partial_dates"
            ),
            models.UniqueConstraint(
                fields=["url", "title", "date"], condition=~models.Q(url=""), name="source_entered_once"
            ),
        ]

    def __str__(self):
        return f"{self.title} ({self.date})" if self.date else self.title


# What a path of a citation may begin with: a field stands alone, a row is followed by its name.
CITED_FIELDS = {
    "title", "summary", "mission", "description", "kind", "status", "start_date", "end_date", "website", "countries",
    "participant_countries", "places", "verified_date", "inclusion_criterion", "parent", "name", "type", "country",
    "founded", "language",
}  # fmt: skip
CITED_ROWS = {
    "texts", "terms", "aliases", "identifiers", "funders", "partners", "activities", "claims", "contacts",
}  # fmt: skip


def is_path(text):
    """Whether `text` can name a fact: `*`, a field, or a row with what follows it."""
    head, dot, rest = text.partition(".")
    return text == "*" or (head in CITED_FIELDS and not dot) or (head in CITED_ROWS and bool(rest))


class Citation(Row):
    """A source behind one fact.

    `field` is a path into the profile's document (`start_date`, `activities.marathon.start`), or `*` for a whole
    imported row. `states` says what this source gives where that is not the value shown: then sources disagree.
    """

    NATURAL = ("initiative_id", "organisation_id", "country_id", "source_id", "field", "states")

    initiative = owner("Initiative", "citations")
    organisation = owner("Organisation", "citations")
    country = owner("Country", "citations")
    source = models.ForeignKey("Source", models.PROTECT, related_name="citations", verbose_name=_("source"))
    field = models.CharField(
        _("fact"),
        max_length=200,
        help_text=_("For example start_date, or activities.marathon.start; * for all."),
    )
    quote = models.CharField(_("its words"), max_length=400, blank=True, help_text=_("At most 25 words, as printed."))
    states = models.CharField(
        _("states instead"), max_length=300, blank=True, help_text=_("Only where it says otherwise.")
    )
    note = models.CharField(_("explanation"), max_length=400, blank=True, help_text=_("One sentence for the reader."))

    class Meta:
        ordering = ("pk",)
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        constraints = [one_owner("initiative", "organisation", "country")] + [
            models.UniqueConstraint(
                fields=[owner_name, "source", "field", "states"],
                condition=models.Q(**{f"{owner_name}__isnull": False}),
                name=f"citation_once_per_{owner_name}",
            )
            for owner_name in ("initiative", "organisation", "country")
        ]

    def clean(self):
        if self.field and not is_path(self.field):
            message = _("“%(value)s” names no fact. Write for example start_date or activities.marathon.")
            raise ValidationError({"field": ValidationError(message, code="path", params={"value": self.field})})

    def __str__(self):
        return f"{self.field}: {self.source}"

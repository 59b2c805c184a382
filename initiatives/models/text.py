from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from initiatives.models.base import Row, known
from initiatives.vocabulary import (
    APPROACHES,
    BENEFICIARIES,
    LEVELS,
    REACH,
    THEMES,
    TRANSLATION_METHODS,
    is_language_tag,
)

LISTS = {"theme": THEMES, "approach": APPROACHES, "level": LEVELS, "reach": REACH, "beneficiary": BENEFICIARIES}
KEYWORD = "keyword"


def validate_language(value):
    if not is_language_tag(value):
        raise ValidationError(
            _("“%(value)s” is not a language code, such as en, uk or sr-Latn."), params={"value": value}
        )


class InitiativeText(Row):
    """What an initiative is called and what it is, in one language."""

    NATURAL = ("initiative_id", "language")

    initiative = models.ForeignKey("Initiative", models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=35, default="en", validators=[validate_language])
    title = models.CharField(_("title"), max_length=300)
    summary = models.TextField(_("summary"), blank=True, help_text=_("One or two sentences in your own words."))
    mission = models.TextField(
        _("mission"), blank=True, help_text=_("Its aim, in your own words or as a marked quotation.")
    )
    description = models.TextField(_("description"), blank=True)
    is_original = models.BooleanField(
        _("original language"), default=False, help_text=_("The language in which the initiative names itself.")
    )
    method = models.CharField(
        _("how this text was made"), max_length=12, choices=TRANSLATION_METHODS.choices, default="editors"
    )

    class Meta:
        ordering = ("initiative", "language")
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        constraints = [
            models.UniqueConstraint(fields=["initiative", "language"], name="text_once_per_language"),
            models.UniqueConstraint(fields=["initiative"], condition=Q(is_original=True), name="text_one_original"),
            models.CheckConstraint(condition=~Q(title=""), name="text_has_title"),
            known("method", TRANSLATION_METHODS),
        ]

    def __str__(self):
        return self.title


class Term(Row):
    """One coded term of an initiative; keywords are free words in the same table."""

    NATURAL = ("initiative_id", "list", "slug")

    initiative = models.ForeignKey("Initiative", models.CASCADE, related_name="terms")
    list = models.CharField(
        _("list"),
        max_length=12,
        choices=[(name, vocabulary.name) for name, vocabulary in LISTS.items()] + [(KEYWORD, _("Keyword"))],
    )
    slug = models.CharField(_("term"), max_length=100)

    class Meta:
        ordering = ("list", "slug")
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        constraints = [
            models.UniqueConstraint(fields=["initiative", "list", "slug"], name="term_once"),
            models.CheckConstraint(
                condition=Q(list=KEYWORD)
                | Q(list="theme", slug__in=list(THEMES.slugs))
                | Q(list="approach", slug__in=list(APPROACHES.slugs))
                | Q(list="level", slug__in=list(LEVELS.slugs))
                | Q(list="reach", slug__in=list(REACH.slugs))
                | Q(list="beneficiary", slug__in=list(BENEFICIARIES.slugs)),
                name="term_known",
                violation_error_message=_("This term is not in its list."),
            ),
        ]

    def __str__(self):
        return self.slug if self.list == KEYWORD else str(LISTS[self.list].label(self.slug))

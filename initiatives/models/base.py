"""What several tables share: known codes, periods, one owner, consent."""

import uuid
from functools import reduce
from operator import or_
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from initiatives.models.fields import PartialDateField
from initiatives.vocabulary import CONSENT_SCOPES

models.CharField.register_lookup(Length)
PARTIAL_DATE_LENGTHS = (0, 4, 7, 10)


def known(field, vocabulary, *, blank=False):
    """Constraint: `field` holds a slug of `vocabulary` (or nothing, where `blank`)."""
    accepted = [*vocabulary.slugs, ""] if blank else list(vocabulary.slugs)
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": accepted}),
        name=f"%(class)s_known_{field}",
        violation_error_message=_("This code is not in its list."),
    )


def period(start="start", end="end"):
    """Constraints: both ends are partial dates, and the end is not before the start.

    An end of less precision that contains the start ("2018" after "2018-02") is not before it.
    """
    shaped = Q(**{f"{start}__length__in": PARTIAL_DATE_LENGTHS, f"{end}__length__in": PARTIAL_DATE_LENGTHS})
    ordered = Q(**{start: ""}) | Q(**{end: ""}) | Q(**{f"{end}__gte": F(start)}) | Q(**{f"{start}__startswith": F(end)})
    return [
        models.CheckConstraint(condition=shaped, name="%(class)s_partial_dates"),
        models.CheckConstraint(
            condition=ordered,
            name="%(class)s_end_not_before_start",
            violation_error_message=_("The end is before the start."),
        ),
    ]


def one_owner(*owners):
    """Constraint: exactly one of the foreign keys `owners` is set."""
    choices = (Q(**{f"{other}__isnull": other != owner for other in owners}) for owner in owners)
    return models.CheckConstraint(
        condition=reduce(or_, choices),
        name="%(class)s_one_owner",
        violation_error_message=_("This belongs to exactly one profile."),
    )


def owned_by(owner, *fields):
    """Constraint: `fields` are unique within one `owner`."""
    return models.UniqueConstraint(
        fields=[owner, *fields], condition=Q(**{f"{owner}__isnull": False}), name=f"%(class)s_once_per_{owner}"
    )


def owner(to, related_name):
    return models.ForeignKey(to, models.CASCADE, null=True, blank=True, related_name=related_name)


class UuidManager(models.Manager):
    def get_by_natural_key(self, key):
        return self.get(uuid=key)


class RowManager(models.Manager):
    def get_by_natural_key(self, *values):
        names: tuple[str, ...] = self.model.NATURAL  # type: ignore[attr-defined]  # only rows have this manager
        return self.get(**dict(zip(names, values, strict=True)))


class Row(models.Model):
    """A row that is part of a root's document. NATURAL names the fields by which `loaddata` finds it again."""

    NATURAL: ClassVar[tuple[str, ...]] = ()

    objects = RowManager()

    class Meta:
        abstract = True

    def natural_key(self):
        return tuple(getattr(self, field) for field in self.NATURAL)


class Root(models.Model):
    """A thing with a life and a document of its own, known outside by its UUID."""

    uuid = models.UUIDField(_("identifier"), default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    objects = UuidManager()

    class Meta:
        abstract = True

    def natural_key(self):
        return (str(self.uuid),)


class Period(Row):
    start = PartialDateField(_("start"))
    end = PartialDateField(_("end"))

    class Meta:
        abstract = True


class Consentable(Row):
    """Shown to the public only while a consent record is valid."""

    consent_given = models.DateField(_("consent given on"), null=True, blank=True)
    consent_expires = models.DateField(_("consent ends on"), null=True, blank=True)
    consent_note = models.CharField(
        _("consent record"),
        max_length=300,
        blank=True,
        help_text=_("Who agreed, to what, and where the record is kept."),
    )

    class Meta:
        abstract = True


class ScopedConsent(Consentable):
    """Of a part in an initiative: more or less of it may have been agreed to."""

    consent_scope = models.CharField(_("agreed to"), max_length=10, choices=CONSENT_SCOPES.choices, default="all")

    class Meta:
        abstract = True

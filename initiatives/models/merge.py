"""Profiles that are one or are not: what may be a double, what was united, what is certainly two, and old addresses."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

SUBJECTS = [("organisation", _("organisation")), ("place", _("place")), ("initiative", _("initiative"))]


def _subject():
    return models.CharField(_("kind of profile"), max_length=12, choices=SUBJECTS)


def _who():
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("who")
    )


class Pair(models.Model):
    """Two profiles of one kind by their UUIDs; `one` is the smaller of the two, so that each pair is held once."""

    subject = _subject()
    one = models.UUIDField(_("one"))
    other = models.UUIDField(_("other"))

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["subject", "one", "other"], name="%(class)s_once"),
            models.CheckConstraint(condition=models.Q(one__lt=models.F("other")), name="%(class)s_in_order"),
        ]

    def __str__(self):
        return f"{self.subject} {self.one} {self.other}"


class Likeness(Pair):
    """Two profiles that may be one, as the last search found: derived, made anew by the next search.

    `reasons`: codes of domain.likenesses, the strongest first; `rank`: 0 for the strongest pairs, more for doubt.
    """

    reasons = models.JSONField(_("reasons"), default=list)
    rank = models.PositiveSmallIntegerField(_("rank"))
    found_at = models.DateTimeField(_("found"), auto_now_add=True)

    class Meta(Pair.Meta):
        ordering = ("rank", "pk")
        verbose_name = _("possible double")
        verbose_name_plural = _("possible doubles")
        default_permissions = ()
        indexes = [models.Index(fields=["subject", "rank", "id"], name="likeness_in_order")]


class Distinct(Pair):
    """Two profiles that somebody said are not the same: not proposed again."""

    by = _who()
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta(Pair.Meta):
        verbose_name = _("pair that is not the same")
        verbose_name_plural = _("pairs that are not the same")
        default_permissions = ()


class Merge(models.Model):
    """One act of uniting two profiles: `gone` became part of `kept`. Its Changes name it; undone, it keeps the day."""

    subject = _subject()
    kept = models.UUIDField(_("stayed"), db_index=True)
    gone = models.UUIDField(_("went"), db_index=True)
    by = _who()
    at = models.DateTimeField(_("when"), auto_now_add=True)
    undone_by = _who()
    undone_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        default_permissions = ()
        permissions = [("merge_profiles", "Can merge profiles, take merges back, and say that two are not the same")]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "gone"], condition=models.Q(undone_at__isnull=True), name="merge_goes_once"
            )
        ]

    def __str__(self):
        return f"{self.subject} {self.gone} → {self.kept}"


class Redirect(models.Model):
    """An address that a profile had once; `key` is the UUID of the profile that it leads to."""

    subject = _subject()
    slug = models.SlugField(_("old address"), max_length=80)
    key = models.UUIDField(_("profile"))
    at = models.DateTimeField(_("since"), auto_now=True)

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["subject", "slug"], name="redirect_once")]

    def __str__(self):
        return f"{self.subject} {self.slug}"

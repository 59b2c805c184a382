"""What became of the address of a source when it was asked last."""

from django.db import models
from django.utils.translation import gettext_lazy as _

LINK_STATES = [
    ("unknown", _("not known")),
    ("alive", _("alive")),
    ("moved", _("moved")),
    ("refused", _("can't be asked")),
    ("dead", _("dead")),
]


class LinkCheck(models.Model):
    """An observation, not part of the source: it changes without anybody's edit, and stands in no history.

    It is about `url`; where the source has another address by now, it says nothing any more. `status` is the code of
    HTTP, null where nothing answered. `failures` counts days in a row, from `failing_since` to `failed_on`.
    """

    source = models.OneToOneField("Source", models.CASCADE, related_name="link_check", verbose_name=_("source"))
    url = models.URLField(_("address"), max_length=1000)
    state = models.CharField(_("state of the link"), max_length=8, choices=LINK_STATES, default="unknown")
    status = models.PositiveSmallIntegerField(_("answer"), null=True, blank=True)
    moved_to = models.CharField(_("moved to"), max_length=2000, blank=True)
    checked_at = models.DateTimeField(_("asked"))
    failures = models.PositiveSmallIntegerField(_("failed days"), default=0)
    failing_since = models.DateField(_("failing since"), null=True, blank=True)
    failed_on = models.DateField(_("failed last"), null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("check of a link")
        verbose_name_plural = _("checks of links")
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=list(dict(LINK_STATES))), name="linkcheck_known_state"),
        ]
        indexes = [models.Index(fields=["state"], name="linkcheck_by_state")]

    def __str__(self):
        return f"{self.url}: {self.state}"

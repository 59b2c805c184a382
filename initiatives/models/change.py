from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives.models.fields import DocumentField

ACTS = [
    ("created", _("created")),
    ("edited", _("edited")),
    ("deleted", _("deleted")),
    ("in-review", _("sent to review")),
    ("published", _("published")),
    ("archived", _("archived")),
    ("withdrawn", _("withdrawn")),
    ("draft", _("taken back to draft")),
    ("verified", _("verified")),
    ("imported", _("imported")),
    ("undone", _("import undone")),
    ("restored", _("restored")),
    ("merged", _("merged")),
    ("unmerged", _("merge taken back")),
    ("loaded", _("loaded with the source profiles")),
]


class Change(models.Model):
    """One act on one profile: who, when, why, and the whole document before and after.

    Append-only, but for removals (domain.redaction), which say so in `redacted_on`. `before` is null for what was
    made, `after` for what was deleted.
    """

    subject = models.CharField(_("kind of profile"), max_length=12)
    key = models.CharField(_("profile"), max_length=36)
    act = models.CharField(_("act"), max_length=12, choices=ACTS)
    at = models.DateTimeField(_("when"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("who")
    )
    reason = models.CharField(_("why"), max_length=500, blank=True)
    before = DocumentField(_("before"), null=True)
    after = DocumentField(_("after"), null=True)
    run = models.ForeignKey("ImportRun", models.SET_NULL, null=True, blank=True, related_name="changes")
    redacted_on = models.DateField(_("words removed on"), null=True, blank=True)
    merge = models.ForeignKey("Merge", models.SET_NULL, null=True, blank=True, related_name="changes")

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        indexes = [models.Index(fields=["subject", "key", "-id"], name="change_of_profile")]

    def __str__(self):
        return f"{self.subject} {self.key}: {self.act}"

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

RUN_STATES = [
    ("previewed", _("previewed")),
    ("applied", _("applied")),
    ("refused", _("refused")),
    ("cancelled", _("cancelled")),
]
OUTCOMES = [("new", _("new")), ("changed", _("changed")), ("same", _("same")), ("problem", _("problem"))]


class ImportRun(models.Model):
    """One uploaded file: what it would do, row by row, and what became of it."""

    uuid = models.UUIDField(_("identifier"), default=uuid.uuid4, unique=True, editable=False)
    file_name = models.CharField(_("file"), max_length=255)
    checksum = models.CharField(_("SHA-256 of the file"), max_length=64)
    encoding = models.CharField(_("encoding"), max_length=20, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=RUN_STATES, default="previewed")
    valid_only = models.BooleanField(_("only the good rows"), default=False)
    publish = models.BooleanField(_("publish what it makes"), default=False)
    counts = models.JSONField(_("counts"), default=dict)
    problems = models.JSONField(_("problems of the file"), default=list)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("who")
    )
    created_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    applied_at = models.DateTimeField(_("applied"), null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self):
        return self.file_name


class PlannedRow(models.Model):
    """One line of the plan: an outcome, and the document that will be written.

    Organisations, places and sources that a file brings along are planned rows too, with line 0.
    `proposals`: [{"key", "name", "reason"}] of organisations that a new one may be; `choice`: "" as long as nobody has
    chosen, "new" once somebody has. Of one that is the same as another nothing stays in the plan.
    """

    run = models.ForeignKey("ImportRun", models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField(_("line"), default=0)
    subject = models.CharField(_("kind of profile"), max_length=12, default="initiative")
    key = models.CharField(_("profile"), max_length=36, blank=True)
    title = models.CharField(_("title"), max_length=300, blank=True)
    outcome = models.CharField(_("outcome"), max_length=8, choices=OUTCOMES)
    before = models.JSONField(_("before"), null=True)
    document = models.JSONField(_("after"), null=True)
    problems = models.JSONField(_("problems"), default=list)
    proposals = models.JSONField(_("organisations that it may be"), default=list)
    choice = models.CharField(_("chosen"), max_length=36, blank=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("planned row")
        verbose_name_plural = _("planned rows")
        indexes = [models.Index(fields=["run", "outcome", "id"], name="planned_by_outcome")]

    def __str__(self):
        return f"{self.line}: {self.outcome}"

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from initiatives.models.fields import DocumentField

RUN_STATES = [
    ("reading", _("being read")),
    ("mapping", _("waiting for its columns to be assigned")),
    ("previewed", _("previewed")),
    ("saving", _("being saved")),
    ("applied", _("applied")),
    ("refused", _("refused")),
    ("cancelled", _("cancelled")),
    ("undone", _("undone")),
    ("interrupted", _("interrupted")),
]
HEADERS = [("unknown", _("some columns are unknown")), ("assigned", _("as somebody assigned the columns"))]
WORKING = ("reading", "saving")  # somebody is at work on it, or will be
OUTCOMES = [("new", _("new")), ("changed", _("changed")), ("same", _("same")), ("problem", _("problem"))]


class ImportRun(models.Model):
    """One uploaded file: what it would do, row by row, and what became of it. Or the undoing of another run.

    `worker` names the Heartbeat of who reads or saves it now: its lease. It is "" while the run waits for a worker.
    `done` of `total` rows are checked. `message` says why the last attempt to read or save it ended early.
    """

    uuid = models.UUIDField(_("identifier"), default=uuid.uuid4, unique=True, editable=False)
    file_name = models.CharField(_("file"), max_length=255)
    checksum = models.CharField(_("SHA-256 of the file"), max_length=64)
    encoding = models.CharField(_("encoding"), max_length=20, blank=True)
    encoding_guessed = models.BooleanField(_("encoding guessed"), default=False)
    header = models.CharField(_("header"), max_length=8, choices=HEADERS, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=RUN_STATES, default="previewed")
    valid_only = models.BooleanField(_("only the good rows"), default=False)
    publish = models.BooleanField(_("publish what it makes"), default=False)
    counts = models.JSONField(_("counts"), default=dict)
    problems = models.JSONField(_("problems of the file"), default=list)
    worker = models.CharField(_("worker"), max_length=64, blank=True)
    done = models.PositiveIntegerField(_("rows checked"), default=0)
    total = models.PositiveIntegerField(_("rows of the file"), default=0)
    message = models.CharField(_("why it stopped"), max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("who")
    )
    created_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("confirmed by"),
    )
    applied_at = models.DateTimeField(_("applied"), null=True, blank=True)
    undoes = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="undoings", verbose_name=_("undoes")
    )
    seconds = models.FloatField(_("seconds that saving took"), null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self):
        return gettext("Undo of %(file)s") % {"file": self.file_name} if self.undoes_id else self.file_name


class PlannedRow(models.Model):
    """One line of the plan: an outcome, and the document that will be written.

    Organisations, places and sources that a file brings along are planned rows too, with line 0.
    `proposals`: [{"key", "name", "reason"}] of organisations that a new one may be; `choice`: "" as long as nobody has
    chosen, "new" once somebody has. Of one that is the same as another nothing stays in the plan.
    """

    run = models.ForeignKey("ImportRun", models.CASCADE, related_name="rows", db_index=False)  # others begin with it
    line = models.PositiveIntegerField(_("line"), default=0)
    subject = models.CharField(_("kind of profile"), max_length=12, default="initiative")
    key = models.CharField(_("profile"), max_length=36, blank=True)
    title = models.CharField(_("title"), max_length=300, blank=True)
    outcome = models.CharField(_("outcome"), max_length=8, choices=OUTCOMES)
    before = DocumentField(_("before"), null=True)
    document = DocumentField(_("after"), null=True)
    problems = models.JSONField(_("problems"), default=list)
    cells = models.JSONField(_("row as written"), default=dict, blank=True)  # only of rows that are problems
    has_remarks = models.BooleanField(_("with remarks"), default=False)
    proposals = models.JSONField(_("organisations that it may be"), default=list)
    choice = models.CharField(_("chosen"), max_length=36, blank=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("planned row")
        verbose_name_plural = _("planned rows")
        indexes = [
            models.Index(fields=["run", "outcome", "id"], name="planned_by_outcome"),
            models.Index(
                fields=["run", "subject", "line", "id", "outcome", "has_remarks"], name="planned_for_pages"
            ),  # every page of a preview finds its rows in here alone
            models.Index(fields=["run", "key"], name="planned_by_key"),
        ]

    def __str__(self):
        return f"{self.line}: {self.outcome}"

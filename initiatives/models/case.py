"""What strangers send to the editors: corrections, new initiatives, words of organisations, wishes to be removed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

CASE_KINDS = [
    ("removal", _("Removal")),
    ("correction", _("Correction")),
    ("claim", _("Word from the organisation itself")),
    ("addition", _("New initiative")),
]
CASE_STATES = [
    ("new", _("new")),
    ("in-work", _("in work")),
    ("done", _("done")),
    ("declined", _("declined")),
    ("withdrawn", _("withdrawn by the sender")),
]
OPEN = ("new", "in-work")
OUTCOMES = [
    ("hidden", _("the profile was hidden")),
    ("shown", _("the profile was hidden and is shown again")),
    ("changed", _("the correction was taken over")),
    ("drafted", _("a draft was made")),
    ("confirmed", _("the profile was marked as confirmed by the organisation")),
]
CASE_FIELDS = [
    ("title", _("The name")),
    ("summary", _("The summary")),
    ("mission", _("The mission")),
    ("description", _("The description")),
    ("start_date", _("When it began")),
    ("end_date", _("When it ended")),
    ("status", _("Whether it is active")),
    ("website", _("The website")),
    ("countries", _("Countries and places")),
    ("partners", _("Organisations and funders")),
    ("activities", _("Activities and results")),
    ("sources", _("Sources")),
]


class Case(models.Model):
    """One message of a stranger, and what became of it. Nothing of it is public.

    `subject` and `key` name the profile it is about, also when that is gone; `page` is what the sender called it.
    `digest` is the hash of the token in the sender's link; the token itself is stored nowhere. `contact` is deleted
    some days after the case is closed (settings.CASE_CONTACT_DAYS). `hidings` are the changes by which the
    case hid the profile. `answer` is written for the sender, `reason` for colleagues.
    """

    kind = models.CharField(_("kind"), max_length=10, choices=CASE_KINDS)
    subject = models.CharField(_("kind of profile"), max_length=12, blank=True)
    key = models.CharField(_("profile"), max_length=36, blank=True)
    page = models.CharField(_("page"), max_length=300, blank=True)
    country = models.ForeignKey(
        "Country", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("country")
    )
    field = models.CharField(_("what it is about"), max_length=20, blank=True, choices=CASE_FIELDS)
    title = models.CharField(_("title"), max_length=300, blank=True)
    wrong = models.TextField(_("what is wrong"), blank=True)
    right = models.TextField(_("what is right"), blank=True)
    text = models.TextField(_("message"), blank=True)
    website = models.CharField(_("website"), max_length=500, blank=True)
    source_url = models.CharField(_("address of a source"), max_length=1000, blank=True)
    contact = models.CharField(_("how to reach the sender"), max_length=300, blank=True)
    language = models.CharField(_("language of the page"), max_length=35, default="en")
    digest = models.CharField(_("hash of the link"), max_length=64, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=CASE_STATES, default="new")
    answer = models.TextField(_("answer to the sender"), blank=True)
    reason = models.CharField(_("why"), max_length=500, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=OUTCOMES, blank=True)
    hidings = models.ManyToManyField("Change", blank=True, related_name="+", verbose_name=_("changes that hide"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("who")
    )
    created_at = models.DateTimeField(_("sent"), auto_now_add=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    class Meta:
        ordering = ("created_at", "pk")
        verbose_name = _("case")
        verbose_name_plural = _("cases from the public")
        permissions = [("hide_case", "Can hide a profile at once from a case")]
        indexes = [models.Index(fields=["subject", "key"], name="case_of_profile")]

    def __str__(self):
        return gettext("Case %(number)d") % {"number": self.pk or 0}

    @property
    def is_open(self):
        return self.state in OPEN


class CaseWord(models.Model):
    """A word that the sender added later."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="words")
    text = models.TextField(_("message"))
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("word added")
        verbose_name_plural = _("words added")

    def __str__(self):
        return f"{self.case_id}: {self.pk}"

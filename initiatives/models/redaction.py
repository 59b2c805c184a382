import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

REASONS = [
    ("asked", _("the person asked for it")),
    ("danger", _("it could harm somebody")),
    ("consent", _("there was no consent, or it was taken back")),
    ("law", _("the law or a court asks for it")),
    ("mistake", _("it should never have been entered")),
]


class Redaction(models.Model):
    """What is left of words that were removed from every copy: never the words.

    `digests`: [[number of words, HMAC of their compared form]], one for each spelling (domain.spellings); by them a
    restored backup is cleaned again. `key_check` tells which secret key they were made with. `subject` and `key` name
    the profile from which the removal was asked, if any. `counts`: {table: rows changed}.
    """

    uuid = models.UUIDField(_("identifier"), default=uuid.uuid4, unique=True, editable=False)
    at = models.DateTimeField(_("when"), auto_now_add=True)
    reason = models.CharField(_("why"), max_length=10, choices=REASONS)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("who")
    )
    subject = models.CharField(_("kind of profile"), max_length=12, blank=True)
    key = models.CharField(_("profile"), max_length=36, blank=True)
    digests = models.JSONField(_("digests"), default=list)
    key_check = models.CharField(_("made with the key"), max_length=16)
    counts = models.JSONField(_("counts"), default=dict)

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("removal")
        verbose_name_plural = _("removals")
        permissions = [("redact", _("Can remove words from every copy"))]

    def __str__(self):
        return f"{self.at:%Y-%m-%d} {self.get_reason_display()}"

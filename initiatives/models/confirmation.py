"""Links by which an organisation says whether its profile is still true."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

ANSWERS = [
    ("confirmed", _("still true")),
    ("change", _("wants a change")),
    ("removal", _("wants to be removed")),
]


class ConfirmationLink(models.Model):
    """One link, made by an editor and sent by them. `digest` is the hash of its token, which is stored nowhere.

    What the organisation wants changed or removed is a `case` like any other word of the public.
    """

    initiative = models.ForeignKey(
        "Initiative", models.CASCADE, related_name="confirmation_links", verbose_name=_("initiative")
    )
    digest = models.CharField(_("hash of the link"), max_length=64, unique=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("who")
    )
    made_at = models.DateTimeField(_("made"))
    expires_at = models.DateTimeField(_("works until"))
    answer = models.CharField(_("answer"), max_length=10, blank=True, choices=ANSWERS)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    case = models.ForeignKey("Case", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("case"))

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("link to confirm")
        verbose_name_plural = _("links to confirm")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer__in=["", *dict(ANSWERS)]), name="confirmationlink_known_answer"
            ),
            models.CheckConstraint(
                condition=models.Q(answer="", answered_at=None) | (~models.Q(answer="") & ~models.Q(answered_at=None)),
                name="confirmationlink_answered_with_a_date",
            ),
        ]

    def __str__(self):
        return f"{self.initiative}: {self.made_at:%Y-%m-%d}"

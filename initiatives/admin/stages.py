"""The way to the public, step by step: buttons on a profile's page and actions on the list."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from initiatives.admin.seen import reason_of
from initiatives.admin.versioning import VersionedAdmin
from initiatives.domain import editing, publishing
from initiatives.models.initiative import EDIT_OTHERS

BUTTONS = {
    "in-review": _("Save and send to review"),
    "published": _("Save and publish"),
    "archived": _("Save and archive"),
    "withdrawn": _("Save and withdraw"),
    "draft": _("Save and take back to draft"),
}
CHECKS = {
    "source-checked": _("Save and mark as checked against its source"),
    "confirmed-by-organisation": _("Save and mark as confirmed by the organisation"),
}


class ReasonedActions(ActionForm):
    _reason = forms.CharField(label=_("Why:"), required=False, max_length=500)


class StageActions(VersionedAdmin):
    """For the admin of initiatives."""

    action_form = ReasonedActions
    actions = ["send_to_review", "publish", "archive", "withdraw", "take_back", "mark_checked", "mark_confirmed"]

    def has_publish_permission(self, request):
        return request.user.has_perm("initiatives.publish_initiative")

    def has_verify_permission(self, request):
        """Nobody confirms what only they have seen."""
        return request.user.has_perm(EDIT_OTHERS) and self.has_change_permission(request)

    # --- on the page of one profile ---

    def steps(self, request, obj):
        """[(field name, value, button)] of what this person may do with this profile next."""
        if obj is None or not self.has_change_permission(request, obj):
            return []
        stages = [stage for stage in BUTTONS if publishing.allowed(request.user, obj.stage, stage)]
        moves = [("_stage", stage, BUTTONS[stage]) for stage in stages]
        checks = CHECKS if self.has_verify_permission(request) else {}
        return moves + [("_verify", verification, button) for verification, button in checks.items()]

    def take_step(self, request, obj):
        """What a button asked for beyond saving; whether there was such a button."""
        stage, verification = request.POST.get("_stage"), request.POST.get("_verify")
        if stage in BUTTONS:
            self._move(request, [obj], stage, is_saved=True)
        elif verification in CHECKS and self.has_verify_permission(request):
            self._verify(request, [obj], verification, is_saved=True)
        return stage in BUTTONS or verification in CHECKS

    # --- on the list ---

    def _take(self, request, rows, step, *, is_saved):
        """Take `step` with each of `rows` that is still as the list showed it to this person.

        `is_saved`: this person has saved it within this transaction, under its token; nothing can have changed since.
        """
        done = 0
        for row in rows:
            token = None if is_saved else self.token_seen(request, row)
            try:
                with transaction.atomic():
                    step(row, token)
                done += 1
            except publishing.Refused as refusal:
                self.message_user(request, str(refusal), messages.ERROR)
            except editing.Stale as stale:
                self.tell_stale(request, row, stale, token)
        if done:
            sentence = ngettext("%(count)d profile: done.", "%(count)d profiles: done.", done)
            self.message_user(request, sentence % {"count": done}, messages.SUCCESS)

    def _move(self, request, rows, stage, *, is_saved=False):
        chosen = {"by": request.user, "reason": reason_of(request)}
        self._take(
            request, rows, lambda row, token: publishing.move(row, stage, token=token, **chosen), is_saved=is_saved
        )

    def _verify(self, request, rows, verification, *, is_saved=False):
        chosen = {"by": request.user, "verification": verification}
        self._take(request, rows, lambda row, token: publishing.verify(row, token=token, **chosen), is_saved=is_saved)

    @admin.action(description=_("Send to review"), permissions=["change"])
    def send_to_review(self, request, queryset):
        self._move(request, queryset, "in-review")

    @admin.action(description=_("Publish"), permissions=["publish"])
    def publish(self, request, queryset):
        self._move(request, queryset, "published")

    @admin.action(description=_("Archive"), permissions=["publish"])
    def archive(self, request, queryset):
        self._move(request, queryset, "archived")

    @admin.action(description=_("Withdraw"), permissions=["publish"])
    def withdraw(self, request, queryset):
        self._move(request, queryset, "withdrawn")

    @admin.action(description=_("Take back to draft"), permissions=["change"])
    def take_back(self, request, queryset):
        self._move(request, queryset, "draft")

    @admin.action(description=_("Mark as checked against its source"), permissions=["verify"])
    def mark_checked(self, request, queryset):
        self._verify(request, queryset, "source-checked")

    @admin.action(description=_("Mark as confirmed by the organisation"), permissions=["verify"])
    def mark_confirmed(self, request, queryset):
        self._verify(request, queryset, "confirmed-by-organisation")

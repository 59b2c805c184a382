"""What administrators do with an account in an emergency: reset its second step, or switch it off at once."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from initiatives.admin.base import DirectoryAdmin
from initiatives.domain import scope, second_step


class Emergencies(DirectoryAdmin):
    """For the admin of users. Each act is done by POST and stands in the admin's history of the person."""

    def get_urls(self):
        def address(route, view, name):
            return path(f"<path:object_id>/{route}/", self.admin_site.admin_view(view), name=name)

        return [
            address("reset-second-step", self.reset_second_step_view, "reset_second_step"),
            address("switch-off", self.switch_off_view, "switch_off"),
            *super().get_urls(),
        ]

    def _managed(self, request, object_id):
        """(somebody else whom this person may manage, None), or (None, the answer to other methods than POST)."""
        if request.method != "POST":
            self._allowed(request, object_id)
            return None, HttpResponseNotAllowed(["POST"])
        return self._somebody_else(request, object_id), None

    def _somebody_else(self, request, object_id):
        """Whom this person may manage."""
        user = self._allowed(request, object_id)
        if user is None:
            raise Http404
        if user == request.user:
            raise PermissionDenied
        return user

    def _allowed(self, request, object_id):
        """The person, None where there is none. Raises PermissionDenied for who may not manage people, or this one."""
        user = self.get_object(request, unquote(object_id))
        if not super().has_change_permission(request) or (user and not self.has_change_permission(request, user)):
            raise PermissionDenied
        return user

    def reset_second_step_view(self, request, object_id):
        user, refusal = self._managed(request, object_id)
        if refusal:
            return refusal
        second_step.reset(user)
        self.log_change(request, user, "Reset the second step of the login.")
        sentence = _("%(name)s is logged out everywhere, and logs in with the password alone until they set up an app.")
        self.message_user(request, sentence % {"name": user}, messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:initiatives_user_change", args=[user.pk]))

    def switch_off_view(self, request, object_id):
        """End the person's sessions, let nobody log in as them, and go to what was done in their name."""
        user, refusal = self._managed(request, object_id)
        if refusal:
            return refusal
        user.is_active = False
        user.end_sessions()
        user.save(update_fields=["is_active", "session_stamp"])
        self.log_change(request, user, "Switched the account off and ended its sessions.")
        sentence = _("%(name)s is logged out everywhere and can't log in any more.")
        self.message_user(request, sentence % {"name": user}, messages.SUCCESS)
        return self._to_acts(request, user)

    def _to_acts(self, request, user):
        """To what was done in this person's name, the newest first, for who may read the ledger."""
        if request.user.has_perm("initiatives.view_change") and scope.bound_to(request.user) is None:
            return HttpResponseRedirect(f"{reverse('admin:initiatives_change_changelist')}?by__exact={user.pk}")
        return HttpResponseRedirect(reverse("admin:initiatives_user_change", args=[user.pk]))

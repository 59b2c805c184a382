"""Several profiles marked as checked at once, from the desk: each only as the person saw it."""

from django.contrib import admin, messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from initiatives.admin.guarding import is_key
from initiatives.admin.versioning import VersionedAdmin
from initiatives.domain import editing, freshness, publishing
from initiatives.models.initiative import EDIT_OTHERS

MOST = 100  # profiles at once


class OverdueFilter(admin.SimpleListFilter):
    title = gettext_lazy("next check")
    parameter_name = "check"

    def lookups(self, request, model_admin):
        return [("overdue", gettext_lazy("overdue")), ("never", gettext_lazy("never checked"))]

    def queryset(self, request, queryset):
        if self.value() == "overdue":
            return queryset.filter(freshness.overdue(on=timezone.localdate()))
        return queryset.filter(verified_date=None) if self.value() == "never" else queryset


class Verifying(VersionedAdmin):
    """For the admin of initiatives: takes what the desk's form sends, `row` = "key:version"."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.verify_view)
        return [path("verify/", view, name="initiatives_initiative_verify"), *super().get_urls()]

    def verify_view(self, request):
        if not (self.has_change_permission(request) and request.user.has_perm(EDIT_OTHERS)):
            raise PermissionDenied  # nobody confirms what only they have seen
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        chosen = [value.partition(":") for value in request.POST.getlist("row")]
        if len(chosen) > MOST or not all(is_key(self.model, key) for key, _colon, _token in chosen):
            raise BadRequest("Not rows of the desk.")
        rows = [(self.get_object(request, key), token) for key, _colon, token in chosen]
        if not all(obj for obj, _token in rows):
            raise Http404
        if not all(self.has_change_permission(request, obj) for obj, _token in rows):
            raise PermissionDenied
        self._verified(request, rows)
        return HttpResponseRedirect(reverse("admin:index"))

    def _verified(self, request, rows):
        done = sum(self._is_verified(request, obj, token) for obj, token in rows)
        if done:
            told = ngettext(
                "%(count)d profile is marked as checked today.", "%(count)d profiles are marked as checked today.", done
            )
            self.message_user(request, told % {"count": done}, messages.SUCCESS)
        if not rows:
            self.message_user(request, _("Tick the profiles that you have checked first."), messages.WARNING)

    def _is_verified(self, request, obj, token):
        try:
            with transaction.atomic():
                publishing.verify(obj, by=request.user, token=token)
        except editing.Stale:
            told = _("“%(title)s” has changed since you saw it: look at it again.") % {"title": self.title(obj)}
            self.message_user(request, told, messages.ERROR)
            return False
        return True

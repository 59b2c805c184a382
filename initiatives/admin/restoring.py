"""Old versions in the history of a profile, and the page that brings one of them back."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from initiatives.admin.comparing import acts_since
from initiatives.admin.seen import SEEN, ActsOnWhatWasSeen, reason_of
from initiatives.domain import documents, editing, history, publishing, restoring, scope
from initiatives.domain.shapes import subject_of

MOST_ACTS = 50


class Restorable(ActsOnWhatWasSeen):
    object_history_template = "admin/versioned/history.html"

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_restore"
        view = self.admin_site.admin_view(self.restore_view)
        return [path("<path:object_id>/versions/<slug:version>/", view, name=name), *super().get_urls()]

    def history_view(self, request, object_id, extra_context=None):
        obj = self.get_object(request, unquote(object_id))
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        if obj is None:
            raise Http404
        entries = history.of(*subject_of(obj))[:MOST_ACTS]
        subject, key = subject_of(obj)
        context = self._about(obj) | {
            "subject": subject,
            "key": key,
            "can_remove_words": request.user.has_perm("initiatives.redact") and scope.bound_to(request.user) is None,
            "title": _("History of %(name)s") % {"name": self.title(obj)},
            "entries": [(entry, *self._versions(request, obj, entry, entries)) for entry in entries],
        }
        context |= self.admin_site.each_context(request) | (extra_context or {})
        return TemplateResponse(request, self.object_history_template, context)

    def _about(self, obj):
        name = {"name": self.title(obj), "module_name": self.opts.verbose_name_plural}
        return name | {"object": obj, "opts": self.opts}

    def title(self, obj):
        return str(obj)

    def _versions(self, request, obj, entry, entries):
        """(where the version that this entry made is brought back, and where the one before the oldest entry is); ""
        where there is none, or it is the one of now."""
        if not self.has_change_permission(request, obj):
            return "", ""
        newest, oldest = entry is entries[0], entry is entries[-1]
        after = "" if newest else self._address(obj, entry.change.after)
        return after, self._address(obj, entry.change.before) if oldest else ""

    def _address(self, obj, document):
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_restore"
        return reverse(name, args=[obj.pk, documents.token(document)]) if document else ""

    def restore_view(self, request, object_id, version):
        """The page that says what bringing a version back would change; by POST it does exactly that."""
        obj = self.get_object(request, unquote(object_id))
        if not self.has_change_permission(request, obj):
            raise PermissionDenied
        if obj is None:
            raise Http404
        if request.method not in ("GET", "HEAD", "POST"):
            return HttpResponseNotAllowed(["GET", "POST"])
        try:
            return self._restored(request, obj, version)
        except publishing.Refused as refused:
            self.message_user(request, str(refused), messages.ERROR)
        return HttpResponseRedirect(reverse(f"admin:initiatives_{self.opts.model_name}_history", args=[obj.pk]))

    def _restored(self, request, obj, version):
        subject, key = subject_of(obj)
        found = restoring.outlook(subject, key, version, by=request.user)
        if found is None:
            raise Http404
        if request.method != "POST":
            return self._restore_page(request, obj, found)
        chosen = {"by": request.user, "seen": request.POST.get(SEEN, ""), "reason": reason_of(request)}
        try:
            restoring.restore(subject, key, version, **chosen)
        except editing.Stale as stale:
            acts = acts_since(stale.subject, stale.key, chosen["seen"])
            return self._restore_page(request, obj, found, acts=acts, status=409)
        self.message_user(request, _("The version is back."), messages.SUCCESS)
        return HttpResponseRedirect(reverse(f"admin:initiatives_{self.opts.model_name}_change", args=[obj.pk]))

    def _restore_page(self, request, obj, found, *, acts=(), status=200):
        context = self._about(obj) | {
            "title": _("Bring back an old version of %(name)s") % {"name": self.title(obj)},
            "found": found,
            "acts": acts,
            "reason": reason_of(request),
        }
        context |= self.admin_site.each_context(request)
        return TemplateResponse(request, "admin/versioned/restore.html", context, status=status)

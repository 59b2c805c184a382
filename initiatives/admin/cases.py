"""The moderation queue: what strangers wrote, beside the profile as it is now, and what can be done about it."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Case as When
from django.db.models import Value
from django.db.models import When as Is
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.admin.base import DirectoryAdmin
from initiatives.admin.looking import Unlooked, look
from initiatives.admin.slugs import free_slug
from initiatives.admin.weighing import Weighed, correction_in, written
from initiatives.domain import cases, documents, editing, hiding
from initiatives.domain.publishing import Refused
from initiatives.models import Case, Initiative
from initiatives.models.case import OPEN

DONE = {
    "work": gettext_lazy("The case is yours."),
    "done": gettext_lazy("The case is closed."),
    "decline": gettext_lazy("The case is declined."),
    "take": gettext_lazy("The correction stands in the profile."),
    "draft": gettext_lazy("A draft was made: complete it."),
    "confirm": gettext_lazy("The profile is marked as confirmed by the organisation."),
    "hide": gettext_lazy("The profile is hidden from the public, everywhere."),
    "show": gettext_lazy("The profile is shown again."),
}


@admin.register(Case)
class CaseAdmin(DirectoryAdmin):
    list_display = ["__str__", "kind", "called", "state", "created_at", "by"]
    list_filter = ["state", "kind", "created_at", "outcome"]
    list_select_related = ["by"]
    search_fields = ["page", "title", "text", "wrong", "right", "reason"]
    search_help_text = gettext_lazy("What the sender wrote, reasons.")
    actions = None

    def get_queryset(self, request):
        """Wishes to be removed first, then the other open ones, the oldest on top."""
        urgent = Is(state__in=OPEN, kind="removal", outcome="", then=Value(0))
        return cases.of(request.user).annotate(rank=When(urgent, Is(state__in=OPEN, then=Value(1)), default=Value(2)))

    def get_ordering(self, request):
        return ["rank", "created_at", "pk"]

    def has_add_permission(self, request):
        return False

    @admin.display(description=gettext_lazy("about"))
    def called(self, obj):
        return obj.page or obj.title

    # --- one case ---

    def change_view(self, request, object_id, form_url="", extra_context=None):
        case = self.get_object(request, unquote(object_id))
        if not self.has_view_or_change_permission(request, case):
            raise PermissionDenied
        if case is None:
            raise Http404
        weighed = Weighed(case, request, self.admin_site)
        if request.method != "POST":
            return self._page(request, weighed)
        act = request.POST.get("_act", "")
        if act not in weighed.acts:
            raise PermissionDenied
        return self._acted(request, weighed, act)

    def _acted(self, request, weighed, act):
        """What came of a button; where it is refused, the page again with all that was typed."""
        case, context = weighed.case, {}
        try:
            with transaction.atomic():
                getattr(self, f"_{act}")(request, case)
                self.log_change(request, case, str(DONE[act]))
        except editing.Stale:
            refusal = _("The profile has changed since you opened this page: look at the difference again.")
        except Unlooked as unlooked:
            refusal, context = "", {"unlooked": unlooked}
        except Refused as refused:
            refusal = str(refused)
        except ValidationError as error:
            refusal = " ".join(error.messages)
        else:
            self.message_user(request, DONE[act], messages.SUCCESS)
            return HttpResponseRedirect(self._next(case, act))
        if refusal:
            self.message_user(request, refusal, messages.ERROR)
        weighed = Weighed(Case.objects.get(pk=case.pk), request, self.admin_site)
        return self._page(request, weighed, status=422 if context else 409, **context)

    def _next(self, case, act):
        draft = cases.profile(Case.objects.get(pk=case.pk)) if act == "draft" else None
        name, pk = ("initiative", draft.pk) if draft else ("case", case.pk)
        return reverse(f"admin:initiatives_{name}_change", args=[pk])

    def _page(self, request, weighed, status=200, **more):
        context = self.admin_site.each_context(request) | {
            "title": str(weighed.case),
            "opts": self.opts,
            "original": weighed.case,
            "weighed": weighed,
            "can_delete": self.has_delete_permission(request, weighed.case),
            **more,
        }
        return TemplateResponse(request, "admin/cases/case.html", context, status=status)

    # --- what the buttons do ---

    def _work(self, request, case):
        cases.start(case, by=request.user, **written(request))

    def _done(self, request, case):
        cases.close(case, "done", by=request.user, **written(request))

    def _decline(self, request, case):
        if not written(request)["reason"]:
            raise Refused(_("Say why it is declined; the reason is for your colleagues."))
        cases.close(case, "declined", by=request.user, **written(request))

    def _take(self, request, case):
        token, before = request.POST.get("_version", ""), documents.read_one(case.subject, case.key)
        cases.take_over(case, correction_in(request, case), token=token, by=request.user, **written(request))
        look(request, editing.Edit(case.subject, case.key, before))

    def _draft(self, request, case):
        slug = free_slug(Initiative, case.title)
        key = cases.make_draft(case, slug=slug, by=request.user, **written(request))
        look(request, editing.Edit("initiative", key, None))

    def _confirm(self, request, case):
        cases.confirm(case, by=request.user, **written(request))

    def _hide(self, request, case):
        hiding.hide(case, by=request.user, **written(request))

    def _show(self, request, case):
        hiding.show_again(case, by=request.user, reason=written(request)["reason"])

"""Possible doubles, two profiles side by side, one button that unites them, one that takes it back."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from initiatives.admin.comparing_two import Comparison, listed
from initiatives.admin.guarding import MOST
from initiatives.admin.versioning import VersionedAdmin, reason_of
from initiatives.domain import duplicates, merging
from initiatives.domain.publishing import Refused
from initiatives.domain.shapes import SHAPES
from initiatives.models import Merge

SIZE = 25  # pairs on a page
CHOICE = "choose-"


class Mergeable(VersionedAdmin):
    """For admins of profiles that can be entered twice."""

    change_list_template = "admin/versioned/change_list.html"
    actions: Any = ["merge_two"]

    def has_merge_permission(self, request):
        return merging.may(request.user, self.subject)

    @admin.action(description=gettext_lazy("Compare and merge two"), permissions=["merge"])
    def merge_two(self, request, queryset):
        keys = list(queryset.order_by("pk").values_list("uuid", flat=True)[:3])
        if len(keys) != 2:
            self.message_user(request, _("Choose exactly two."), messages.ERROR)
        elif duplicates.visible(request.user, self.subject).filter(uuid__in=keys).count() != 2:
            sentence = _("You merge what lies in your countries, or what a profile of yours names.")
            self.message_user(request, sentence, messages.ERROR)
        else:
            return HttpResponseRedirect(reverse("admin:merge", args=[self.subject, *keys]))
        return None

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"subject": self.subject, **(extra_context or {})})


def urls(site):
    """Addresses within the admin `site`."""

    def page(address, view, name):
        return path(address, site.admin_view(lambda request, **found: view(site, request, **found)), name=name)

    return [
        page("duplicates/<slug:subject>/", pairs, "duplicates"),
        page("merge/<slug:subject>/<uuid:kept>/<uuid:gone>/", compare, "merge"),
        page("merge/<int:pk>/undo/", take_back, "merge_undo"),
    ]


def _must_be_allowed(request, subject, *methods):
    """What is no such address is 404, before rights are asked. The answer to other methods, None for these."""
    if subject not in merging.SUBJECTS:
        raise Http404
    if not merging.may(request.user, subject):
        raise PermissionDenied
    return None if request.method in methods else HttpResponseNotAllowed(methods)


def _context(site, subject, title, **more):
    opts = SHAPES[subject].model._meta
    return more | {"title": title, "subject": subject, "opts": opts}


# --- the list ---


def pairs(site, request, subject):
    if refused := _must_be_allowed(request, subject, "GET", "HEAD", "POST"):
        return refused
    if request.method == "POST":
        return _searched(request, subject)
    with_series = request.GET.get("series") == "1"
    found = duplicates.open_for(request.user, subject, series=with_series)
    page = Paginator(found, SIZE).get_page(request.GET.get("page", "1"))
    context = _context(
        site,
        subject,
        _("Possible doubles"),
        rows=list(listed(subject, page)),
        page=page,
        searched_at=duplicates.searched_at(subject),
        with_series=with_series,
        kinds=[(name, SHAPES[name].model._meta.verbose_name_plural) for name in merging.SUBJECTS],
    )
    return TemplateResponse(request, "admin/merging/pairs.html", site.each_context(request) | context)


def _searched(request, subject):
    found = duplicates.ask(subject)
    if found is None:
        sentence = _("There are many profiles: the worker looks for doubles now. Come back in a few minutes.")
    else:
        count = duplicates.open_for(request.user, subject).count()
        sentence = ngettext("%(count)d pair may be one.", "%(count)d pairs may be one.", count) % {"count": count}
    messages.success(request, sentence)
    return HttpResponseRedirect(reverse("admin:duplicates", args=[subject]))


# --- two side by side ---


def compare(site, request, subject, kept, gone):
    if refused := _must_be_allowed(request, subject, "GET", "HEAD", "POST"):
        return refused
    own = duplicates.visible(request.user, subject).filter(uuid__in=[kept, gone])
    if kept == gone or own.count() != 2:
        raise Http404
    if request.method == "POST":
        return (
            _apart(request, subject, kept, gone)
            if "_apart" in request.POST
            else _merged(site, request, subject, str(kept), str(gone))
        )
    return _shown(site, request, subject, str(kept), str(gone))


def _shown(site, request, subject, kept, gone, *, chosen=None, status=200):
    try:
        comparison = Comparison(subject, kept, gone, chosen or {})
    except Refused as refused:
        messages.error(request, str(refused))
        return HttpResponseRedirect(reverse("admin:duplicates", args=[subject]))
    context = _context(
        site,
        subject,
        _("One or two?"),
        comparison=comparison,
        swapped=reverse("admin:merge", args=[subject, gone, kept]),
        reason=reason_of(request),
    )
    return TemplateResponse(request, "admin/merging/compare.html", site.each_context(request) | context, status=status)


def _merged(site, request, subject, kept, gone):
    chosen = {name.removeprefix(CHOICE): side for name, side in request.POST.items() if name.startswith(CHOICE)}
    seen = {kept: request.POST.get("seen-kept", ""), gone: request.POST.get("seen-gone", "")}
    try:
        merging.merge(subject, kept, gone, by=request.user, seen=seen, chosen=chosen, reason=reason_of(request))
    except Refused as refused:
        messages.error(request, str(refused))
        return _shown(site, request, subject, kept, gone, chosen=chosen, status=409)
    messages.success(request, _("Both are one now. The history offers to take it back."))
    return HttpResponseRedirect(_address(subject, kept))


def _apart(request, subject, one, other):
    merging.keep_apart(subject, one, other, by=request.user)
    messages.success(request, _("Remembered: these two are not the same."))
    return HttpResponseRedirect(reverse("admin:duplicates", args=[subject]))


def _address(subject, key, view="change"):
    row = SHAPES[subject].model._base_manager.get(uuid=key)
    return reverse(f"admin:initiatives_{subject}_{view}", args=[row.pk])


# --- and back ---


def take_back(site, request, pk):
    if not request.user.has_perm(merging.RIGHT):
        raise PermissionDenied
    record = get_object_or_404(Merge, pk=min(pk, MOST))
    if refused := _must_be_allowed(request, record.subject, "POST"):
        return refused
    if not duplicates.visible(request.user, record.subject).filter(uuid=record.kept).exists():
        raise Http404
    try:
        undone = merging.undo(record, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("They are two again, as before."))
        if undone.left:
            _tell_of_left(request, len(undone.left))
    return HttpResponseRedirect(_address(record.subject, record.kept, "history"))


def _tell_of_left(request, count):
    sentence = ngettext(
        "%(count)d profile was edited since and is left as it is: it still names the one that stayed.",
        "%(count)d profiles were edited since and are left as they are: they still name the one that stayed.",
        count,
    )
    messages.warning(request, sentence % {"count": count})

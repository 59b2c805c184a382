"""Undoing an import: first what it would do and what it would leave, then one button."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from initiatives.domain.publishing import Refused
from initiatives.imports import undo as undoing

MOST = 200  # of what is left are listed on the page
KINDS = {
    "initiative": gettext_lazy("Initiative"),
    "organisation": gettext_lazy("Organisation"),
    "place": gettext_lazy("Place"),
    "source": gettext_lazy("Source"),
    "country": gettext_lazy("Country"),
}


def view(admin, request, run):
    """The answer of `admin`, an ImportRunAdmin that found that `run` is this person's."""
    values = request.POST if request.method == "POST" else request.GET
    take_edited = values.get("edited") == "take"
    if request.method == "POST":
        return _undone(admin, request, run, take_edited)
    try:
        outlook = undoing.preview(run, by=request.user, take_edited=take_edited)
    except Refused as refused:
        admin.message_user(request, str(refused), messages.ERROR)
        return _to(run)
    return TemplateResponse(request, "admin/imports/undo.html", _context(admin, request, run, outlook))


def _undone(admin, request, run, take_edited):
    try:
        record, outlook = undoing.undo(run, by=request.user, take_edited=take_edited, seen=request.POST.get("seen", ""))
    except Refused as refused:
        admin.message_user(request, str(refused), messages.ERROR)
        return _to(run)
    told = " ".join([_("The import is undone."), *sentences(outlook.counts)])
    admin.message_user(request, told, messages.SUCCESS)
    return _to(record)


def sentences(counts):
    """What an Outlook with these counts did."""
    for name, sentence in (
        ("deleted", ngettext("%(count)d profile deleted.", "%(count)d profiles deleted.", counts["deleted"])),
        ("restored", ngettext("%(count)d is as before.", "%(count)d are as before.", counts["restored"])),
        ("left", ngettext("%(count)d left as it is.", "%(count)d left as they are.", counts["left"])),
    ):
        if counts[name]:
            yield sentence % {"count": counts[name]}


def _context(admin, request, run, outlook):
    return (
        admin.admin_site.each_context(request)
        | left(outlook)
        | {
            "title": _("Undo the import of %(file)s") % {"file": run.file_name},
            "opts": admin.opts,
            "original": run,
            "outlook": outlook,
        }
    )


def left(outlook):
    """What templates/admin/imports/left.html needs."""
    rows = [(KINDS[row.subject], row) for row in outlook.left[:MOST]]
    edited = sum(row.why == "edited" for row in outlook.left)
    return {"left": rows, "unlisted": len(outlook.left) - len(rows), "edited": edited}


def _to(run):
    return HttpResponseRedirect(reverse("admin:initiatives_importrun_change", args=[run.pk]))

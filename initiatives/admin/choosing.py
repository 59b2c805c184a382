"""Same or new: the page on which the owner of an import chooses what its new organisations are."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from initiatives.admin.base import DirectoryAdmin
from initiatives.domain.publishing import Refused
from initiatives.domain.roles import may_import
from initiatives.imports import choices

SIZE = 25  # organisations on a page
FIELD = "choice-"


class Choosing(DirectoryAdmin):
    """For the admin of import runs: adds the page `choices`."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.choices_view)
        own = path("<path:object_id>/choices/", view, name="initiatives_importrun_choices")
        return [own, *super().get_urls()]

    def choices_view(self, request, object_id):
        run = self._own_run(request, object_id)
        if request.method == "POST":
            return self._chosen(request, run)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "POST"])
        page = Paginator(choices.open_rows(run), SIZE).get_page(request.GET.get("page", "1"))
        rows = [(row, choices.offered(row)) for row in page] if run.state == "previewed" else []
        context = {"title": _("Same or new?"), "opts": self.opts, "original": run, "rows": rows, "page": page}
        return TemplateResponse(request, "admin/imports/choices.html", self.admin_site.each_context(request) | context)

    def _own_run(self, request, object_id):
        """The run, for its owner with the right to import only; to others it does not exist."""
        run = self.get_object(request, unquote(object_id))
        if not may_import(request.user):
            raise PermissionDenied
        if run is None or run.by_id != request.user.pk:
            raise Http404
        return run

    def _chosen(self, request, run):
        posted = {name.removeprefix(FIELD): key for name, key in request.POST.items() if name.startswith(FIELD)}
        chosen = {int(pk): key for pk, key in posted.items() if key and pk.isascii() and pk.isdigit() and len(pk) < 19}
        try:
            choices.choose(run, chosen)
        except Refused as refused:
            self.message_user(request, str(refused), messages.ERROR)
        else:
            self.message_user(request, _("The plan follows your choice."), messages.SUCCESS)
        more = chosen and choices.open_rows(run).exists() and run.state == "previewed"
        view = "choices" if more else "change"
        return HttpResponseRedirect(reverse(f"admin:initiatives_importrun_{view}", args=[run.pk]))

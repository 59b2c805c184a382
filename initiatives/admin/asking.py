"""“Is this still true?”: the page of an initiative on which its editors make a link for the organisation."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from initiatives.admin.versioning import VersionedAdmin
from initiatives.domain import confirming
from initiatives.domain.publishing import Refused

SHOWN = 20  # links of a profile


class Asking(VersionedAdmin):
    """For the admin of initiatives. Who may edit a profile may ask about it."""

    change_form_template = "admin/initiative_form.html"

    def get_urls(self):
        view = self.admin_site.admin_view(self.ask_view)
        return [path("<path:object_id>/ask/", view, name="initiatives_initiative_ask"), *super().get_urls()]

    def ask_view(self, request, object_id):
        obj = self.get_object(request, unquote(object_id))
        if not self.has_change_permission(request, obj):
            raise PermissionDenied
        if obj is None:
            raise Http404
        if request.method not in ("GET", "HEAD", "POST"):
            return HttpResponseNotAllowed(["GET", "POST"])
        return self._shown(request, obj, self._made(request, obj) if request.method == "POST" else "")

    def _made(self, request, obj):
        """The address of a new link, shown this once; "" where there can't be one."""
        try:
            token = confirming.make(obj, by=request.user)
        except Refused as refused:
            self.message_user(request, str(refused), messages.ERROR)
            return ""
        return request.build_absolute_uri(reverse("initiatives:confirm", args=[token]))

    def _shown(self, request, obj, link):
        context = self.admin_site.each_context(request) | {
            "title": _("Is this still true?"),
            "links": obj.confirmation_links.select_related("by", "case")[:SHOWN],
            "link": link,
            "is_public": obj.stage == "published" and obj.sensitivity != "withheld",
            "name": self.title(obj),
            "object": obj,
            "opts": self.opts,
        }
        response = TemplateResponse(request, "admin/asking.html", context)
        response.headers["Cache-Control"] = "no-store"
        return response

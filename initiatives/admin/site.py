"""The admin's frame: its name, its languages, and the addresses that need no model."""

from functools import update_wrapper

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse, translate_url
from django.utils.translation import gettext_lazy as _

from initiatives.admin import merging, second_step
from initiatives.admin.desk import Desk
from initiatives.admin.invitations import SetPassword
from initiatives.models import Initiative
from initiatives.vocabulary import INTERFACE_LANGUAGES, LANGUAGES


class Site(admin.AdminSite):
    site_header = site_title = _("Editors' room")
    index_title = _("What would you like to work on?")
    site_url = "/"
    index_template = "admin/desk.html"

    def get_urls(self):
        """Without Django's redirect from any row to its page: it would name rows a person may not see."""
        own = [path("set-password/<uidb64>/<token>/", SetPassword.as_view(admin_site=self), name="set_password")]
        own += second_step.addresses(self) + merging.urls(self)
        return own + [url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site"]

    def has_permission(self, request):
        return super().has_permission(request) and not second_step.is_awaited(request)

    def admin_view(self, view, cacheable=False):
        """Strangers are asked to log in; who has shown a password only, for the second step."""
        guarded = super().admin_view(view, cacheable)

        def asking(request, *args, **kwargs):
            known = super(Site, self).has_permission(request)
            return (
                second_step.ask(request)
                if known and second_step.is_awaited(request)
                else guarded(request, *args, **kwargs)
            )

        return update_wrapper(asking, guarded)

    def login(self, request, extra_context=None):
        if request.method == "GET" and super().has_permission(request) and second_step.is_awaited(request):
            return HttpResponseRedirect(reverse("admin:second_step"))
        return super().login(request, extra_context)

    def index(self, request, extra_context=None):
        can_add = self.get_model_admin(Initiative).has_add_permission(request)
        desk = {"sections": Desk(self, request).sections(), "can_add": can_add}
        return super().index(request, desk | (extra_context or {}))

    def each_context(self, request):
        address = request.get_full_path()
        languages = [(code, name, translate_url(address, code)) for code, name in INTERFACE_LANGUAGES]
        title = f"{settings.SITE_NAME}: {self.site_header}"
        extra = {"site_header": title, "site_title": title, "languages": languages, "known_languages": LANGUAGES}
        return super().each_context(request) | extra

    def autocomplete_view(self, request):
        if not self.has_permission(request):
            raise PermissionDenied
        if request.method != "GET" or any("\0" in value for value in request.GET.values()):
            raise Http404
        return super().autocomplete_view(request)

"""What every page of the admin does: strangers get 404, and no input answers 500."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import SEARCH_VAR
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import DataError
from django.http import Http404
from django.urls import URLPattern

from initiatives.admin.guarding import GuardedFields, TidyForm, is_key, is_odd
from initiatives.admin.searching import matching


class NotFound(admin.ModelAdmin):
    """For admins: what is not there is 404, where Django's own answer is a redirect."""

    def get_urls(self):
        """Without the address of old versions, which answers every word with a redirect."""
        return [url for url in super().get_urls() if not isinstance(url, URLPattern) or url.name]

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        raise Http404


class DirectoryAdmin(NotFound, GuardedFields):
    form = TidyForm
    view_on_site: Any = False
    list_per_page = 50
    show_full_result_count = False

    def get_form(self, request, obj=None, change=False, **kwargs):
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.user = request.user
        form.is_refused = getattr(request, "is_stale", False)
        return form

    def get_search_results(self, request, queryset, search_term):
        return matching(queryset, self.get_search_fields(request), search_term), False

    def get_changelist_instance(self, request):
        values = [value for name, found in request.GET.lists() if name != SEARCH_VAR for value in found]
        if any(map(is_odd, values)):
            raise IncorrectLookupParameters
        try:
            return super().get_changelist_instance(request)
        except (ValueError, OverflowError, DataError) as error:
            raise IncorrectLookupParameters from error

    def response_action(self, request, queryset):  # type: ignore[override]  # as in Django 5.2
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if not all(is_key(self.model, key) for key in chosen):
            raise BadRequest("Not a row of this list.")
        return super().response_action(request, queryset)

    def get_changeform_initial_data(self, request):
        return {}

    def history_view(self, request, object_id, extra_context=None):
        if not self.has_view_or_change_permission(request, self.get_object(request, unquote(object_id))):
            raise PermissionDenied
        return super().history_view(request, object_id, extra_context)

"""People: made here, invited by a link to hand over; nobody gives a right that they don't have."""

from django.contrib import admin, messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.forms import CheckboxSelectMultiple
from django.http import Http404, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from initiatives.admin.base import NotFound
from initiatives.admin.guarding import TidyForm
from initiatives.admin.taking_back import TakingBack
from initiatives.domain import invitations, scope
from initiatives.models import Country, User

OWN = ["username", ("first_name", "last_name"), "is_active", "is_staff", "groups", "countries"]
POWER = ["is_superuser", "user_permissions"]


class UserForm(TidyForm):
    class Meta:
        model = User
        fields = "__all__"
        help_texts = {
            "username": _("What the person logs in with."),
            "is_active": _("Take this away instead of deleting a person: their changes keep their name."),
            "is_staff": _("May log in here."),
            "groups": _(
                "Readers open all and change nothing; contributors write drafts; editors edit; reviewers publish too; "
                "administrators look after people as well."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.initial.setdefault("is_staff", True)

    def clean_countries(self):
        """Somebody bound to countries makes and keeps people within them."""
        chosen = self.cleaned_data["countries"]
        own = scope.bound_to(self.user)
        if own is not None and not (chosen and {country.pk for country in chosen} <= own):
            raise ValidationError(_("Choose among your own countries, at least one."))
        return chosen


@admin.register(User)
class UserAdmin(TakingBack):
    form = UserForm
    change_form_template = "admin/user_form.html"
    list_display = ["username", "first_name", "last_name", "is_active", "is_superuser", "last_login"]
    list_filter = ["is_active", "groups"]
    search_fields = ["username", "first_name", "last_name"]
    autocomplete_fields = ["countries"]
    ordering = ["username"]

    def lookup_allowed(self, lookup, value, request=None):
        """No filter by the hash of a password: its letters could be guessed one by one."""
        return not lookup.startswith("password") and super().lookup_allowed(lookup, value, request)

    def get_fieldsets(self, request, obj=None):
        sets = [(None, {"fields": OWN})]
        return [*sets, (_("Power"), {"fields": POWER, "classes": ["collapse"]})] if request.user.is_superuser else sets

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or invitations.may_manage(request.user, obj))

    def has_delete_permission(self, request, obj=None):
        return request.user.is_superuser and obj != request.user

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "groups":
            kwargs["queryset"] = self._groups(request.user)
            kwargs["widget"] = CheckboxSelectMultiple
        elif db_field.name == "countries" and scope.bound_to(request.user):
            kwargs["queryset"] = Country.objects.filter(pk__in=scope.bound_to(request.user))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def _groups(self, user):
        """Those whose every permission `user` has."""
        groups = Group.objects.prefetch_related("permissions").order_by("name")
        if user.is_superuser:
            return groups
        own = invitations.rights(user)
        within = [group.pk for group in groups if {right.pk for right in group.permissions.all()} <= own]
        return groups.filter(pk__in=within)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.set_unusable_password()
        if "is_active" in form.changed_data:
            obj.end_sessions()  # those of before shall not come back when the account is switched on again
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if form.instance == request.user:
            update_session_auth_hash(request, form.instance)  # a new role ends sessions, but not this one

    # --- the link ---

    def get_urls(self):
        address = path("<path:object_id>/link/", self.admin_site.admin_view(self.link_view), name="user_link")
        return [address, *super().get_urls()]

    def link_view(self, request, object_id):
        """Make a link and show it, once. Only by POST: looking must not make one."""
        user = self._allowed(request, object_id)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if user is None:
            raise Http404
        if not user.is_active:
            self.message_user(request, _("This account is switched off: switch it on first."), messages.ERROR)
        context = self.admin_site.each_context(request) | {
            "title": _("A link for %(name)s") % {"name": user.get_username()},
            "link": request.build_absolute_uri(invitations.link(user)) if user.is_active else "",
            "object": user,
            "opts": self.opts,
        }
        response = TemplateResponse(request, "admin/user_link.html", context)
        response.headers["Cache-Control"] = "no-store"
        return response


admin.site.unregister(Group)


@admin.register(Group)
class GroupsAdmin(NotFound, GroupAdmin):
    """Rights given to a group are given to its people: superusers only."""

    def has_module_permission(self, request):
        return request.user.is_superuser

    def has_view_permission(self, request, obj=None):
        return request.user.is_superuser

    has_add_permission = has_module_permission
    has_change_permission = has_delete_permission = has_view_permission

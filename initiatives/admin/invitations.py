"""Setting a password by a one-use link, without logging in and without e-mail."""

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth import get_user_model
from django.contrib.auth.views import PasswordResetConfirmView
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from initiatives.admin import lockout
from initiatives.domain import invitations


class SetPassword(PasswordResetConfirmView):
    """A link that is used, old or wrong answers with a sentence and 200: a 404 would put its address in the log."""

    admin_site: AdminSite = None  # type: ignore[assignment]  # as_view() gives it
    token_generator = invitations.tokens
    template_name = "admin/set_password.html"
    success_url = reverse_lazy("admin:login")
    title = _("Set your password")

    def get_user(self, uidb64):
        user = super().get_user(uidb64)
        return user if isinstance(user, get_user_model()) and user.is_active else None

    def get_context_data(self, **kwargs):
        return self.admin_site.each_context(self.request) | super().get_context_data(**kwargs)

    def form_valid(self, form):
        lockout.unlock(form.user.get_username())
        messages.success(self.request, _("Your password is set. Log in with it."))
        return super().form_valid(form)

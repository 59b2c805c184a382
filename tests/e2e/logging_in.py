"""Logging in as a person does, the second step included."""

from django_otp.plugins.otp_totp.models import TOTPDevice

from initiatives.domain import roles
from initiatives.models import User
from tests.admin.builders import code_of


def log_in(page, name, password, *, goal="/admin/"):
    """For somebody with a password. Who needs a second step has an app, and shows a code of it."""
    user = User.objects.get(username=name)
    if roles.needs_second_step(user):
        TOTPDevice.objects.update_or_create(user=user, defaults={"name": "app", "last_t": -1})
    page.goto(goal)
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()
    if TOTPDevice.objects.filter(user=user, confirmed=True).exists():
        page.get_by_label("Code").fill(code_of(user))
        page.get_by_role("button", name="Go on").click()
        page.get_by_role("heading", name="Show that it is you").wait_for(state="detached")

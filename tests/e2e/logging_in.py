"""Logging in as a person does, the second step included."""

from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.admin.builders import code_of


def log_in(page, user, password, *, goal="/admin/"):
    """For somebody with a password; who has an app shows its code, which may be done once in half a minute."""
    page.goto(goal)
    page.get_by_label("Username").fill(user.username)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()
    if TOTPDevice.objects.filter(user=user, confirmed=True).exists():
        page.get_by_label("Code").fill(code_of(user))
        page.get_by_role("button", name="Go on").click()

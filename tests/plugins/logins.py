"""`client.force_login` stands for the whole login: who needs a second step has taken it, with an app of their own."""

import functools

import pytest
from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from initiatives.domain import roles

PLAIN = Client.force_login


@functools.wraps(PLAIN)
def whole_login(client, user, backend=None):
    PLAIN(client, user, backend)
    if roles.needs_second_step(user):
        device, _ = TOTPDevice.objects.get_or_create(user=user, confirmed=True, defaults={"name": "app"})
        session = client.session
        session[DEVICE_ID_SESSION_KEY] = device.persistent_id
        session.save()


def first_step_only(client, user):
    """Logged in by the password alone."""
    PLAIN(client, user)
    return client


Client.force_login = whole_login


@pytest.fixture
def quick(settings):
    """Hashing a password takes no time where a test logs in by one."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

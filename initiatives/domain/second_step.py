"""The second step of a login: a code of an app (TOTP, RFC 6238), or one of ten recovery codes kept on paper.

A person has at most one app. A code is taken once; after a wrong one they wait, twice as long each time.
"""

import hashlib
import secrets
from base64 import b32encode

from django.db import transaction
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

RECOVERY_CODES = 10
RECOVERY_BYTES = 8  # 60 of their bits are used: nobody guesses one, with or without the database
RECOVERY_LETTERS = 12


def is_set_up(user):
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def pending(user):
    """The app that `user` is setting up, None where they are not."""
    return TOTPDevice.objects.filter(user=user, confirmed=False).first()


@transaction.atomic
def begin(user):
    """A new secret for an app; the one in use goes on until the new one is confirmed."""
    TOTPDevice.objects.filter(user=user, confirmed=False).delete()
    return TOTPDevice.objects.create(user=user, name="app", confirmed=False)


def secret_of(device):
    """The secret for people who type it, in groups of four letters."""
    return grouped(b32encode(device.bin_key).decode().rstrip("="))


@transaction.atomic
def confirm(user, code):
    """(the app that `user` shows to work by a code of it, new recovery codes), or (None, [])."""
    device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False).first()
    if device is None or not device.verify_token(tidy(code)):
        return None, []
    TOTPDevice.objects.filter(user=user).exclude(pk=device.pk).delete()
    device.confirmed = True
    device.save()
    return device, renew_recovery_codes(user)


@transaction.atomic
def renew_recovery_codes(user):
    """New codes in place of all that were left, to be shown once: the database keeps hashes of them."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="paper")
    random = (b32encode(secrets.token_bytes(RECOVERY_BYTES)).decode() for _ in range(RECOVERY_CODES))
    codes = [letters[:RECOVERY_LETTERS] for letters in random]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=_hash(user, code)) for code in codes)
    return [grouped(code) for code in codes]


def recovery_codes_left(user):
    return StaticToken.objects.filter(device__user=user).count()


@transaction.atomic
def verify(user, code):
    """The device that takes the code of `user`, which it then takes never again; None where none does."""
    code = tidy(code)
    device = _devices_for(user, code).select_for_update().first()
    return device if device and device.verify_token(code if _is_of_app(code) else _hash(user, code)) else None


def must_wait(user, code):
    """Whether there have been so many wrong codes that even a right one is not taken now."""
    device = _devices_for(user, tidy(code)).first()
    return device is not None and not device.verify_is_allowed()[0]


@transaction.atomic
def reset(user):
    """Take the app and the recovery codes away, and log the person out everywhere: their password is enough now."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    user.end_sessions()
    user.save(update_fields=["session_stamp"])


def _devices_for(user, code):
    model = TOTPDevice if _is_of_app(code) else StaticDevice
    return model.objects.filter(user=user, confirmed=True)


def _is_of_app(code):
    return code.isascii() and code.isdigit() and len(code) == 6


def _hash(user, code):
    return b32encode(hashlib.sha256(f"{user.pk} {code}".encode()).digest()).decode()[:16]


def tidy(code):
    """A code as typed, without spaces and hyphens, in capitals."""
    return "".join(code.split()).replace("-", "").upper()


def grouped(letters):
    return " ".join(letters[start : start + 4] for start in range(0, len(letters), 4))

"""The server starts safely or not at all: each refusal is one sentence, without a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KEY = "0123456789abcdefghijklmnopqrstuvwxyz-0123456789abcdefghijklmnopqrstuvwxyz"
SAFE = {"DEBUG": "0", "HTTPS": "1", "SECRET_KEY": KEY, "ALLOWED_HOSTS": "peacemap.example.org"}
REFUSED = "peacemap does not start: "


def start(folder, *command, **changes):
    """Run a command of ours with production settings, changed by `changes`; None takes a setting away."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "SYSTEMROOT")}
    wanted = kept | SAFE | {"VAR_DIR": str(folder), "DATABASE_URL": f"sqlite:///{folder}/peacemap.sqlite3"} | changes
    environment = {name: value for name, value in wanted.items() if value is not None}
    return subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"SECRET_KEY": None}, "SECRET_KEY is missing: set it to at least 50 random characters."),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is too easy to guess: set it to at least 50 random characters."),
        ({"SECRET_KEY": "a" * 60}, "SECRET_KEY is too easy to guess: set it to at least 50 random characters."),
        (
            {"SECRET_KEY": "django-insecure-" + KEY},
            "SECRET_KEY is too easy to guess: set it to at least 50 random characters.",
        ),
        (
            {"ALLOWED_HOSTS": None},
            "ALLOWED_HOSTS is missing: name the site's host, for example peacemap.example.org.",
        ),
        ({"ALLOWED_HOSTS": "a.org,*"}, "ALLOWED_HOSTS may not hold *: name each host of the site."),
        (
            {"CSRF_TRUSTED_ORIGINS": "a.org"},
            "CSRF_TRUSTED_ORIGINS must hold whole addresses, each beginning with https://.",
        ),
        ({"CONTACT_URL": "javascript:x"}, "CONTACT_URL must begin with https:// or mailto:."),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL must be DEBUG, INFO, WARNING, ERROR or CRITICAL."),
        ({"DEBUG": "maybe"}, "DEBUG is 'maybe', but must be 1 or 0."),
        ({"DATABASE_URL": "mysql://a/b"}, "DATABASE_URL must begin with sqlite:/// or postgresql://."),
        ({"DATABASE_URL": "nonsense"}, "DATABASE_URL must begin with sqlite:/// or postgresql://."),
    ],
)
def test_manage_refuses_with_one_sentence(tmp_path, changes, sentence):
    refusal = start(tmp_path, "manage.py", "check", **changes)

    assert (refusal.returncode, refusal.stderr) == (1, f"{REFUSED}{sentence}\n")


def test_web_server_refuses_with_the_code_that_stops_gunicorn(tmp_path):
    refusal = start(tmp_path, "-c", "import peacemap.wsgi", SECRET_KEY=None)

    assert refusal.returncode == 4
    assert refusal.stderr == f"{REFUSED}SECRET_KEY is missing: set it to at least 50 random characters.\n"


def test_development_key_is_kept_and_private(tmp_path):
    ask = ("-c", "from peacemap import settings; print(settings.SECRET_KEY)")
    first, second = (start(tmp_path, *ask, DEBUG="1", SECRET_KEY=None) for _ in range(2))

    assert first.stdout == second.stdout != "\n"
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(("debug", "secure"), [("0", "True"), ("1", "False")])
def test_https_is_on_unless_debug_is(tmp_path, debug, secure):
    names = ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE")
    ask = f"from peacemap import settings; print({{str(getattr(settings, name)) for name in {names}}})"

    assert start(tmp_path, "-c", ask, DEBUG=debug, HTTPS=None).stdout == f"{{'{secure}'}}\n"

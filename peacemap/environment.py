"""What the environment says, checked: what is missing or unsafe raises ImproperlyConfigured with a sentence."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from environ import Env

env = Env()


def make_private(*folders: Path) -> None:
    """Other accounts of the machine look into none of them: drafts, uploads and keys lie there."""
    for folder in folders:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise ImproperlyConfigured(f"the folder {folder} cannot be made ({error.strerror}).") from error


def yes_or_no(name: str, *, default: bool) -> bool:
    words = {"": default, "1": True, "true": True, "yes": True, "on": True, "0": False, "false": False}
    words |= {"no": False, "off": False}
    value = env.str(name, default="").strip().lower()
    if value not in words:
        raise ImproperlyConfigured(f"{name} is '{value}', but must be 1 or 0.")
    return words[value]


def kept_key(path: Path) -> str:
    """The development key: made once and kept, so that sessions outlive a restart."""
    try:
        with open(path, "x", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(get_random_secret_key())
    except FileExistsError:
        pass
    return path.read_text()


def secret_key(*, debug: bool, kept: Path) -> str:
    key = env.str("SECRET_KEY", default="")
    if debug:
        return key or kept_key(kept)
    if not key:
        raise ImproperlyConfigured("SECRET_KEY is missing: set it to at least 50 random characters.")
    if len(key) < 50 or len(set(key)) < 5 or key.startswith("django-insecure-"):
        raise ImproperlyConfigured("SECRET_KEY is too easy to guess: set it to at least 50 random characters.")
    return key


def allowed_hosts(*, debug: bool) -> list[str]:
    hosts = env.list("ALLOWED_HOSTS", default=[])
    if debug:
        return hosts or ["127.0.0.1", "localhost", "[::1]"]
    if not hosts:
        raise ImproperlyConfigured("ALLOWED_HOSTS is missing: name the site's host, for example peacemap.example.org.")
    if any("*" in host for host in hosts):
        raise ImproperlyConfigured("ALLOWED_HOSTS may not hold *: name each host of the site.")
    return hosts


def trusted_origins() -> list[str]:
    origins = env.list("CSRF_TRUSTED_ORIGINS", default=[])
    if any("*" in origin or not origin.startswith(("https://", "http://")) for origin in origins):
        raise ImproperlyConfigured("CSRF_TRUSTED_ORIGINS must hold whole addresses, each beginning with https://.")
    return origins


def contact_url() -> str:
    address = env.str("CONTACT_URL", default="")
    if address and not address.startswith(("https://", "http://", "mailto:")):
        raise ImproperlyConfigured("CONTACT_URL must begin with https:// or mailto:.")
    return address


def require_totp(*, debug: bool) -> str:
    """Who must show a code of an app beside the password: a newcomer trying the site on their own machine need not."""
    who = env.str("REQUIRE_TOTP", default="").strip().lower() or ("nobody" if debug else "reviewers")
    if who not in ("reviewers", "all", "nobody"):
        raise ImproperlyConfigured(f"REQUIRE_TOTP is '{who}', but must be reviewers, all or nobody.")
    return who


def log_level() -> str:
    level = env.str("LOG_LEVEL", default="INFO").upper()
    if level not in ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"):
        raise ImproperlyConfigured("LOG_LEVEL must be DEBUG, INFO, WARNING, ERROR or CRITICAL.")
    return level


def database(*, otherwise: Path) -> dict:
    """SQLite waits for its turn and loses nothing at a power cut; PostgreSQL keeps its connections for a minute.

    `otherwise`: the SQLite file, where no database is named.
    """
    url = env.str("DATABASE_URL", default=f"sqlite:///{otherwise}")
    if not url.startswith(("sqlite:///", "postgres://", "postgresql://")):
        raise ImproperlyConfigured("DATABASE_URL must begin with sqlite:/// or postgresql://.")
    config = Env.db_url_config(url)
    if url.startswith("sqlite"):
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        }
    else:
        config |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    return config

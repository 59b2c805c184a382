"""The quick run tries some things on one of the two databases only; `make slow` tries all on both.

A test that asks for no database says the same beside either: SQLite's session runs it. Of the tests marked `divided`
each session runs every other case, since the same code answers them page by page and word by word.
"""

import os

from django.db import connection

NEEDING = {"db", "transactional_db", "django_db_setup", "live_server", "page"}


def pytest_collection_modifyitems(config, items):
    if os.environ.get("PEACEMAP_SLOW") == "1" or "PEACEMAP_TEST_REPORT" not in os.environ:
        return
    left = [item for item in items if not asks_database(item)] if connection.vendor == "postgresql" else []
    left += [item for item in items if item.get_closest_marker("divided")][connection.vendor == "sqlite" :: 2]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if item not in set(left)]


def asks_database(item):
    return bool(item.get_closest_marker("django_db")) or not NEEDING.isdisjoint(item.fixturenames)

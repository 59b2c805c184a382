"""Every test session: its database, its folder, its browser. `pytest` alone runs on SQLite and then on PostgreSQL."""

import os

import django
import pytest
from django.db import connection
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from tests.plugins import surroundings

surroundings.prepare()
django.setup()  # here, so that a conftest further down may import models

SLOW = os.environ.get("PEACEMAP_SLOW") == "1"

pytest_plugins = [
    "tests.plugins.sessions",
    "tests.plugins.dividing",
    "tests.plugins.chromium",
    "tests.plugins.logins",
]

hypothesis_settings.register_profile("peacemap", deadline=None, database=None, derandomize=not SLOW, print_blob=True)
hypothesis_settings.load_profile("peacemap")


def pytest_collection_modifyitems(config, items):
    """Leave the slow tests to `make slow`, and what only PostgreSQL can do to it.

    They are deselected, not skipped, since a skip fails the run in CI.
    """
    on_sqlite = connection.vendor == "sqlite"
    left = [
        item
        for item in items
        if (item.get_closest_marker("slow") and not SLOW) or (item.get_closest_marker("postgresql") and on_sqlite)
    ]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]


@pytest.fixture(scope="session")
def base_url(live_server):
    """`page.goto("/countries/")` asks the live server."""
    return live_server.url


@pytest.fixture(autouse=True)
def english():
    """What the test client leaves behind: the language of the last page it asked for."""
    yield
    translation.deactivate()

"""Tests that ask for a page run in the Chromium of this machine, after all others. CHROMIUM names its path."""

import os
import shutil

import pytest
from playwright.sync_api import expect

PATIENCE = 20_000  # milliseconds until a page that is asked of a busy machine has changed
NAMES = ("chromium", "chromium-browser", "google-chrome")
IN_CI = os.environ.get("CI") == "true"
MISSING = "Chromium was not found: install it (Debian: apt-get install chromium) or name its path in CHROMIUM"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def path() -> str | None:
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Mark them and put them last: once a browser has run, this thread holds an event loop."""
    for item in items:
        if "playwright" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    if not item.get_closest_marker("browser"):
        return
    if not path():
        (pytest.fail if IN_CI else pytest.skip)(MISSING)  # a person may lack it, CI may not
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # its event loop makes Django refuse the ORM in the test itself


def pytest_unconfigure():
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)


def pytest_terminal_summary(terminalreporter):
    unseen = sum("browser" in report.keywords for report in terminalreporter.stats.get("skipped", ()))
    if unseen and not path():
        terminalreporter.section("NOT TESTED IN A BROWSER", sep="!", red=True, bold=True)
        terminalreporter.write_line(f"{unseen} tests were skipped. {MISSING}.", red=True)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    expect.set_options(timeout=PATIENCE)
    return browser_type_launch_args | {"executable_path": path(), "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"locale": "en-GB"}

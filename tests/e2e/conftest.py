"""What every test in a browser watches: nothing that a page does may meet the content security policy."""

import pytest
from django.core.management import call_command

from tests.e2e import kinds

POLICY = "Content Security Policy"
IN_A_BROWSER = {"browser", "page", "context"}


@pytest.fixture(autouse=True)
def blocked(request):
    """What the policy blocked in any window of this test, [(address, what the browser says)]; none may be left."""
    if IN_A_BROWSER.isdisjoint(request.fixturenames):
        yield []
        return
    found = []
    browser = request.getfixturevalue("browser")
    watch = watcher(found)
    browser.on("context", watch)
    yield found
    browser.remove_listener("context", watch)
    assert found == []


def watcher(found):
    def hear(said):
        if POLICY in said.text:
            found.append((said.page.url if said.page else "", said.text))

    return lambda context: context.on("console", hear)


@pytest.fixture
def directory(live_server, settings, monkeypatch):
    """{name: Kind} of every page that a reader meets, each with something to show."""
    settings.CASE_FASTEST = settings.CASES_AN_HOUR = 0
    call_command("load_profiles", verbosity=0)
    kinds.fail_for(monkeypatch)
    return kinds.fill_directory()

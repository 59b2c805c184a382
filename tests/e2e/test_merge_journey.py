"""An editor finds two entries of one organisation, unites them and takes it back, with the keyboard alone."""

import pytest
from django.contrib.auth.hashers import make_password
from playwright.sync_api import expect

from initiatives.models import Organisation
from tests.admin.builders import make_user
from tests.domain import made

PASSWORD = "a-long-pass-word"
MOST_STEPS = 120  # presses of the Tab key until the thing wanted must have had its turn


@pytest.fixture
def doubles(transactional_db, live_server):
    """Two entries of one body, each the lead of a public initiative."""
    make_user("olena", group="Editors", password=make_password(PASSWORD))
    bodies = (
        made.organisation("Peace House", slug="peace-house", founded="2001"),
        made.organisation("PEACE HOUSE", slug="peace-house-2", founded="2003"),
    )
    for number, body in enumerate(bodies):
        made.initiative(slug=f"bridge-{number}", partners=[{"organisation": body, "role": "lead"}])
    return bodies


@pytest.fixture
def complaints(page):
    """What the browser had to say: errors of scripts, and what the content security policy blocked."""
    found = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    page.route("**/favicon.ico", lambda route: route.fulfill(status=204))
    return found


def reach(page, wanted):
    """Press Tab until `wanted` has the focus, as somebody without a mouse does."""
    for _ in range(MOST_STEPS):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} is not reached with the Tab key")


def press(page, wanted):
    expect(wanted).to_be_visible()
    reach(page, wanted)
    page.keyboard.press("Enter")


def log_in(page):
    page.goto("/admin/")
    page.get_by_label("Username").focus()
    page.keyboard.type("olena")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_text("What would you like to work on?")).to_be_visible()


def test_editor_unites_two_entries_and_takes_it_back(page, doubles, complaints):
    log_in(page)
    page.goto("/admin/initiatives/organisation/")
    press(page, page.get_by_role("link", name="Possible doubles"))
    press(page, page.get_by_role("button", name="Look for doubles now"))
    expect(page.get_by_text("1 pair may be one.")).to_be_visible()
    press(page, page.get_by_role("link", name="Compare", exact=True))

    founded = page.get_by_role("row", name="Founded").get_by_role("radio")
    expect(founded.first).to_be_checked()
    reach(page, founded.first)
    page.keyboard.press("ArrowRight")
    expect(founded.last).to_be_checked()
    reach(page, page.get_by_label("Why (optional):"))
    page.keyboard.type("One body, entered twice")
    press(page, page.get_by_role("button", name="Merge: these are one"))
    expect(page.get_by_text("Both are one now.")).to_be_visible()
    assert [row.founded for row in Organisation.objects.all()] == ["2003"]

    page.goto("/organisations/peace-house-2/")
    assert page.url.endswith("/organisations/peace-house/")
    for number in range(2):
        expect(page.locator(f"a[href='/initiatives/bridge-{number}/']").first).to_be_visible()

    page.goto(f"/admin/initiatives/organisation/{Organisation.objects.get().pk}/history/")
    expect(page.get_by_text("Why: One body, entered twice")).to_be_visible()
    press(page, page.get_by_role("button", name="Take this merge back"))
    expect(page.get_by_text("They are two again, as before.")).to_be_visible()
    assert page.goto("/organisations/peace-house-2/").url.endswith("/organisations/peace-house-2/")
    assert complaints == []

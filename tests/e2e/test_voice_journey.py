"""A reader reports in a real browser, a reviewer hides the profile in two clicks, and the reader sees the answer."""

import pytest
from django.contrib.auth.hashers import make_password
from playwright.sync_api import expect

from tests.admin.builders import make_user
from tests.e2e.logging_in import log_in
from tests.factories import make_full

PASSWORD = "a-long-pass-word"


@pytest.fixture
def profile(live_server, settings):
    settings.CASE_FASTEST = 0
    make_user("agim", group="Reviewers", password=make_password(PASSWORD))
    return make_full("A platform", slug="platform")


@pytest.fixture
def complaints(page):
    """What the browser had to say: errors of scripts, and what the content security policy blocked."""
    found = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    page.route("**/favicon.ico", lambda route: route.fulfill(status=204))
    return found


def report(page):
    """Ask for removal from the page of the profile; the address of the case."""
    page.goto("/initiatives/platform/")
    page.get_by_role("link", name="Remove us").click()
    expect(page.get_by_text("About: A platform")).to_be_visible()
    page.get_by_label("What shall be removed").fill("It endangers a trainer.")
    page.get_by_role("button", name="Send to the editors").click()
    expect(page.get_by_text("It has arrived.")).to_be_visible()
    return page.get_by_role("link", name="/cases/").get_attribute("href")


def test_reader_reports_and_reviewer_hides_in_two_clicks(page, profile, complaints):
    address = report(page)

    log_in(page, "agim", PASSWORD)
    page.goto("/admin/initiatives/case/")
    page.locator("#result_list tbody").get_by_role("link", name="Case").click()
    page.get_by_role("button", name="Hide now").click()
    expect(page.get_by_text("The profile is hidden from the public, everywhere.")).to_be_visible()
    assert complaints == []
    assert page.goto("/initiatives/platform/").status == 404

    page.goto("/admin/initiatives/case/")
    page.locator("#result_list tbody").get_by_role("link", name="Case").click()
    page.get_by_label("For the sender").fill("It is hidden. Thank you.")
    page.get_by_role("button", name="Close as done").click()
    page.goto(address)
    expect(page.get_by_text("It is hidden. Thank you.")).to_be_visible()


def test_reader_writes_by_keyboard_and_without_scripts(browser, live_server, profile):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/correct/correction/?about=platform")
    page.get_by_label("What is it about?").focus()
    page.keyboard.type("When it began")
    for words in ("2018", "2019-03", "https://example.org/new", ""):
        page.keyboard.press("Tab")
        page.keyboard.type(words)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Send to the editors")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_text("It has arrived.")).to_be_visible()
    expect(page.get_by_text("2019-03")).to_be_visible()
    assert [cookie["name"] for cookie in context.cookies()] == ["csrftoken"]
    context.close()

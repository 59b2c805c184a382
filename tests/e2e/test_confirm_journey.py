"""An editor makes a link; an organisation without an account answers by it, with the keyboard alone."""

import pytest
from django.contrib.auth.hashers import make_password
from playwright.sync_api import expect

from tests.admin.builders import make_user
from tests.factories import make_initiative

PASSWORD = "a-long-pass-word"


@pytest.fixture
def profile(live_server):
    make_user("olena", group="Editors", codes=["UA"], password=make_password(PASSWORD))
    return make_initiative("Donbas Dialogue", slug="donbas-dialogue", verified_date="2024-01-01")


@pytest.fixture
def link(page, profile):
    page.goto(f"/admin/initiatives/initiative/{profile.pk}/change/")
    page.get_by_label("Username").fill("olena")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("link", name="Is this still true?").click()
    page.get_by_role("button", name="Make a link").click()
    return page.get_by_label("Link:").input_value()


def test_organisation_confirms_by_link(page, browser, profile, link, live_server):
    page.goto(f"/initiatives/{profile.slug}/")
    expect(page.get_by_text("It was due for another check by")).to_be_visible()

    stranger = browser.new_context()
    theirs = stranger.new_page()
    theirs.goto(link)
    expect(theirs.get_by_role("heading", name="Donbas Dialogue")).to_be_visible()
    theirs.get_by_role("button", name="Yes, this is still true").focus()
    theirs.keyboard.press("Enter")
    expect(theirs.get_by_role("heading", name="Thank you")).to_be_visible()
    assert [cookie["name"] for cookie in stranger.cookies()] == ["csrftoken"]

    assert theirs.goto(link).status == 410
    expect(theirs.get_by_role("heading", name="This link does not work any more")).to_be_visible()
    theirs.goto(f"{live_server.url}/initiatives/{profile.slug}/")
    expect(theirs.get_by_text("Confirmed by the organisation")).to_be_visible()
    expect(theirs.get_by_text("It was due for another check by")).to_have_count(0)
    stranger.close()


def test_organisation_asks_for_a_change(page, profile, link):
    page.goto(link)
    page.get_by_label("What should be changed").fill("It began in 2019.")
    page.get_by_role("button", name="Something should be changed").click()
    expect(page.get_by_text("The editors will see what you wrote.")).to_be_visible()

    page.goto("/admin/")
    desk = page.get_by_role("region", name="Cases from the public")
    desk.get_by_role("link", name="Donbas Dialogue").click()
    expect(page.get_by_text("It began in 2019.").first).to_be_visible()

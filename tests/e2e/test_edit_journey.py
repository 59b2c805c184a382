"""An editor corrects a date in a real browser and sees it in the history."""

import pytest
from django.contrib.auth.hashers import make_password
from playwright.sync_api import expect

from tests.admin.builders import cite, make_initiative, make_organisation, make_user
from tests.e2e.logging_in import log_in

PASSWORD = "a-long-pass-word"


@pytest.fixture
def profile(live_server):
    make_user("olena", group="Editors", codes=["UA"], password=make_password(PASSWORD))
    make_organisation("Institute for Peace")
    initiative = make_initiative(start_date="2018", stage="published")
    cite(initiative)
    return initiative


@pytest.fixture
def complaints(page):
    """What the browser had to say: errors of scripts, and what the content security policy blocked."""
    found = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    page.route("**/favicon.ico", lambda route: route.fulfill(status=204))
    return found


def test_editor_corrects_a_date_and_sees_it_in_the_history(page, profile, complaints):
    log_in(page, "olena", PASSWORD)
    page.get_by_role("link", name="Initiatives", exact=True).first.click()
    page.get_by_role("link", name="Donbas Dialogue").click()

    page.locator("#id_start_date").fill("2018-02")
    page.get_by_label("Why (optional):").fill("The source says February.")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator("#id_start_date")).to_have_value("2018-02")

    page.get_by_role("link", name="History").click()
    row = page.get_by_role("row", name="Start")
    expect(row.locator("del")).to_have_text("2018")
    expect(row.locator("ins")).to_have_text("2018-02")
    expect(page.get_by_text("Why: The source says February.")).to_be_visible()
    expect(page.get_by_role("heading", name="olena")).to_be_visible()

    page.goto(f"/initiatives/{profile.slug}/")
    expect(page.get_by_text("February 2018").first).to_be_visible()
    assert complaints == []


@pytest.mark.slow
def test_editor_adds_an_organisation_with_the_completing_field(page, profile, complaints):
    log_in(page, "olena", PASSWORD)
    page.goto(f"/admin/initiatives/initiative/{profile.pk}/change/")

    page.get_by_text("organisations and their roles").click()
    page.get_by_text("Add another Partner").click()
    page.locator("#partners-0 .select2-selection").click()
    page.locator(".select2-search__field").last.fill("institute")
    page.get_by_role("option", name="Institute for Peace").click()
    page.locator("#id_partners-0-role").select_option("lead")
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_text("was changed successfully")).to_be_visible()
    assert profile.partners.get().role == "lead"
    assert complaints == []

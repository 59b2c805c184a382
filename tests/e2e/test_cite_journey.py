"""An editor cites a fact from under its field, and a second person publishes what is sensitive; by keyboard."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.hashers import make_password
from playwright.sync_api import expect

from initiatives.models import Initiative, Source
from tests.admin.builders import make_initiative, make_user
from tests.e2e.logging_in import log_in

PASSWORD = "a-long-pass-word"


@pytest.fixture
def profile(live_server):
    for name, group in (("olena", "Editors"), ("agim", "Reviewers")):
        make_user(name, group=group, codes=["UA"], password=make_password(PASSWORD))
    Source.objects.create(title="The page of the dialogue", url="https://example.org/a")
    return make_initiative(start_date="2018", sensitivity="limited", inclusion_criterion="")


@pytest.fixture
def complaints(page):
    found = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    page.route("**/favicon.ico", lambda route: route.fulfill(status=204))
    return found


def change_hands(page, name):
    page.context.clear_cookies()
    log_in(page, name, PASSWORD)


def press(page, name):
    page.get_by_role("button", name=name, exact=True).press("Enter")


def violations(page, part):
    return [found["id"] for found in Axe().run(page, context=part, options={"preload": False}).response["violations"]]


def test_editor_cites_and_a_second_person_publishes(page, profile, complaints):
    address = f"/admin/initiatives/initiative/{profile.pk}/change/"
    change_hands(page, "olena")
    page.goto(address)
    page.locator("#id_end_date").fill("2024")
    page.locator("a[data-cite=start_date]").press("Enter")
    expect(page.locator("#id_citations-0-field")).to_be_focused()
    expect(page.locator("#id_citations-0-field")).to_have_value("start_date")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".select2-search__field").last.fill("dialogue")
    expect(page.get_by_role("option", name="The page of the dialogue")).to_be_visible()
    page.keyboard.press("Enter")
    page.locator("#id_citations-0-quote").fill("since 2018")
    press(page, "Save and send to review")
    expect(page.get_by_text("1 profile: done.")).to_be_visible()
    assert list(profile.citations.values_list("field", "quote")) == [("start_date", "since 2018")]
    assert Initiative.objects.values_list("end_date", "stage").get() == ("2024", "in-review")

    change_hands(page, "agim")
    page.goto(address)
    expect(page.get_by_role("heading", name="Before it is published")).to_be_visible()
    assert complaints == []
    assert violations(page, ".readiness") == []
    page.get_by_role("link", name="It has no inclusion criterion").press("Enter")
    page.locator("#id_inclusion_criterion").select_option("independent")
    press(page, "Save and publish")
    expect(page.get_by_text("somebody else must publish it").first).to_be_visible()

    change_hands(page, "olena")
    page.goto(address)
    page.locator("#id_end_date").fill("2025")
    press(page, "Save")
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    change_hands(page, "agim")
    page.goto(address)
    press(page, "Save and publish")
    expect(page.get_by_text("1 profile: done.")).to_be_visible()
    assert Initiative.objects.get().stage == "published"


@pytest.mark.slow
def test_what_looks_like_contact_data_is_ticked_by_keyboard(page, profile):
    change_hands(page, "olena")
    page.goto(f"/admin/initiatives/initiative/{profile.pk}/change/")
    page.locator("#id_texts-0-summary").fill("Write to office@example.org.")
    press(page, "Save")
    expect(page.get_by_role("heading", name="Not saved yet")).to_be_visible()
    assert violations(page, ".overtaken") == []
    page.get_by_label("I looked at it").press("Space")
    press(page, "Save")
    expect(page.get_by_text("was changed successfully")).to_be_visible()

    page.goto("/admin/initiatives/initiative/unsourced/")
    expect(page.get_by_text("1 profile with key facts")).to_be_visible()
    assert violations(page, "#content") == []
    page.get_by_role("link", name="start", exact=True).press("Enter")
    expect(page.locator("#id_citations-0-field")).to_have_value("start_date")

"""A student opens the site, finds Ukraine, opens the National Platform and sees where each fact comes from."""

import re

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

PLATFORM = "National Platform “Dialogue for Peace and Secure Reintegration”"

NOTICE = "This describes the situation before 24 February 2022; we have no later source."


@pytest.fixture
def profiles(live_server):
    call_command("load_profiles", verbosity=0)


@pytest.mark.parametrize("width", [1280, 390])
def test_student_finds_a_platform_and_its_sources(page, profiles, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="Ukraine").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ukraine")
    expect(page.get_by_role("heading", name="2 initiatives")).to_be_visible()

    page.get_by_role("heading", name=PLATFORM).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(PLATFORM)
    expect(page.get_by_text(NOTICE)).to_be_visible()

    founded = page.locator("dl.facts > div").filter(has=page.get_by_text("Founded", exact=True))
    expect(founded).to_contain_text("February 2018")
    mark = founded.get_by_role("link").first
    number = mark.inner_text().strip("[]")
    mark.click()
    expect(page).to_have_url(re.compile(rf"#source-{number}$"))
    source = page.locator(f"#source-{number}")
    expect(source).to_be_in_viewport()
    expect(source.get_by_role("link").first).to_be_visible()


def test_each_mark_leads_to_a_source(page, profiles):
    page.goto("/initiatives/national-platform-dialogue-for-peace-and-secure-reintegration/")
    targets = page.locator('a[href^="#source-"]').evaluate_all("links => links.map(link => link.hash)")

    assert len(targets) > 20
    for target in sorted(set(targets)):
        expect(page.locator(target)).to_have_count(1)


def test_student_follows_a_suggestion_by_keyboard(page, profiles):
    page.goto("/uk/initiatives/")
    box = page.get_by_role("combobox", name="Пошук ініціатив")
    options = page.locator("#suggestions").get_by_role("option")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("ukraina", delay=20)
    expect(options.first).to_have_text(re.compile("Країна.*Україна"))
    expect(page.get_by_role("status")).to_contain_text("підказки")

    box.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", options.first.get_attribute("id"))
    expect(box).to_be_focused()

    box.press("Escape")
    expect(options).to_have_count(0)
    expect(box).to_have_value("ukraina")
    box.press("Backspace")
    expect(options.first).to_be_visible()
    box.press("Tab")
    expect(options).to_have_count(0)

    box.press("End")
    box.press_sequentially("a")
    expect(options.first).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    expect(page).to_have_url(re.compile("/uk/countries/ua/$"))


def test_student_clicks_a_suggestion_and_can_search_without_one(page, profiles):
    page.goto("/")
    box = page.get_by_role("combobox")
    box.press_sequentially("reintegration")
    page.get_by_role("option", name=PLATFORM).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(PLATFORM)

    page.goto("/")
    box.press_sequentially("reintegration")
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/initiatives/\?q=reintegration$"))


def test_student_searches_and_takes_a_filter_away(page, profiles):
    page.goto("/initiatives/")
    page.get_by_role("combobox", name="Search initiatives").fill("Reintegration")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=PLATFORM)).to_be_visible()
    page.goto("/initiatives/?country=XK")
    expect(page.get_by_role("link", name=PLATFORM)).to_have_count(0)
    page.get_by_role("link", name="Country: Kosovo").click()
    expect(page.get_by_role("link", name=PLATFORM)).to_be_visible()

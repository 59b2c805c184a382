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

    page.get_by_role("link", name=PLATFORM).click()
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


def test_student_searches_and_takes_a_filter_away(page, profiles):
    page.goto("/initiatives/")
    page.get_by_role("searchbox").first.fill("Reintegration")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=PLATFORM)).to_be_visible()
    page.goto("/initiatives/?country=XK")
    expect(page.get_by_role("link", name=PLATFORM)).to_have_count(0)
    page.get_by_role("link", name="Country: Kosovo").click()
    expect(page.get_by_role("link", name=PLATFORM)).to_be_visible()

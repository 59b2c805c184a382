"""The map by keyboard and by touch; by axe it is judged in test_accessibility."""

import re

import pytest
from django.core.management import call_command
from playwright.sync_api import expect


@pytest.fixture
def profiles(live_server):
    call_command("load_profiles", verbosity=0)


def test_reader_reaches_a_country_on_the_map_by_keyboard(page, profiles):
    page.goto("/map/")
    ukraine = page.locator("svg.world").get_by_role("link", name="Ukraine: 2 initiatives")
    page.get_by_role("link", name="The same as a list").focus()

    reached = []
    for _ in range(3):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.querySelector('title')?.textContent ?? ''"))
    assert sorted(reached) == ["Kosovo: 1 initiative", "Kyrgyzstan: 1 initiative", "Ukraine: 2 initiatives"]

    ukraine.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/countries/ua/$"))


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize(("name", "code"), [("Kosovo: 1 initiative", "xk"), ("Ukraine: 2 initiatives", "ua")])
def test_reader_taps_a_country_though_another_is_near(page, profiles, width, name, code):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/")

    page.locator("svg.world").get_by_role("link", name=name).click()
    expect(page).to_have_url(re.compile(f"/countries/{code}/$"))

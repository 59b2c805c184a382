"""The map by keyboard, by touch and by axe; each place on it is reached from the list beside it as well."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from playwright.sync_api import expect

from tests.conftest import SLOW

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Countries on a map can't all be as large as a finger, nor far apart: the list on the same page is the other way in.
EQUIVALENT = "target-size"
PAGES = ["/uk/map/", "/sq/countries/xk/"]
ALL_PAGES = [*PAGES, "/", "/map/?theme=dialogue", "/countries/ua/", "/countries/ki/"]


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


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_and_nothing_is_cut_off(page, profiles, width):
    page.set_viewport_size({"width": width, "height": 900})
    found = {}
    for path in ALL_PAGES if SLOW else PAGES:
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.goto(path)
            options = {"runOnly": {"type": "tag", "values": TAGS}, "preload": False}
            for rule in Axe().run(page, options=options).response["violations"]:
                places = [node["target"][0] for node in rule["nodes"]]
                is_allowed = rule["id"] == EQUIVALENT and all("world" in place or "reach" in place for place in places)
                if not is_allowed:
                    found[path, scheme, rule["id"]] = places
            wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
            assert not wide, path

    assert found == {}

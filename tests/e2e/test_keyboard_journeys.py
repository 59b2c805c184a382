"""Each reader's journey by keyboard alone, and the order in which the keys go through a page."""

import re

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from tests.conftest import SLOW
from tests.e2e.kinds import PLATFORM

TITLE = "National Platform “Dialogue for Peace and Secure Reintegration”"
PHONE = {"width": 390, "height": 844}
FAR = 150  # times the key is pressed before somebody gives up
WALKED = ("/", "/initiatives/?country=UA", f"/initiatives/{PLATFORM}/", "/correct/correction/")
ALSO_WALKED = ("/map/", "/countries/ua/", "/organisations/cmi/", "/activities/", "/about/", "/data/", "/styleguide/")
WALK = """() => {
  const all = [...document.querySelectorAll('*')], it = document.activeElement;
  return it === document.body ? -1 : all.indexOf(it);
}"""


@pytest.fixture
def profiles(live_server, settings):
    settings.CASE_FASTEST = 0
    call_command("load_profiles", verbosity=0)


def go_to(page, wanted, key="Tab"):
    """Press the key until `wanted` has the focus."""
    for _ in range(FAR):
        page.keyboard.press(key)
        if wanted.evaluate("it => it === document.activeElement"):
            return
    raise AssertionError(f"not reached: {wanted}")


def test_from_the_front_page_to_a_source_and_back(page, profiles):
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("combobox", name="Search initiatives")).to_be_focused()
    page.keyboard.type("reintegration")
    expect(page.get_by_role("option", name=TITLE)).to_be_visible()
    go_to_option(page, TITLE)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)

    mark = page.locator("dl.facts .marks a").first
    go_to(page, mark)
    page.keyboard.press("Enter")
    number = mark.inner_text()
    expect(page).to_have_url(re.compile(f"#source-{number}$"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('li[id]').id") == f"source-{number}"
    page.go_back()
    expect(page).to_have_url(re.compile(f"/{PLATFORM}/$"))


def go_to_option(page, name):
    option = page.get_by_role("option", name=name)
    for _ in range(FAR):
        page.keyboard.press("ArrowDown")
        if option.get_attribute("aria-selected") == "true":
            return
    raise AssertionError(f"not reached: {name}")


def test_choosing_sending_and_taking_away_a_filter(page, profiles):
    page.set_viewport_size(PHONE)
    page.goto("/initiatives/")
    summary = page.locator("details.filters > summary")
    go_to(page, summary)
    page.keyboard.press("Enter")
    go_to(page, page.get_by_role("checkbox", name="Kosovo"))
    page.keyboard.press("Space")
    go_to(page, page.get_by_role("button", name="Show"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("country=XK"))
    expect(page.locator("#count")).to_have_text("1 initiative")

    with page.expect_download() as file:
        go_to(page, page.get_by_role("link", name="CSV"))
        page.keyboard.press("Enter")
    assert "country=XK" in file.value.url
    for name in ("XLSX", "JSON", "Atom"):
        go_to(page, page.get_by_role("link", name=name))
    go_to(page, page.get_by_role("link", name="Country: Kosovo"))
    page.keyboard.press("Enter")
    expect(page.locator("#count")).to_have_text("4 initiatives")


def test_another_language_on_the_same_page(page, profiles):
    page.set_viewport_size(PHONE)
    page.goto("/map/?theme=dialogue")
    go_to(page, page.locator(".languages summary"))
    page.keyboard.press("Enter")
    go_to(page, page.get_by_role("link", name="Shqip"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/sq/map/\?theme=dialogue$"))
    expect(page.locator("html")).to_have_attribute("lang", "sq")

    go_to(page, page.locator("svg.world").get_by_role("link", name="Ukrainë"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/sq/.*ua", re.IGNORECASE))


def test_a_message_that_lacks_something_is_mended(page, profiles):
    page.goto(f"/initiatives/{PLATFORM}/")
    go_to(page, page.get_by_role("link", name="Suggest a correction"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Suggest a correction")
    go_to(page, page.get_by_label("Where can it be read?"))
    page.keyboard.type("https://example.org/new")
    go_to(page, page.get_by_role("button", name="Send to the editors"))
    page.keyboard.press("Enter")

    wrong = page.get_by_label("What is wrong?")
    expect(page.get_by_text("Say what is wrong, or what is right.")).to_be_visible()
    expect(wrong).to_have_attribute("aria-invalid", "true")
    expect(wrong).to_have_accessible_description("Say what is wrong, or what is right.")
    expect(page.get_by_label("Where can it be read?")).to_have_value("https://example.org/new")
    go_to(page, wrong)
    page.keyboard.type("It began in 2019.")
    go_to(page, page.get_by_role("button", name="Send to the editors"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("It has arrived.")).to_be_visible()


def test_keys_go_through_pages_in_reading_order_and_out_again(page, profiles):
    for path in (*WALKED, *ALSO_WALKED) if SLOW else WALKED:
        page.goto(path)
        places = walked(page)
        assert len(places) > 10 and places == sorted(set(places)), path
        assert places[-1] in [back(page), back(page)], path  # in again from the end, maybe past the window's own


def back(page):
    page.keyboard.press("Shift+Tab")
    return page.evaluate(WALK)


def walked(page):
    """Where in the document the focus is, key after key, until it leaves the page or comes in at its beginning."""
    places = []
    while len(places) < FAR * 3:
        page.keyboard.press("Tab")
        place = page.evaluate(WALK)
        if place < 0 or place in places[:1]:
            return places
        places.append(place)
    raise AssertionError("no way out")

"""Pages where scripts are off, and where no style arrives: they work, and they read in order."""

import re

import pytest
from playwright.sync_api import expect

from tests.conftest import SLOW
from tests.e2e.kinds import PLATFORM

PHONE = {"width": 390, "height": 844}
# What a page says, from above to below, each part by the first element that a selector finds.
HEAD = (".brand", ".sections")
ORDER = {
    "home": (*HEAD, "h1", "form.search", "#where", "svg.world", "main table", "main .entries"),
    "map": (*HEAD, "h1", "svg.world", "figcaption", "main table"),
    "list, narrowed": (*HEAD, "h1", "form.search", ".filters", "#count", ".chips", ".entries"),
    "nothing found": (*HEAD, "h1", "form.search", "#count", ".chips"),
    "country": (*HEAD, "h1", "svg.country", ".entries", ".timeline", "ol.sources"),
    "profile of sources": (*HEAD, "h1", ".lead", ".standing", "dl.facts", ".timeline", "ol.sources", "#cite"),
    "profile, full": (*HEAD, "h1", "dl.facts", "ol.sources"),
    "organisation": (*HEAD, "h1", "main h2", "ol.sources"),
    "correction with an error": (*HEAD, "h1", "form.voice", ".wrong", "form.voice button"),
}
TOPS = """selectors => selectors.map(one => document.querySelector(one)?.getBoundingClientRect().top ?? null)"""
ESCAPED = re.compile(r"\\[0-9a-f]{1,6} ?")  # signs that a style sheet writes by their number
WORDS = re.compile(
    r"content:(?:\s|attr\([a-z-]+\)|'[^']*'|\"[^\"]*\")*?[\"'][^\"';}]*[^\W\d_]"
)  # letters that only a style sheet says
OF_A_SCRIPT = ("home", "list, misspelt", "addition with an error", "question with an error", "thanks", "error 500")


@pytest.fixture
def plain(browser, live_server):
    """A page in a window where scripts are off."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, viewport=PHONE)
    yield context.new_page()
    context.close()


@pytest.fixture
def unstyled(page):
    """A page that no style sheet reaches."""
    page.route("**/*.css", lambda route: route.abort())
    return page


def test_every_page_works_without_scripts(plain, directory):
    for name in directory if SLOW else OF_A_SCRIPT:
        directory[name].open(plain)

    plain.goto("/initiatives/")
    plain.locator("details.filters > summary").click()
    plain.get_by_role("checkbox", name="Kosovo").check()
    plain.get_by_role("button", name="Show").click()
    expect(plain).to_have_url(re.compile("country=XK"))
    expect(plain.locator("#count")).to_have_text("2 initiatives")
    plain.get_by_role("link", name="Country: Kosovo").click()
    plain.get_by_role("searchbox", name="Search initiatives").fill("reintegration")
    plain.keyboard.press("Enter")
    plain.locator(".languages summary").click()
    plain.get_by_role("link", name="Українська").click()
    expect(plain).to_have_url(re.compile(r"/uk/initiatives/\?.*q=reintegration"))
    plain.locator("main .entries a").first.click()
    expect(plain).to_have_url(re.compile(f"/uk/initiatives/{PLATFORM}/$"))
    plain.locator("ol.sources details > summary").first.click()
    expect(plain.locator("ol.sources details q").first).to_be_visible()


def test_pages_read_in_order_without_style(unstyled, directory):
    for name, parts in ORDER.items():
        directory[name].open(unstyled)
        assert unstyled.evaluate("getComputedStyle(document.body).marginTop") == "8px"  # the browser's own
        tops = unstyled.evaluate(TOPS, parts)
        assert None not in tops, (name, dict(zip(parts, tops, strict=True)))
        assert tops == sorted(tops), (name, dict(zip(parts, tops, strict=True)))


def test_style_says_nothing_of_its_own(settings):
    sheets = [ESCAPED.sub("", path.read_text()) for path in (settings.BASE_DIR / "static" / "css").glob("*.css")]
    assert len(sheets) > 5
    assert [WORDS.findall(sheet) for sheet in sheets if WORDS.search(sheet)] == []

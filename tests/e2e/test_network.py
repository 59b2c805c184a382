"""What Chromium's own network log holds of a reader's visit: one origin, no cookie, nothing stored."""

import re
from urllib.parse import urlsplit

import pytest

from initiatives import urls
from tests.conftest import SLOW
from tests.views.pages import LANGUAGES

STORED = """async () => [...Object.keys(localStorage), ...Object.keys(sessionStorage),
  ...(await indexedDB.databases()).map(one => one.name), ...(await navigator.serviceWorker.getRegistrations())]"""
EXPECTED = "the server responded with a status of"  # the browser's own line for a page that is an error
FOREIGN = re.compile(rb"@import|url\(\s*['\"]?(https?:)?//|<script[^>]+src=['\"](https?:)?//")
FOR_MACHINES = {"feed", "manifest", "suggestions"}
OF_BROWSER = ("chrome-error:", "chrome:", "about:", "data:")


class Log:
    """The network log of a page: every request with what it asked for and whether it took a cookie along."""

    def __init__(self, page):
        self.asked, self.cookies, self.failed, self.said = set(), [], [], []
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", lambda event: self.asked.add(event["request"]["url"]))
        session.on("Network.requestWillBeSentExtraInfo", self.hear_sent)
        session.on("Network.responseReceivedExtraInfo", self.hear_received)
        session.on("Network.webSocketCreated", lambda event: self.asked.add(event["url"]))
        session.on("Network.loadingFailed", self.hear_failure)
        page.on("console", lambda told: EXPECTED in told.text or self.said.append((page.url, told.text)))
        page.on("pageerror", lambda error: self.said.append((page.url, str(error))))

    @property
    def origins(self):
        parts = [urlsplit(address) for address in self.asked if not address.startswith(OF_BROWSER)]
        return {f"{part.scheme}://{part.netloc}" for part in parts}

    def hear_sent(self, event):
        self.cookies += [cookie["cookie"]["name"] for cookie in event.get("associatedCookies", ())]

    def hear_received(self, event):
        headers = {name.lower(): value for name, value in event["headers"].items()}
        self.cookies += [headers["set-cookie"].partition("=")[0]] if "set-cookie" in headers else []

    def hear_failure(self, event):
        if not event.get("canceled"):
            self.failed.append(event["errorText"])


@pytest.fixture
def log(page):
    return Log(page)


@pytest.fixture
def visits(directory):
    """(Kind, language) of every page that the site map knows, those with a form last, the admin's after them."""
    seen = {kind.route for kind in directory.values()}
    assert {pattern.name for pattern in urls.urlpatterns} - seen == FOR_MACHINES
    pairs = [(kind, language) for kind in directory.values() for language in (LANGUAGES if SLOW else ("ky",))]
    return sorted(pairs, key=lambda pair: (pair[0].has_form, is_admin(pair[0])))


def is_admin(kind):
    return kind.path.startswith("/admin/")


def test_a_reader_asks_one_origin_and_keeps_nothing(page, log, visits, live_server):
    for kind, language in visits:
        kind.open(page, language)
        if not is_admin(kind):  # which remembers its colours
            assert page.evaluate(STORED) == [], page.url
        if not kind.has_form:
            assert (page.url, log.cookies, page.context.cookies()) == (page.url, [], [])

    assert log.origins == {live_server.url}
    assert log.failed == log.said == []
    assert set(log.cookies) == {"csrftoken"}  # of the forms
    assert [cookie["name"] for cookie in page.context.cookies()] == ["csrftoken"]


def test_what_a_page_names_for_later_is_ours_too(page, live_server):
    """The icon, the manifest with its icons, feeds and other languages: what a browser may ask for by itself."""
    page.goto("/")
    named = page.locator("head link").evaluate_all("links => links.map(link => link.href)")
    assert {urlsplit(address).netloc for address in named} == {urlsplit(live_server.url).netloc}
    manifest = page.request.get(page.locator("link[rel=manifest]").get_attribute("href")).json()
    found = [*named, *(icon["src"] for icon in manifest["icons"]), manifest["start_url"], "/favicon.ico"]
    for address in found:
        answer = page.request.get(address)
        assert (address, answer.status, "set-cookie" in answer.headers) == (address, 200, False)
        assert not FOREIGN.search(answer.body()), address


def test_what_the_policy_blocks_is_heard(page, live_server, blocked):
    """The fixture that watches every journey of this folder would notice."""
    page.goto("/about/")
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.evaluate("document.body.appendChild(new Image()).src = 'https://example.org/x.png'")
    page.wait_for_function("performance.now() > 0")
    heard = [said for _address, said in blocked]
    assert any("style" in said for said in heard)
    assert any("img-src" in said for said in heard)
    blocked.clear()

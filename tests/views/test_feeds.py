"""What machines ask for."""

import re
from pathlib import Path

import pytest
from defusedxml import ElementTree
from django.contrib.staticfiles import finders

from tests.factories import make_full, make_initiative
from tests.views.pages import LANGUAGES, in_language, read

pytestmark = pytest.mark.django_db


def test_health(client):
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")


def test_robots_know_the_site_map(client):
    assert b"Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content


def test_robots_are_kept_from_what_has_no_end(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    patterns = [
        re.escape(line.removeprefix("Disallow: ")).replace(r"\*", ".*")
        for line in lines
        if line.startswith("Disallow: ")
    ]

    def allows(path):
        return not any(re.match(pattern, path) for pattern in patterns)

    assert not any(map(allows, ("/admin/", "/uk/admin/login/", "/suggestions/?q=a", "/initiatives/?country=UA&q=a")))
    assert all(map(allows, ("/", "/uk/initiatives/administration/", "/initiatives/?country=UA", "/initiatives.atom")))


def test_icon_where_browsers_look_for_it(client):
    response = client.get("/favicon.ico")

    assert (response.status_code, response.headers["Location"]) == (302, "/static/icon-192.png")
    assert response.headers["Cache-Control"] == "max-age=86400"


@pytest.mark.parametrize("language", LANGUAGES)
def test_manifest_names_the_site_in_the_language_of_the_page(client, language):
    (address,) = [
        link["href"] for link in read(client.get(in_language("/about/", language))).all("link", rel="manifest")
    ]
    response = client.get(address)
    manifest = response.json()

    assert response.headers["Content-Type"] == "application/manifest+json"
    assert (manifest["name"], manifest["lang"], manifest["dir"]) == ("peacemap", language, "ltr")
    assert manifest["start_url"] == manifest["id"] == in_language("/", language)
    assert [icon["sizes"] for icon in manifest["icons"]] == ["any", "192x192", "512x512"]


@pytest.mark.parametrize("size", [192, 512])
def test_icons_have_their_size(size):
    head = Path(finders.find(f"icon-{size}.png")).read_bytes()[:24]

    assert (head[:8], head[16:]) == (b"\x89PNG\r\n\x1a\n", size.to_bytes(4, "big") * 2)


SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def alternates(text):
    """[{language: address}] of each page in each language."""
    return [
        {link.get("hreflang"): link.get("href") for link in url.findall("x:link", SITEMAP)}
        for url in ElementTree.fromstring(text).findall("s:url", SITEMAP)
    ]


@pytest.mark.divided
def test_site_map_lists_public_pages_in_six_languages(client):
    make_full(slug="shown")
    make_initiative(slug="hidden", stage="draft")

    text = client.get("/sitemap.xml").content.decode()

    places = re.findall("<loc>http://testserver(.*?)</loc>", text)
    assert [place for place in places if "shown" in place] == [
        "/initiatives/shown/",
        "/uk/initiatives/shown/",
        "/sq/initiatives/shown/",
        "/ky/initiatives/shown/",
        "/ru/initiatives/shown/",
        "/sr/initiatives/shown/",
    ]
    assert "hidden" not in text
    assert [place for place in alternates(text) if "shown" in place["en"]] == [
        {code: f"http://testserver{in_language('/initiatives/shown/', code)}" for code in LANGUAGES}
        | {"x-default": "http://testserver/initiatives/shown/"}
    ] * len(LANGUAGES)
    assert {place: client.get(place).status_code for place in places} == dict.fromkeys(places, 200)


def test_large_site_map_is_an_index(client, monkeypatch):
    for number in range(3):
        make_full(slug=f"one-{number}", number=number)
    whole = places(client.get("/sitemap.xml"))
    monkeypatch.setattr("initiatives.views.feeds.PAGE", 4)

    index = ElementTree.fromstring(client.get("/sitemap.xml").content)

    files = [found.text for found in index.findall("s:sitemap/s:loc", SITEMAP)]
    assert files == [f"http://testserver/sitemap.xml?page={number}" for number in range(1, len(files) + 1)]
    parts = [places(client.get(file.removeprefix("http://testserver"))) for file in files]
    assert [place for part in parts for place in part] == whole
    assert max(map(len, parts)) == 4 * len(LANGUAGES)
    assert sum("/organisations/publisher-" in place for place in whole) == 3 * len(LANGUAGES)
    assert client.get(f"/sitemap.xml?page={len(files) + 1}").status_code == 404


def places(response):
    return [found.text for found in ElementTree.fromstring(response.content).findall("s:url/s:loc", SITEMAP)]

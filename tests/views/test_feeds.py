"""What machines ask for."""

import re

import pytest

from tests.factories import make_full, make_initiative

pytestmark = pytest.mark.django_db


def test_health(client):
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")


def test_robots_know_the_site_map(client):
    assert b"Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content


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
    assert {place: client.get(place).status_code for place in places} == dict.fromkeys(places, 200)


def test_large_site_map_is_an_index(client, monkeypatch):
    monkeypatch.setattr("initiatives.views.feeds.PAGE", 1)
    for number in range(3):
        make_initiative(slug=f"one-{number}")

    index = client.get("/sitemap.xml").content.decode()

    assert re.findall("page=([0-9]+)", index) == ["1", "2", "3"]
    assert "one-2" in client.get("/sitemap.xml?page=3").content.decode()
    assert client.get("/sitemap.xml?page=4").status_code == 404

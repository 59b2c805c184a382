"""A browser asks again each time, and gets the page only where it is another one."""

import time

import pytest

from initiatives.domain import documents, editing
from tests.factories import make_full
from tests.guards import addresses
from tests.views.test_pages import PATHS

pytestmark = pytest.mark.django_db

ALL = "gzip, br"
MORE = ["/initiatives.atom", "/uk/initiatives.atom?country=UA", "/initiatives.json", "/sitemap.xml", "/robots.txt"]
MORE += ["/site.webmanifest", "/initiatives/platform/changes/", "/initiatives/?country=UA&q=platform", "/sq/map/"]


@pytest.mark.parametrize("accepted", ["", ALL], ids=["plain", "packed"])
@pytest.mark.parametrize("path", [*PATHS, *MORE])
def test_second_answer_is_empty_while_nothing_changed(client, path, accepted, monkeypatch):
    make_full("A platform", slug="platform")

    first = client.get(path, HTTP_ACCEPT_ENCODING=accepted)
    later = time.time() + 5
    monkeypatch.setattr(time, "time", lambda: later)
    second = client.get(path, HTTP_ACCEPT_ENCODING=accepted, HTTP_IF_NONE_MATCH=first.headers["ETag"])

    assert (first.status_code, first.headers["Cache-Control"]) == (200, "no-cache")
    assert (second.status_code, second.content) == (304, b"")
    assert {name: second.headers[name] for name in ("ETag", "Cache-Control")} == {
        "ETag": first.headers["ETag"],
        "Cache-Control": "no-cache",
    }


def change(profile, **values):
    key = str(profile.uuid)
    editing.write("initiative", {key: documents.read_one("initiative", key) | values}, by=None, act="edited")


@pytest.mark.parametrize(
    "path", ["/", "/initiatives/", "/initiatives/platform/", "/initiatives.atom", "/countries/ua/"]
)
def test_changed_page_is_another_one(client, path):
    profile = make_full("A platform", slug="platform")
    first = client.get(path)
    change(profile, texts=[{"language": "en", "title": "Another name", "summary": ""}])

    second = client.get(path, HTTP_IF_NONE_MATCH=first.headers["ETag"])

    assert second.status_code == 200
    assert b"Another name" in second.content


def test_withdrawn_profile_is_gone_for_who_kept_it_too(client):
    profile = make_full("A platform", slug="platform")
    first = client.get("/initiatives/platform/")
    change(profile, stage="withdrawn")

    assert client.get("/initiatives/platform/", HTTP_IF_NONE_MATCH=first.headers["ETag"]).status_code == 404


def test_page_with_a_form_is_never_kept(client):
    paths = [path for path in addresses.every(addresses.World()) if addresses.has_form(path)]

    answers = [client.get(path) for path in paths]

    assert [path for path, answer in zip(paths, answers, strict=True) if "ETag" in answer.headers] == []

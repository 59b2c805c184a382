"""What a first visit costs over the line, to the byte: the site as gunicorn serves it with DEBUG off."""

import gzip
import re

import brotli
import pytest

from tests.peacemap import serving
from tests.views.pages import Reader, in_language

LIGHT, HEAVY = 14_000, 45_000  # bytes: one first window of TCP is 14,600; the pages with the map of the world
BIG = ("/", "/map/")
SMALL = (
    "/initiatives/",
    "/initiatives/?country=UA&q=dialogue",
    "/initiatives/?country=XK",
    "/initiatives/national-platform-dialogue-for-peace-and-secure-reintegration/",
    "/initiatives/donbas-dialogue/",
    "/initiatives/yntymaktuu-zhashoo/",
    "/initiatives/promoting-grassroots-peacebuilding-and-interethnic-cooperation-in-kosovo/",
    "/countries/",
    "/countries/ua/",
    "/countries/xk/",
    "/countries/kg/",
    "/organisations/",
    "/organisations/european-union/",
    "/activities/",
    "/about/",
    "/data/",
    "/correct/",
)
LANGUAGES = ("en", "uk", "ky")
BROWSER = "gzip, deflate, br, zstd"
A_YEAR = 365 * 24 * 60 * 60  # seconds


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    serving.fill(folder)
    with serving.served(folder) as running:
        yield running


def plain(answer):
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress}.get(answer.headers["Content-Encoding"], bytes)
    return unpack(answer.body).decode()


def seen(answer):
    reader = Reader()
    reader.feed(plain(answer))
    return reader.seen


def parts(page):
    """Addresses of the style sheets and scripts that `page` loads."""
    sheets = [link["href"] for link in page.all("link", rel="stylesheet")]
    return sheets + [script["src"] for script in page.all("script") if "src" in script]


def weight(site, path, accepted):
    """Bytes of the page, its style sheets and its scripts as they come over the line."""
    answer = site.get(path, accept_encoding=accepted)
    assert (path, answer.status) == (path, 200)
    return len(answer.body) + sum(len(site.get(part, accept_encoding=accepted).body) for part in parts(seen(answer)))


def too_heavy(site, paths, most, accepted=BROWSER):
    found = {in_language(path, code): 0 for path in paths for code in LANGUAGES}
    found = {path: weight(site, path, accepted) for path in found}
    return {path: size for path, size in found.items() if size > most}


def test_first_view_fits_into_one_window(site):
    assert too_heavy(site, SMALL, LIGHT) == {}


def test_first_view_fits_with_gzip_too(site):
    assert too_heavy(site, SMALL, LIGHT, "gzip") == {}


def test_first_view_of_the_maps(site):
    assert too_heavy(site, BIG, HEAVY) == {}


@pytest.mark.parametrize("path", [*BIG, *SMALL])
def test_one_style_sheet_and_one_script_at_most_both_kept_for_ever(site, path):
    found = parts(seen(site.get(path)))

    kinds = [part.rpartition(".")[2] for part in found]
    assert kinds in (["css"], ["css", "js"])
    for part in found:
        assert re.fullmatch(r"/static/[a-z/]+\.[0-9a-f]{12}\.(css|js)", part)
        answers = {code: site.get(part, accept_encoding=code) for code in ("br", "gzip", "identity")}
        assert [answer.headers["Content-Encoding"] for answer in answers.values()] == ["br", "gzip", None]
        assert len({plain(answer) for answer in answers.values()}) == 1
        kept = answers["br"].headers["Cache-Control"]
        assert "immutable" in kept and int(re.search(r"max-age=(\d+)", kept)[1]) >= A_YEAR


@pytest.mark.parametrize("path", [*BIG, *SMALL, "/initiatives.atom", "/sitemap.xml", "/site.webmanifest"])
@pytest.mark.parametrize("accepted", [BROWSER, "gzip", ""])
def test_second_ask_costs_nothing(site, path, accepted):
    first = site.get(path, accept_encoding=accepted)
    second = site.get(path, accept_encoding=accepted, if_none_match=first.headers["ETag"])

    assert (first.status, second.status, second.body) == (200, 304, b"")
    assert (first.headers["Set-Cookie"], second.headers["Set-Cookie"]) == (None, None)
    assert first.headers["Content-Length"] == str(len(first.body))


def test_icon_is_where_browsers_look_for_it(site):
    answer = site.get("/favicon.ico")

    icon = site.get(answer.headers["Location"])
    assert (answer.status, icon.status, icon.headers["Content-Type"]) == (302, 200, "image/png")

"""Each type of page is built as its file in tests/data/outlines says, in every language.

After a change that is meant, `OUTLINES=write pytest tests/views/test_structure.py` writes the files again from the
English pages; the difference belongs in the same commit, for people to read.
"""

import os
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.management import call_command
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils.translation import override

from tests.views.outlines import outline
from tests.views.pages import LANGUAGES, in_language

FOLDER = Path(__file__).resolve().parents[1] / "data" / "outlines"
PLATFORM = "national-platform-dialogue-for-peace-and-secure-reintegration"
PAGES = {
    "home": "/",
    "map": "/map/",
    "map-filtered": "/map/?country=UA&theme=dialogue",
    "list": "/initiatives/",
    "list-filtered": "/initiatives/?country=UA&theme=dialogue",
    "list-search": "/initiatives/?q=dijalog",
    "list-nothing": "/initiatives/?country=XK&country=KG&theme=dialogue&q=qwrtzxv",
    "countries": "/countries/",
    "country-ukraine": "/countries/ua/",
    "country-kosovo": "/countries/xk/",
    "country-without-profiles": "/countries/ki/",
    "profile-platform": f"/initiatives/{PLATFORM}/",
    "profile-conflicts": "/initiatives/yntymaktuu-zhashoo/",
    "profile-changes": f"/initiatives/{PLATFORM}/changes/",
    "organisations": "/organisations/",
    "organisation": "/organisations/european-union/",
    "activities": "/activities/",
    "about": "/about/",
    "data": "/data/",
    "styleguide": "/styleguide/",
    "write": "/correct/",
    "write-correction": f"/correct/correction/?about={PLATFORM}",
    "write-addition": "/correct/addition/",
    "error-404": "/nowhere/",
}
WRONG = "/correct/addition/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def profiles():
    call_command("load_profiles", verbosity=0)


def closed(language):
    """The page of a site that is closed for a moment; the view that answers with it needs a broken database."""
    with override(language):
        return render_to_string("503.html", request=RequestFactory().get(in_language("/", language)))


def outlines(language):
    """{name: outline} of all pages in a language."""
    stranger = Client(raise_request_exception=False)
    found = {name: stranger.get(in_language(path, language)) for name, path in PAGES.items()}
    found["write-errors"] = stranger.post(in_language(WRONG, language), {})
    texts = {name: response.content.decode() for name, response in found.items()}
    return {name: outline(text) for name, text in (texts | {"error-503": closed(language)}).items()}


def written():
    return {path.stem: path.read_text() for path in FOLDER.glob("*.txt")}


def write(found):
    FOLDER.mkdir(exist_ok=True)
    for name, text in found.items():
        (FOLDER / f"{name}.txt").write_text(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_built_as_their_outlines_say(profiles, language):
    found = outlines(language)
    if language == LANGUAGES[0] and os.environ.get("OUTLINES") == "write":
        write(found)

    expected = written()
    assert sorted(found) == sorted(expected)
    assert {name: text for name, text in found.items() if text != expected[name]} == {}


def test_every_page_has_one_head_one_main_part_one_foot_and_one_title():
    for name, text in written().items():
        lines = [line.strip() for line in text.splitlines()]
        tops = [line.partition(".")[0] for line in text.splitlines() if line[0] != " "]
        assert (name, tops) == (name, ["header", "main#main", "footer"])
        assert (name, lines.count("h1")) == (name, 1)


def test_no_heading_skips_a_level():
    for name, text in written().items():
        levels = [int(line.strip()[1]) for line in text.splitlines() if line.strip()[:2] in ("h1", "h2", "h3", "h4")]
        assert (name, [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]) == (name, [])

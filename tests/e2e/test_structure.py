"""What a screen reader goes by, in the page's own language: title, headings, landmarks, names."""

import re
from html.parser import HTMLParser

import pytest
from django.core.management import call_command
from django.utils.translation import gettext, override

from tests.conftest import SLOW
from tests.e2e import kinds
from tests.views.pages import LANGUAGES, in_language

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LANDMARKS = ("header", "main", "footer")  # of the page: those within an article or a section are none
FORMATS = {"BibTeX", "RIS", "CSL-JSON", "CSL JSON"}  # names that are the same in every language
UNLIKE = {"uk": "[а-яіїєґ]", "ru": "[а-я]", "ky": "[а-яңөү]", "sr": "[а-яј]"}


class Outline(HTMLParser):
    """The title, levels of headings, landmarks of the page, accessible names and the first link of an answer."""

    def __init__(self, html):
        super().__init__()
        self.levels, self.landmarks, self.names, self.title, self.first, self.lang = [], [], [], "", "", ""
        self.open = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.lang = self.lang or attrs.get("lang", "")
        self.levels += [HEADINGS.index(tag) + 1] if tag in HEADINGS else []
        if tag in LANDMARKS and not {"article", "section"}.intersection(self.open):
            self.landmarks.append(tag)
        if tag == "nav" or "aria-label" in attrs:
            self.names.append((tag, attrs.get("aria-label", "")))
        self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in self.open:
            del self.open[len(self.open) - 1 - self.open[::-1].index(tag) :]

    def handle_data(self, data):
        if self.open[-1:] == ["title"] and "svg" not in self.open:
            self.title += data.strip()
        elif "a" in self.open and not self.first:
            self.first = data.strip()


@pytest.fixture
def plain(transactional_db, settings, monkeypatch):
    """{name: Kind} of every page that needs no button to be reached."""
    call_command("load_profiles", verbosity=0)
    kinds.fail_for(monkeypatch)
    return {name: kind for name, kind in kinds.fill_directory().items() if not kind.press and name != "login"}


def outlines(client, plain, language):
    client.raise_request_exception = False
    for name, kind in plain.items():
        address = kind.address if isinstance(kind.address, str) else kind.address()
        answer = client.get(in_language(address, language))
        assert (name, answer.status_code) == (name, kind.status)
        yield name, Outline(answer.content.decode())


@pytest.mark.parametrize("language", LANGUAGES if SLOW else ["ky"])
def test_headings_landmarks_and_titles(client, plain, language):
    titles = {}
    for name, page in outlines(client, plain, language):
        assert (name, page.lang) == (name, language)
        assert (name, page.levels[0], page.levels.count(1)) == (name, 1, 1)
        assert [pair for pair in zip(page.levels, page.levels[1:], strict=False) if pair[1] > pair[0] + 1] == [], name
        assert (name, page.landmarks) == (name, ["header", "main", "footer"])
        titles.setdefault(page.title, set()).add((plain[name].route, plain[name].status))
    assert "" not in titles
    assert [sorted(alike) for alike in titles.values() if len(alike) > 1] == []


@pytest.mark.parametrize("language", LANGUAGES[1:] if SLOW else ["sr"])
def test_names_are_in_the_language_of_the_page(client, plain, language):
    with override(language):
        skip, named = gettext("Skip to content"), [gettext("Language"), gettext("Main")]
    assert skip != "Skip to content"
    for name, page in outlines(client, plain, language):
        assert (name, page.first) == (name, skip)
        navs = [label for tag, label in page.names if tag == "nav"]
        assert (name, navs[:2], len(navs)) == (name, named, len(set(navs)))
        others = {label for _tag, label in page.names} - FORMATS
        other_tongue = [label for label in others if not re.search(UNLIKE.get(language, "."), label, re.IGNORECASE)]
        assert other_tongue == [] or name == "style guide", (name, other_tongue)  # which shows names of components

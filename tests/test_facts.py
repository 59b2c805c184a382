"""Each fact of the sources stands on its page, in its place; no trap does; docs/data.md says the same."""

import html
import re
from collections import defaultdict

import pytest
from django.core.management import call_command

from tests import facts
from tests.views.pages import Reader, read

HEAD, ASIDE, NAMES = "header", "aside", "About its names"
# Where on the page of an initiative a place of the table is. Quotations stand with their source.
PLACES = {
    "activities": {"What it does"},
    "description": {"Description"},
    "facts": {HEAD, ASIDE},
    "mission": {"Mission", "Sources"},
    "names": {HEAD, NAMES},
    "notes": {ASIDE},
    "notices": {HEAD},
    "organisations": {"Who takes part", "Sources"},
    "results": {"Results claimed"},
    "sources": {HEAD, NAMES, "Sources"},
    "summary": {HEAD},
}


class Parts(Reader):
    """The text of a page by part: by its latest h2, before the first one by its landmark."""

    def __init__(self):
        super().__init__()
        self.parts, self.part, self.is_heading = defaultdict(str), "", False

    def handle_starttag(self, tag, attrs):
        super().handle_starttag(tag, attrs)
        if tag in (HEAD, ASIDE, "section", "footer"):
            self.part = tag
        if tag == "h2":
            self.part, self.is_heading = "", True

    def handle_endtag(self, tag):
        if tag == "h2":
            self.part, self.is_heading = self.part.strip().rstrip("0123456789"), False

    def handle_data(self, data):
        if self.is_heading:
            self.part += data.strip()
        else:
            self.parts[self.part] += data


@pytest.fixture
def answers(client, db):
    call_command("load_profiles", verbosity=0)
    return {page: client.get(page) for page in {row.page for row in facts.rows()}}


def test_document_holds_the_table():
    document = facts.DOCUMENT.read_text(encoding="utf-8")

    assert document == facts.wanted(document), "run: python -m tests.facts"


def test_rows_are_complete():
    rows = facts.rows()

    assert len({row.id for row in rows}) == len(rows) > 300
    assert [row.id for row in rows if not (row.fact and row.page and row.place)] == []
    assert [row.id for row in rows if bool(row.must_show) == bool(row.must_not_show)] == []


def test_each_fact_stands_on_its_page(answers):
    assert {page: answer.status_code for page, answer in answers.items()} == dict.fromkeys(answers, 200)

    shown = {page: plain(read(answer).text) for page, answer in answers.items()}
    assert [row for row in facts.rows() if row.must_show and plain(row.must_show) not in shown[row.page]] == []


def test_each_fact_of_an_initiative_stands_in_its_place(answers):
    rows = [row for row in facts.rows() if row.must_show and row.page.startswith("/initiatives/")]
    parts = {page: parts_of(answers[page]) for page in {row.page for row in rows}}

    assert [row for row in rows if not PLACES[row.place] & found_in(parts[row.page], row.must_show)] == []


def test_no_trap_shows(answers):
    whole = {page: html.unescape(answer.content.decode()) for page, answer in answers.items()}

    assert [row for row in facts.rows() if row.must_not_show and row.must_not_show in whole[row.page]] == []


def parts_of(answer):
    reader = Parts()
    reader.feed(answer.content.decode())
    return {part: plain(text) for part, text in reader.parts.items()}


def found_in(parts, words):
    return {part for part, text in parts.items() if plain(words) in text}


def plain(text):
    """`text` with single spaces."""
    return " ".join(re.sub(r"\[\d+\]", " ", text).split())

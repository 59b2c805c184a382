"""What the search box offers while somebody types."""

import gzip
import html
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from initiatives.domain import index
from tests.domain import made

pytestmark = pytest.mark.django_db


def suggested(client, text, language=""):
    page = client.get(f"{language}/suggestions/", {"q": text}).content.decode()
    options = re.findall(r'<a href="([^"]+)".*?>(.*?)</a>', page, re.DOTALL)
    return [(address, " ".join(html.unescape(re.sub("<[^>]+>", " ", text)).split())) for address, text in options]


def test_names_come_above_initiatives_in_the_readers_language(client):
    made.country("UA", name_en="Ukraine", name_uk="Україна")
    made.initiative("Ukraine talks", countries=["UA"], slug="talks")
    wanted = [("/uk/countries/ua/", "Країна Україна"), ("/uk/initiatives/talks/", "Ініціатива Ukraine talks")]
    assert suggested(client, "украина", "/uk") == wanted


def test_a_typing_error_finds_the_close_word(client):
    made.initiative("Dialogue of rivers", slug="rivers")
    assert suggested(client, "dialouge") == [("/initiatives/rivers/", "Initiative Dialogue of rivers")]


def test_names_are_escaped(client):
    made.initiative("Rivers <b onclick=x>")
    assert "Rivers &lt;b onclick=x&gt;" in client.get("/suggestions/?q=rivers").content.decode()


@pytest.mark.parametrize("text", ["", " ", "*", "\0", "nowhere", "x" * 5000])
def test_what_finds_nothing_offers_nothing(client, text):
    made.initiative("Rivers")
    answer = client.get("/suggestions/", {"q": text})
    assert (answer.status_code, answer.content) == (200, b"")


def test_the_script_is_small():
    assert len(gzip.compress(Path(finders.find("js/site.js")).read_bytes())) <= 1536


@pytest.mark.parametrize("rows", [1, 40])
def test_a_letter_asks_few_questions(client, django_assert_max_num_queries, rows):
    for number in range(rows):
        house = made.organisation(f"River house {number}")
        place = made.place(f"River bank {number}", country=made.country("UA").pk)
        made.initiative(f"Rivers {number}", partners=[{"organisation": house, "role": "lead"}], places=[place])
    index.current()
    with django_assert_max_num_queries(6):
        assert len(suggested(client, "rive")) >= 3


def test_a_word_left_out_does_not_hinder_the_close_one(client):
    made.initiative("Dialogue of rivers", slug="rivers")
    assert suggested(client, "dialouge -xqzwvk") == [("/initiatives/rivers/", "Initiative Dialogue of rivers")]

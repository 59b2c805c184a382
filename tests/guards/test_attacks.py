"""What somebody who means harm tries: words too long for a database, forged places, addresses that lead elsewhere."""

import base64
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.domain import editing
from initiatives.domain.documents import read_one
from initiatives.imports import plan, reading
from initiatives.models import Word
from tests.admin.builders import make_user
from tests.factories import make_full, make_initiative

CHAIN = "-".join(["議論" * 29] * 16)  # one word of 958 letters, 2,800 bytes where its parts are joined
PLACES = [
    [0, "\ud800", 1],
    [0, ["a"], 1],
    [0, {"a": 1}, 1],
    [1, "0001-01-01T00:00:00+23:59", 1],
    [1, "9999-12-31T23:59:59-23:59", 1],
    [1, "2020-01-01T00:00:00", 1],
    [True, "2020-01-01T00:00:00Z", 1],
]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("text", [CHAIN, f"-{CHAIN}", f'"{CHAIN}"', "-".join(["xa" * 30] * 16), "a-" * 500])
def test_very_long_words_are_searched(client, text):
    make_full("Dialogue for peace")
    assert client.get("/initiatives/", {"q": text}).status_code == 200


@pytest.mark.parametrize("text", [CHAIN, "https://example.org/" + "-".join(["word"] * 60), "-".join(["xa" * 30] * 40)])
def test_very_long_words_are_stored(client, text):
    texts = [{"language": "en", "title": "A bridge", "description": text}]
    assert client.get(make_initiative(texts=texts).get_absolute_url()).status_code == 200


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("sort", ["relevance", "-updated", "-start", "title"])
def test_forged_places_in_the_list_are_no_places(client, place, sort):
    make_full("Dialogue for peace")
    after = base64.urlsafe_b64encode(json.dumps(place).encode()).decode()
    assert client.get("/initiatives/", {"after": after, "sort": sort, "q": "peace"}).status_code == 200


def test_signs_that_are_no_words_cost_no_questions(client):
    make_full("Dialogue for peace")
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/initiatives/", {"q": "zzzzqqq wwwwvv" + " !" * 2000}).status_code == 200
    assert len(asked) < 30


@pytest.mark.parametrize("path", ["/uk//other.example/", "/uk/%2F%2Fother.example/", "/uk/%5Cother.example/"])
def test_no_language_link_leads_to_another_site(client, path):
    body = client.get(path).content.decode()
    assert 'lang="en"' in body
    assert 'href="//' not in body
    assert 'href="/\\' not in body


def test_hash_of_a_password_is_no_filter(client):
    client.force_login(make_user("seer", rights=["view_user"]))
    assert client.get("/admin/initiatives/user/", {"password__startswith": "pbkdf2"}).status_code == 400
    assert client.get("/admin/initiatives/user/", {"username__startswith": "s"}).status_code == 200


def test_import_tells_nobody_of_a_withheld_profile_elsewhere():
    make_initiative("Quiet bridge over the river", countries=("UA",), sensitivity="withheld")
    editor = make_user("bound", group="Editors", codes=["KG"])
    table = reading.read(b"title,countries\nQuiet bridge over the rivers,KG; UA\n")
    told = " ".join(problem.message for problem in plan.make(table, by=editor).problems)
    assert "looks like" not in told


def test_no_word_of_a_very_long_profile_stays_when_it_is_withheld():
    words = " ".join(f"{number}word" for number in range(30_000))
    initiative = make_initiative(texts=[{"language": "en", "title": "A bridge", "description": words}])
    assert Word.objects.filter(key__endswith="word").exists()
    key = str(initiative.uuid)
    editing.write("initiative", {key: read_one("initiative", key) | {"sensitivity": "withheld"}}, by=None, act="edited")
    assert not Word.objects.exists()


def test_page_does_not_grow_with_what_nobody_asked_for(client):
    make_full("Dialogue for peace")
    values = "&".join(f"theme=a{number}&lead=b{number}" for number in range(50))
    body = client.get(f"/initiatives/?{values}&{'unknown=parameter&' * 1000}")
    assert body.status_code == 200
    assert len(body.content) < 400_000

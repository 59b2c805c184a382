"""Old addresses lead to the profile that took over, in the reader's language; never to what is hidden."""

import pytest

from initiatives.domain import documents, editing, merging
from tests.domain import made

pytestmark = pytest.mark.django_db
LANGUAGES = ("", "/uk", "/sq", "/ky", "/ru", "/sr")


def merge(subject, kept, gone):
    tokens = {key: documents.token(documents.read_one(subject, key)) for key in (kept, gone)}
    return merging.merge(subject, kept, gone, by=None, seen=tokens)


def change(subject, key, **values):
    editing.write(subject, {key: documents.read_one(subject, key) | values}, by=None, act="edited")


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_merged_profiles_lead_on_in_each_language(client, prefix):
    one, other = made.initiative("Bridge", slug="kept"), made.initiative("Bridges", slug="gone")
    body, twin = made.organisation("Body", slug="body"), made.organisation("Twin", slug="twin")
    change("initiative", one, partners=[{"organisation": twin, "role": "lead"}])
    records = [merge("initiative", one, other), merge("organisation", body, twin)]
    for old, new in (("/initiatives/gone/", "/initiatives/kept/"), ("/organisations/twin/", "/organisations/body/")):
        answer = client.get(prefix + old + "?from=x")
        assert (answer.status_code, answer["Location"]) == (301, f"{prefix}{new}?from=x")
        assert client.get(prefix + new).status_code == 200
    for record in records[::-1]:
        merging.undo(record, by=None)
    assert client.get(prefix + "/initiatives/gone/").status_code == 200


def test_a_redirect_to_what_is_hidden_answers_as_if_missing(client):
    one, other = made.initiative(slug="kept"), made.initiative(slug="gone")
    merge("initiative", one, other)
    for hidden in ({"stage": "withdrawn"}, {"stage": "published", "sensitivity": "withheld"}):
        change("initiative", one, **hidden)
        answer, missing = client.get("/initiatives/gone/"), client.get("/initiatives/lost/")
        assert answer.status_code == 404
        assert dict(answer.headers) | {"ETag": ""} == dict(missing.headers) | {"ETag": ""}
        assert answer.content.replace(b"gone", b"lost") == missing.content


def test_a_renamed_profile_is_found_under_its_old_address(client):
    key = made.initiative(slug="old-name")
    change("initiative", key, slug="new-name")
    assert client.get("/initiatives/old-name/")["Location"] == "/initiatives/new-name/"
    change("initiative", key, slug="old-name")
    assert client.get("/initiatives/old-name/").status_code == 200
    assert client.get("/initiatives/new-name/")["Location"] == "/initiatives/old-name/"


def test_an_address_that_was_never_public_leads_nowhere(client):
    key = made.initiative(slug="a-secret", stage="draft")
    change("initiative", key, slug="a-name")
    change("initiative", key, stage="published")
    assert client.get("/initiatives/a-secret/").status_code == 404


def test_a_public_profile_comes_before_a_redirect(client):
    key = made.initiative(slug="old-name")
    change("initiative", key, slug="new-name")
    made.initiative("Another", slug="old-name")
    assert b"Another" in client.get("/initiatives/old-name/").content


def test_files_know_the_one_that_stayed_only(client):
    one, other = made.initiative("Bridge", slug="kept"), made.initiative("Bridges", slug="gone")
    before = client.get("/initiatives.json").json()["count"]
    merge("initiative", one, other)
    results = client.get("/initiatives.json").json()["results"]
    assert (before, [(row["id"], row["slug"]) for row in results]) == (2, [(one, "kept")])
    assert other not in b"".join(client.get("/initiatives.csv")).decode()

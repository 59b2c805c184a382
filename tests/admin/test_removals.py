"""Removing words from every copy, in the admin: shown first, done as shown, by the right people only."""

import pytest
from django.urls import reverse

from initiatives.domain import documents, editing
from initiatives.models import Change, Redaction
from tests.admin.builders import make_user

ADD = "/admin/initiatives/redaction/add/"
NAME = "Verbena Kvitoslavska"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """The tombstones of these tests clean no backup of others."""
    settings.PRIVATE_DIR = tmp_path


@pytest.fixture
def planted(initiative):
    key = str(initiative.uuid)
    document = documents.read_one("initiative", key) | {"note": f"Ask {NAME}."}
    editing.write("initiative", {key: document}, by=None, act="edited")
    return initiative


def test_words_are_shown_where_they_stand_and_then_removed(as_, chief, planted):
    client = as_(chief)
    asked = {"words": "Вербена Квітославська", "reason": "asked", "subject": "initiative", "key": str(planted.uuid)}

    shown = client.post(ADD, asked)
    assert dict(shown.context["found"].counts) == {"initiatives.initiative": 1, "initiatives.change": 1}
    assert NAME in shown.content.decode()
    for words in ("Initiatives", "Changes", "Donbas Dialogue"):
        assert f'<th scope="row">{words}</th>' in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    assert documents.read_one("initiative", planted.uuid)["note"] == f"Ask {NAME}."
    done = client.post(ADD, asked | {"_seen": shown.context["found"].token}, follow=True)

    assert documents.read_one("initiative", planted.uuid)["note"] == "Ask [removed]."
    assert "erbena" not in done.content.decode()
    assert "Changes: 1, Initiatives: 1" in done.content.decode()
    row = Redaction.objects.get()
    assert (row.by, row.reason, row.subject, row.key) == (chief, "asked", "initiative", str(planted.uuid))
    assert Change.objects.get().redacted_on == row.at.date()
    history = client.get(reverse("admin:initiatives_initiative_history", args=[planted.pk])).content.decode()
    assert "Words of this version were removed on" in history
    assert "erbena" not in history


def test_nothing_is_removed_unseen_or_where_more_has_come(as_, chief, planted):
    client = as_(chief)
    asked = {"words": NAME, "reason": "asked"}
    seen = client.post(ADD, asked).context["found"].token
    key = str(planted.uuid)
    document = documents.read_one("initiative", key) | {"start_date": "2019"}
    editing.write("initiative", {key: document}, by=None, act="edited")

    for token in ("", "x", seen):
        assert client.post(ADD, asked | {"_seen": token}).status_code == 200
    assert documents.read_one("initiative", key)["note"] == f"Ask {NAME}."
    assert not Redaction.objects.exists()


@pytest.mark.parametrize("words", ["", "ab", f"{NAME}\nab"])
def test_words_too_short_are_refused_in_the_form(as_, chief, planted, words):
    response = as_(chief).post(ADD, {"words": words, "reason": "asked"})

    assert response.context["form"].errors["words"]
    assert "found" not in response.context or response.context["found"] is None


def test_form_open_during_a_removal_is_refused(as_, chief, planted):
    client = as_(chief)
    seen = documents.token(documents.read_one("initiative", planted.uuid))
    found = client.post(ADD, {"words": NAME, "reason": "asked"}).context["found"].token
    client.post(ADD, {"words": NAME, "reason": "asked", "_seen": found})

    with pytest.raises(editing.Stale):
        editing.write("initiative", {str(planted.uuid): {}}, by=chief, act="edited", tokens={str(planted.uuid): seen})


def test_who_may(as_, reviewer, planted):
    bound = make_user("bound", rights=["redact"], codes=["UA"])
    for user in (reviewer, bound):
        client = as_(user)
        assert [client.get(ADD).status_code, client.post(ADD, {"words": NAME}).status_code] == [403, 403]
    free = as_(make_user("free", rights=["redact", "view_initiative", "read_others_initiative"]))
    assert free.get(ADD).status_code == 200
    history = reverse("admin:initiatives_initiative_history", args=[planted.pk])
    assert ADD in free.get(history).content.decode()
    assert ADD not in as_(reviewer).get(history).content.decode()

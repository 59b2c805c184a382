"""A deleted profile comes back from the ledger, as a draft and without its consents."""

import datetime as dt

import pytest
from django.urls import reverse

from initiatives.domain import documents, editing, merging
from initiatives.models import Change, Initiative
from tests.admin.builders import make_user
from tests.domain import made


def deleted(subject="initiative", **values):
    """(the act of deleting a profile, the document that it was)."""
    key = getattr(made, subject)(**values)
    document = documents.read_one(subject, key)
    editing.delete(subject, [key], by=None)
    return Change.objects.get(key=key, act="deleted"), document


def page(change, view="change"):
    return reverse(f"admin:initiatives_change_{view}", args=[change.pk])


def said(response):
    return [str(message) for message in response.context["messages"]]


def test_deleted_profile_comes_back_as_a_draft_without_its_consents(as_, editor):
    contact = {"kind": "email", "value": "office@example.org", "consent_given": dt.date(2026, 1, 1).isoformat()}
    change, before = deleted("initiative", slug="bridge", contacts=[contact])
    client = as_(editor)

    assert page(change, "revive") in client.get(page(change)).content.decode()
    assert client.get(page(change, "revive")).status_code == 405
    response = client.post(page(change, "revive"), follow=True)

    assert said(response) == ["The profile is back, as a draft."]
    now = documents.read_one("initiative", change.key)
    assert (now["stage"], now["contacts"][0]["consent_given"]) == ("draft", None)
    assert now | {"stage": "published", "contacts": before["contacts"]} == before
    act = Change.objects.first()
    assert (act.act, act.by, act.before, act.after) == ("restored", editor, None, now)
    assert client.get("/initiatives/bridge/").status_code == 404
    assert page(change, "revive") not in client.get(page(change)).content.decode()
    assert client.post(page(change, "revive")).status_code == 404


@pytest.mark.parametrize("subject", ["organisation", "place", "source"])
def test_other_profiles_come_back_as_they_were(as_, editor, subject):
    change, before = deleted(subject)

    assert said(as_(editor).post(page(change, "revive"), follow=True)) == ["The profile is back."]
    assert documents.read_one(subject, change.key) == before


def test_address_taken_meanwhile_is_told(as_, editor):
    change, _ = deleted(slug="bridge")
    made.initiative(slug="bridge")

    (sentence,) = said(as_(editor).post(page(change, "revive"), follow=True))
    assert sentence.startswith("It can't come back")
    assert Initiative.objects.count() == 1


def test_what_it_refers_to_is_gone(as_, editor):
    organisation = made.organisation()
    change, _ = deleted(partners=[{"organisation": organisation, "role": "lead"}])
    editing.delete("organisation", [organisation], by=None)

    (sentence,) = said(as_(editor).post(page(change, "revive"), follow=True))
    assert sentence.startswith("It can't come back")
    assert not Initiative.objects.exists()


def test_only_the_latest_deletion_and_no_merge_offers_it(as_, editor):
    first, before = deleted()
    editing.write("initiative", {first.key: before}, by=None, act="created")
    editing.delete("initiative", [first.key], by=None)
    kept, gone = made.organisation(), made.organisation()
    seen = {key: documents.token(documents.read_one("organisation", key)) for key in (kept, gone)}
    merging.merge("organisation", kept, gone, by=None, seen=seen)
    merge = Change.objects.get(subject="organisation", key=gone, act="merged")
    client = as_(editor)

    assert [client.post(page(change, "revive")).status_code for change in (first, merge)] == [404, 404]
    assert client.post(page(Change.objects.filter(key=first.key).first(), "revive")).status_code == 302


def test_not_without_the_right_nor_within_some_countries_only(as_, db):
    change, _ = deleted()
    for user in (make_user("reader", rights=["view_change"]), make_user("taras", group="Editors", codes=["UA"])):
        assert as_(user).post(page(change, "revive")).status_code == 403
    assert (
        page(change, "revive") not in as_(make_user("idle", rights=["view_change"])).get(page(change)).content.decode()
    )
    assert not Initiative.objects.exists()

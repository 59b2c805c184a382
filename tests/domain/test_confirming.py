"""A link confirms once, for what was seen, as long as the profile is public."""

import datetime as dt
import threading

import pytest
from django.db import connection
from django.utils import timezone

from initiatives.domain import confirming, editing, publishing, voice
from initiatives.models import Case, Change, ConfirmationLink, Initiative, User
from tests.admin.builders import cite, make_user
from tests.domain import made
from tests.factories import make_initiative

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(db):
    return make_user("agim", group="Reviewers")


@pytest.fixture
def initiative(db):
    return make_initiative("A platform", slug="platform", verified_date="2024-01-01")


def seen(token):
    return confirming.version(confirming.find(token))


def is_dead(token, **more):
    with pytest.raises(confirming.Dead):
        confirming.find(token, **more)
    return True


def test_yes_verifies_with_the_date_and_names_who_made_the_link(initiative, reviewer):
    token = confirming.make(initiative, by=reviewer)

    link, followed = confirming.answer(token, "confirmed", seen=seen(token))

    initiative.refresh_from_db()
    change = Change.objects.filter(subject="initiative", key=initiative.uuid).first()
    assert (initiative.verification, initiative.verified_date) == ("confirmed-by-organisation", timezone.localdate())
    assert (change.act, change.by, change.reason) == (
        "verified",
        None,
        "Confirmed by the organisation by a link that agim made.",
    )
    assert (link.answer, link.case, followed) == ("confirmed", None, "")
    assert is_dead(token)


@pytest.mark.parametrize(("said", "kind"), [("change", "correction"), ("removal", "removal")])
def test_wish_is_a_case_for_the_editors_and_changes_nothing(initiative, reviewer, said, kind):
    token = confirming.make(initiative, by=reviewer)

    link, followed = confirming.answer(token, said, text="Since 2019\x00, not 2018.\nThank you.")

    initiative.refresh_from_db()
    case = Case.objects.get()
    assert (link.answer, link.case) == (said, case)
    assert (case.kind, case.subject, case.key) == (kind, "initiative", str(initiative.uuid))
    assert (case.page, case.text) == ("A platform", "Since 2019, not 2018.\nThank you.")
    assert voice.find(followed) == case
    assert initiative.verification == "unverified"
    assert is_dead(token)


def test_token_is_stored_nowhere(initiative, reviewer):
    token = confirming.make(initiative, by=reviewer)

    (row,) = ConfirmationLink.objects.values()
    assert token not in str(row)
    assert len(token) >= 40


def test_newer_link_replaces_older_ones(initiative, reviewer):
    first, second = confirming.make(initiative, by=reviewer), confirming.make(initiative, by=reviewer)

    assert is_dead(first)
    assert confirming.find(second).initiative == initiative


def test_link_ends_on_its_day(initiative, reviewer, settings):
    token = confirming.make(initiative, by=reviewer)
    end = timezone.now() + dt.timedelta(days=settings.CONFIRMATION_DAYS)

    assert confirming.find(token, now=end - dt.timedelta(hours=1))
    assert is_dead(token, now=end + dt.timedelta(seconds=1))


@pytest.mark.parametrize("hidden", [{"stage": "withdrawn"}, {"stage": "draft"}, {"sensitivity": "withheld"}])
def test_link_dies_with_the_profile_and_stays_dead(initiative, reviewer, hidden):
    token = confirming.make(initiative, by=reviewer)

    for values in (hidden, {"stage": "published", "sensitivity": "open"}):
        edit = editing.begin("initiative", initiative.uuid)
        Initiative.objects.filter(pk=initiative.pk).update(**values)
        editing.finish(edit, by=reviewer)
        assert is_dead(token)


def test_hidden_profile_gets_no_link(initiative, reviewer):
    cite(initiative)
    publishing.move(initiative, "withdrawn", by=reviewer, reason="Asked for.")

    with pytest.raises(publishing.Refused, match="A platform"):
        confirming.make(initiative, by=reviewer)


def test_what_changed_since_it_was_seen_is_not_confirmed(initiative, reviewer):
    token = confirming.make(initiative, by=reviewer)
    before = seen(token)
    made.write("initiative", **(documents_of(initiative) | {"start_date": "2019"}))

    for stale in (before, "", "x"):
        with pytest.raises(confirming.Changed):
            confirming.answer(token, "confirmed", seen=stale)

    initiative.refresh_from_db()
    assert initiative.verification == "unverified"
    confirming.answer(token, "confirmed", seen=seen(token))


def documents_of(initiative):
    return confirming.documents.read_one("initiative", initiative.uuid)


@pytest.mark.parametrize("token", ["", "x", "\0", "x" * 5000, "\udcff"])
def test_wrong_token_is_dead(initiative, reviewer, token):
    confirming.make(initiative, by=reviewer)

    assert is_dead(token)


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_once_have_one_effect(initiative, reviewer):
    token = confirming.make(initiative, by=reviewer)
    outcomes = []

    def say(what):
        try:
            confirming.answer(token, what, text=what)
            outcomes.append(what)
        except confirming.Dead:
            outcomes.append("dead")
        finally:
            connection.close()

    threads = [threading.Thread(target=say, args=(what,)) for what in ("change", "removal")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes)[-1] in ("dead", "removal")
    assert outcomes.count("dead") == 1
    assert ConfirmationLink.objects.get().answer in outcomes


def test_link_of_an_account_switched_off_is_dead(initiative, reviewer):
    token = confirming.make(initiative, by=reviewer)
    User.objects.update(is_active=False)

    assert is_dead(token)

"""What an account did in its last days is taken back; what others did meanwhile is left, or goes where they say so."""

from datetime import timedelta

import pytest
from django.utils import timezone

from initiatives.domain import documents, editing
from initiatives.domain.publishing import Refused
from initiatives.imports import taking_back
from initiatives.models import Change
from tests.admin.builders import make_user
from tests.domain import made
from tests.imports import whole

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief():
    return make_user("aida", is_superuser=True)


@pytest.fixture
def thief(chief):
    made.country("UA")
    return make_user("thief", group="Reviewers")


def edit(by, key, subject="initiative", **values):
    editing.write(subject, {key: now(key, subject) | values}, by=by, act="edited")


def now(key, subject="initiative"):
    return documents.read_one(subject, key)


def new(by, title):
    key = made.initiative(title, stage="draft")
    Change.objects.filter(key=key).update(by=by)
    return key


def days_ago(key, days):
    Change.objects.filter(key=key).update(at=timezone.now() - timedelta(days=days))


def take_back(user, chief, days=7, **options):
    outlook = taking_back.preview(user, days, by=chief, **options)
    return taking_back.take_back(user, days, by=chief, seen=outlook.token, **options)


def test_edits_are_taken_back_and_what_was_made_is_deleted(thief, chief):
    keys = [made.initiative(f"Talks {number}") for number in range(3)]
    before = whole.directory()
    for key in keys:
        edit(thief, key, website="https://example.net/")
        edit(thief, key, start_date="1999")
    body = made.organisation("Invented body")
    Change.objects.filter(key=body).update(by=thief)
    made_up = new(thief, "Invented talks")

    outlook = take_back(thief, chief)

    assert outlook.counts == {"deleted": 2, "restored": 3, "taken": 0, "left": 0}
    assert whole.directory() == before
    assert now(made_up) is None
    assert {change.by for change in Change.objects.filter(act="undone")} == {chief}


def test_older_acts_and_those_of_others_stay(thief, chief):
    old, others = made.initiative("Old"), made.initiative("Others")
    edit(thief, old, website="https://example.net/old")
    days_ago(old, 8)
    edit(chief, others, website="https://example.net/others")

    assert take_back(thief, chief, days=7).counts == {"deleted": 0, "restored": 0, "taken": 0, "left": 0}
    assert take_back(thief, chief, days=9).counts["restored"] == 1


@pytest.mark.parametrize("last", [True, False])
def test_what_others_changed_too_is_left_unless_it_is_taken(thief, chief, last):
    key = made.initiative("Talks", website="https://example.org/")
    edit(thief, key, website="https://example.net/")
    edit(chief, key, start_date="2019")
    if last:
        edit(thief, key, end_date="2020")

    outlook = take_back(thief, chief)
    assert [row.reason for row in outlook.left] == ["It was edited since."]
    assert now(key)["website"] == "https://example.net/"

    assert take_back(thief, chief, take_edited=True).counts["taken"] == 1
    assert (now(key)["website"], now(key)["start_date"]) == ("https://example.org/", "")


def test_nothing_is_shown_that_is_hidden_now(thief, chief):
    hidden, sensitive = made.initiative("Hidden"), made.initiative("Sensitive")
    edit(thief, hidden, stage="withdrawn", website="https://example.net/")
    edit(thief, sensitive, sensitivity="withheld", website="https://example.net/")

    take_back(thief, chief)

    assert (now(hidden)["stage"], now(hidden)["website"]) == ("withdrawn", "")
    assert (now(sensitive)["sensitivity"], now(sensitive)["website"]) == ("withheld", "")


def test_what_the_account_published_or_opened_is_hidden_again(thief, chief):
    draft, limited = made.initiative("Draft", stage="draft"), made.initiative("Limited", sensitivity="limited")
    edit(thief, draft, stage="published")
    edit(thief, limited, sensitivity="open")

    take_back(thief, chief)

    assert (now(draft)["stage"], now(limited)["sensitivity"]) == ("draft", "limited")


def test_what_the_account_deleted_is_listed(thief, chief):
    key = made.initiative("Deleted talks")
    editing.delete("initiative", [key], by=thief)

    outlook = take_back(thief, chief)

    assert [(row.title, row.reason) for row in outlook.left] == [("Deleted talks", "It was deleted since.")]


def test_an_outlook_that_was_overtaken_is_refused(thief, chief):
    key = made.initiative("Talks")
    edit(thief, key, website="https://example.net/")
    seen = taking_back.preview(thief, 7, by=chief).token
    edit(thief, key, website="https://example.com/")

    with pytest.raises(Refused, match="look again"):
        taking_back.take_back(thief, 7, by=chief, seen=seen)

    assert now(key)["website"] == "https://example.com/"


def test_an_administrator_of_one_country_takes_back_only_there(thief):
    made.country("XK")
    here, there = made.initiative("Here"), made.initiative("There", countries=["XK"])
    edit(thief, here, website="https://example.net/")
    edit(thief, there, website="https://example.net/")
    bound = make_user("bound", group="Reviewers", codes=["UA"])

    outlook = take_back(thief, bound)

    assert [(row.title, row.reason) for row in outlook.left] == [("", "It is outside your countries.")]
    assert (now(here)["website"], now(there)["website"]) == ("", "https://example.net/")

"""On the page of a person: what they did in the last days, taken back after a look."""

import pytest
from django.contrib.admin.models import LogEntry
from django.db import transaction
from django.urls import reverse

from initiatives.domain import editing
from initiatives.models import Initiative
from tests.admin.builders import make_initiative, make_user

pytestmark = pytest.mark.django_db


def page(user):
    return reverse("admin:take_back", args=[user.pk])


def test_first_shown_then_done(as_, chief):
    thief = make_user("thief", group="Editors")
    initiative = make_initiative(website="https://example.org/")
    with transaction.atomic():
        opened = editing.begin("initiative", initiative.uuid)
        Initiative.objects.update(website="https://example.net/")
        editing.finish(opened, by=thief)
    client = as_(chief)

    asked = client.get(page(thief))
    shown = client.get(page(thief), {"days": "7"})
    assert Initiative.objects.get().website == "https://example.net/"
    done = client.post(page(thief), {"days": "7", "seen": shown.context["outlook"].token}, follow=True)

    assert asked.context["outlook"] is None
    assert "Changed in these days, will be as before: 1" in shown.content.decode()
    assert Initiative.objects.get().website == "https://example.org/"
    assert [str(message) for message in done.context["messages"]] == ["What thief did is taken back. 1 is as before."]
    assert LogEntry.objects.get(object_id=str(thief.pk)).user == chief


@pytest.mark.parametrize("query", [{"days": "0"}, {"days": "366"}, {"days": "x"}, {"days": ""}])
def test_odd_days_are_errors(as_, chief, query):
    thief, client = make_user("thief", group="Editors"), as_(chief)

    answers = [client.get(page(thief), query), client.post(page(thief), query)]

    assert [(answer.status_code, answer.context["outlook"]) for answer in answers] == [(200, None)] * 2
    assert all(answer.context["form"].errors for answer in answers)


def test_nobody_takes_back_what_they_did_themselves(as_, chief):
    assert as_(chief).get(page(chief)).status_code == 403

"""The page by which an organisation answers: shown to who has the link, written only by a POST."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from initiatives.domain import confirming
from initiatives.models import Case, Change, ConfirmationLink
from tests.admin.builders import make_user
from tests.factories import make_full, make_initiative
from tests.views.pages import LANGUAGES, in_language

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(db):
    return make_user("olena", group="Editors", codes=["UA"])


@pytest.fixture
def initiative(db):
    return make_full("A platform", slug="platform", note="an internal note")


@pytest.fixture
def address(initiative, editor):
    return reverse("initiatives:confirm", args=[confirming.make(initiative, by=editor)])


def posted(client, address, answer, **more):
    seen = client.get(address).context["seen"]
    return client.post(address, {"answer": answer, "seen": seen} | more)


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_shows_the_public_profile_and_writes_nothing(client, initiative, address, language):
    changes = Change.objects.count()

    for method in (client.get, client.head):
        response = method(in_language(address, language))

    page = client.get(in_language(address, language)).content.decode()
    assert response.status_code == 200
    assert "A platform" in page
    assert "an internal note" not in page
    assert "no-store" in response.headers["Cache-Control"]
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert list(response.cookies) in ([], ["csrftoken"])
    assert Change.objects.count() == changes
    assert ConfirmationLink.objects.get().answer == ""


def test_one_click_confirms(client, initiative, address):
    response = posted(client, address, "confirmed")

    assert response.status_code == 200
    assert "confirmed it today" in response.content.decode()
    page = client.get(initiative.get_absolute_url()).content.decode()
    assert "confirmed by the organisation" in page.lower()
    assert client.get(address).status_code == 410


def test_wish_for_a_change_needs_words_and_loses_none(client, address):
    empty = posted(client, address, "change", text="  ")
    assert empty.status_code == 400
    assert "Please say what should be changed." in empty.content.decode()

    assert posted(client, address, "change", text="It began in 2019.").status_code == 200
    assert Case.objects.get().text == "It began in 2019."


def test_removal_needs_no_words(client, address):
    response = posted(client, address, "removal")
    (case,) = re.findall(r'href="(/cases/[^"]+)"', response.content.decode())
    assert client.get(case).status_code == 200
    assert ConfirmationLink.objects.get().answer == "removal"


def test_changed_profile_is_shown_again(client, initiative, address):
    response = client.post(address, {"answer": "confirmed", "seen": "old"})

    assert response.status_code == 409
    assert "has changed since you opened" in response.content.decode()
    assert ConfirmationLink.objects.get().answer == ""


def test_dead_links_answer_alike(client, initiative, editor, address):
    newer = reverse("initiatives:confirm", args=[confirming.make(initiative, by=editor)])
    hidden = make_initiative("Another", slug="hidden")
    token = confirming.make(hidden, by=editor)
    type(hidden).objects.filter(pk=hidden.pk).update(sensitivity="withheld")
    posted(client, newer, "removal")

    dead = [address, newer, reverse("initiatives:confirm", args=[token]), f"/confirm/{'x' * 43}/"]
    for method in (client.get, client.post):
        answers = [method(path, {"answer": "confirmed"}) for path in dead]
        bodies = {answer.content.decode().replace(path, "") for answer, path in zip(answers, dead, strict=True)}
        assert [answer.status_code for answer in answers] == [410] * 4
        assert len(bodies) == 1
        headers = [{name: value for name, value in answer.headers.items() if name != "Expires"} for answer in answers]
        assert headers == [headers[0]] * 4


def test_form_without_a_token_against_forgery_is_refused(address):
    client = Client(enforce_csrf_checks=True)
    assert client.post(address, {"answer": "removal"}).status_code == 403
    assert ConfirmationLink.objects.get().answer == ""


def test_other_methods_and_answers_do_nothing(client, address):
    assert client.put(address).status_code == 405
    assert client.post(address, {"answer": "x"}).status_code == 200
    assert ConfirmationLink.objects.get().answer == ""

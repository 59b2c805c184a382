"""Making a link for an organisation: by who may edit, shown once, by POST only."""

import re

import pytest
from django.urls import reverse

from initiatives.domain import confirming
from initiatives.models import ConfirmationLink
from tests.admin.builders import make_user
from tests.factories import make_initiative

pytestmark = pytest.mark.django_db


@pytest.fixture
def public(db):
    return make_initiative("A platform", slug="platform")


def page_of(initiative):
    return reverse("admin:initiatives_initiative_ask", args=[initiative.pk])


def test_link_is_shown_once_and_works(as_, editor, public, client):
    page = page_of(public)
    assert 'id="link"' not in as_(editor).get(page).content.decode()
    assert ConfirmationLink.objects.count() == 0

    response = as_(editor).post(page)
    (link,) = re.findall(r'value="(http://testserver/confirm/[^"]+)"', response.content.decode())

    assert "no-store" in response.headers["Cache-Control"]
    assert client.get(link).status_code == 200
    assert "/confirm/" not in as_(editor).get(page).content.decode()
    assert ConfirmationLink.objects.get().by == editor


def test_profile_page_leads_there(as_, editor, public):
    response = as_(editor).get(reverse("admin:initiatives_initiative_change", args=[public.pk]))

    assert page_of(public) in response.content.decode()


def test_hidden_profile_has_no_link(as_, editor, initiative):
    response = as_(editor).post(page_of(initiative))

    assert "Publish “Donbas Dialogue” first" in response.content.decode()
    assert ConfirmationLink.objects.count() == 0


@pytest.mark.parametrize("person", [{"group": "Editors", "codes": ["XK"]}, {"rights": ["view_initiative"]}, {}])
def test_who_may_not_edit_may_not_ask(as_, public, person):
    client = as_(make_user("besa", **person))

    for response in (client.get(page_of(public)), client.post(page_of(public))):
        assert response.status_code in (403, 404)
        assert b"platform" not in response.content
    assert ConfirmationLink.objects.count() == 0


def test_answer_leads_to_its_case(as_, editor, public):
    link, _ = confirming.answer(confirming.make(public, by=editor), "change", text="Since 2019")

    page = as_(editor).get(page_of(public)).content.decode()

    assert f"/admin/initiatives/case/{link.case.pk}/change/" in page

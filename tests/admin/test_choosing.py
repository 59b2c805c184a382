"""The page on which the owner of an import says which of its organisations are known already."""

import pytest
from django.test import Client

from initiatives.imports import choices
from initiatives.models import ImportRun, Organisation
from tests.admin.builders import make_country, make_organisation, make_user
from tests.admin.test_imports import page, run_of, said

TEXT = "title,countries,kind,lead\nBridge talks,UA,platform,Rrjeti i Grave të Kosovës\n"


@pytest.fixture(autouse=True)
def known(db):
    make_country("UA")
    return make_organisation("Kosovo Women Network")


@pytest.fixture
def run(as_, editor):
    return run_of(as_(editor), TEXT)


def answer(run, choice):
    return {f"choice-{row.pk}": choice for row in choices.open_rows(run)}


def test_the_preview_leads_to_the_choice_and_the_choice_back(as_, editor, run, known):
    client = as_(editor)
    assert page(run, "choices") in client.get(page(run)).content.decode()
    shown = client.get(page(run, "choices")).content.decode()
    assert "Same as Kosovo Women Network" in shown and "its words mean the same" in shown

    response = client.post(page(run, "choices"), answer(run, str(known.uuid)), follow=True)

    assert (said(response), response.redirect_chain[-1][0]) == (["The plan follows your choice."], page(run))
    assert page(run, "choices") not in response.content.decode()
    client.post(page(run, "confirm"))
    assert list(Organisation.objects.values_list("name", flat=True)) == ["Kosovo Women Network"]
    assert [alias.name for alias in known.aliases.all()] == ["Rrjeti i Grave të Kosovës"]


def test_nobody_else_chooses(as_, editor, reviewer, chief, run):
    data = answer(run, "new")
    for user in (reviewer, chief):
        assert as_(user).get(page(run, "choices")).status_code == 404
        assert as_(user).post(page(run, "choices"), data).status_code == 404
    assert as_(make_user("stranger", rights=["view_initiative"])).get(page(run, "choices")).status_code == 403
    assert choices.open_rows(run).count() == 1


def test_a_form_of_another_site_chooses_nothing(editor, run):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)

    assert client.post(page(run, "choices"), answer(run, "new")).status_code == 403


@pytest.mark.parametrize("choice", ["6f1c2f3a-0000-4000-8000-000000000000", "x", "\x00", "'"])
def test_odd_answers_change_nothing(as_, editor, run, choice):
    client = as_(editor)

    assert "not open" in said(client.post(page(run, "choices"), answer(run, choice), follow=True))[-1]
    assert (
        client.post(page(run, "choices"), {"choice-x": "new", "choice-": "1", "choice-9" * 9: "new"}).status_code == 302
    )
    assert choices.open_rows(run).count() == 1


def test_after_the_confirmation_nothing_is_left_to_choose(as_, editor, run):
    client, data = as_(editor), answer(run, "new")
    client.post(page(run, "confirm"))

    assert ImportRun.objects.get().state == "applied"
    assert "Nothing is left to choose." in client.get(page(run, "choices")).content.decode()
    assert "already" in said(client.post(page(run, "choices"), data, follow=True))[-1]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_a_constant_number_of_queries(as_, editor, rows, django_assert_num_queries):
    client = as_(editor)
    leads = ["Rrjeti i Grave të Kosovës", "Rrjeti i Grave te Kosoves-2", "Mreža žena Kosova"]
    run = run_of(client, "title,countries,lead\n" + "".join(f"Talks {n},UA,{leads[n]}\n" for n in range(rows)))

    with django_assert_num_queries(11):
        client.get(page(run, "choices"))

"""Two people, one form: the second is told, and nothing that either wrote is lost."""

import pytest
from django.test import Client
from django.urls import reverse

from initiatives.domain import documents, editing
from initiatives.models import Change, Initiative
from tests.admin.builders import filled, make_organisation, make_user


def address(initiative):
    return reverse("admin:initiatives_initiative_change", args=[initiative.pk])


@pytest.fixture
def second(db):
    client = Client()
    client.force_login(make_user("taras", group="Editors"))
    return client


def test_second_of_two_is_refused_and_sees_both_versions(as_, editor, initiative, second):
    first = as_(editor)
    mine, yours = filled(first.get(address(initiative))), filled(second.get(address(initiative)))
    first.post(address(initiative), mine | {"start_date": "2018-02", "_reason": "As founded."})

    response = second.post(address(initiative), yours | {"start_date": "2018-03", "website": "https://example.org/new"})

    assert response.status_code == 409
    overtaken = response.context["overtaken"]
    assert [(row.path, row.old, row.new) for row in overtaken.written] == [
        ("start_date", "2018-02", "2018-03"),
        ("website", "", "https://example.org/new"),
    ]
    assert [(row.path, row.old, row.new) for row in overtaken.theirs] == [("start_date", "2018", "2018-02")]
    page = response.content.decode()
    for words in (
        "<del>2018-02</del>",
        "<ins>2018-03</ins>",
        "olena",
        "As founded.",
        'value="https://example.org/new"',
    ):
        assert words in page
    assert Initiative.objects.get().start_date == "2018-02"
    assert Change.objects.count() == 1


def test_refused_form_can_be_saved_again_deliberately(as_, editor, initiative, second):
    first = as_(editor)
    mine, yours = filled(first.get(address(initiative))), filled(second.get(address(initiative)))
    first.post(address(initiative), mine | {"start_date": "2018-02"})
    refused = second.post(address(initiative), yours | {"start_date": "2018-03"})

    assert second.post(address(initiative), filled(refused)).status_code == 302
    assert Initiative.objects.get().start_date == "2018-03"
    assert [change.by.username for change in Change.objects.all()] == ["taras", "olena"]


def test_refused_form_with_an_error_says_so_and_keeps_what_was_typed(as_, editor, initiative, second):
    first = as_(editor)
    mine, yours = filled(first.get(address(initiative))), filled(second.get(address(initiative)))
    first.post(address(initiative), mine | {"start_date": "2018-02"})

    response = second.post(address(initiative), yours | {"start_date": "sometime", "note": "Typed at length."})

    assert response.status_code == 409
    assert response.context["overtaken"].written is None
    assert "Typed at length." in response.content.decode()


def test_row_that_another_took_away_comes_back_with_a_deliberate_save(as_, editor, initiative, second):
    initiative.partners.create(organisation=make_organisation(), role="lead", purpose="Moderates")
    first = as_(editor)
    mine, yours = filled(first.get(address(initiative))), filled(second.get(address(initiative)))
    first.post(address(initiative), mine | {"partners-0-DELETE": "on"})

    refused = second.post(address(initiative), yours | {"website": "https://example.org/new"})
    assert refused.status_code == 409
    assert [row.new for row in refused.context["overtaken"].written] == ["https://example.org/new", "Lead; Moderates"]

    assert second.post(address(initiative), filled(refused)).status_code == 302
    assert initiative.partners.get().purpose == "Moderates"


def test_rows_written_anew_by_an_import_are_found_again(as_, editor, initiative):
    """Storing a document replaces its rows, and they get new numbers."""
    initiative.partners.create(organisation=make_organisation(), role="lead")
    key = str(initiative.uuid)
    client = as_(editor)
    data = filled(client.get(address(initiative)))
    document = documents.read_one("initiative", key)
    other = document | {"partners": [], "texts": [document["texts"][0] | {"summary": "Else."}]}
    for version in (other, document):
        editing.write("initiative", {key: version}, by=None, act="imported")

    response = client.post(address(initiative), data | {"partners-0-purpose": "Moderates", "texts-0-summary": "More."})

    assert response.status_code == 302
    assert initiative.partners.get().purpose == "Moderates"
    assert initiative.texts.get().summary == "More."


def test_profile_deleted_meanwhile_gives_the_words_back(as_, editor, initiative):
    client = as_(editor)
    data = filled(client.get(address(initiative)))
    editing.delete("initiative", [str(initiative.uuid)], by=None)

    response = client.post(address(initiative), data | {"note": "Typed at length."})

    assert response.status_code == 409
    assert "Typed at length." in response.content.decode()


def test_form_without_its_version_is_refused(as_, editor, initiative):
    client = as_(editor)
    data = filled(client.get(address(initiative)))
    del data["_version"]

    assert client.post(address(initiative), data | {"start_date": "2018-02"}).status_code == 409
    assert Initiative.objects.get().start_date == "2018"


@pytest.mark.parametrize("model", ["organisation", "country"])
def test_stale_form_of_another_profile_is_refused(as_, editor, initiative, second, model):
    make_organisation()
    client = as_(editor)
    found = client.get(f"/admin/initiatives/{model}/").context["cl"].result_list[0]
    page = reverse(f"admin:initiatives_{model}_change", args=[found.pk])
    field = {"organisation": "description", "country": "other_names"}[model]
    mine, yours = filled(client.get(page)), filled(second.get(page))
    client.post(page, mine | {field: "First"})

    response = second.post(page, yours | {field: "Second"})

    assert response.status_code == 409
    assert [(row.old, row.new) for row in response.context["overtaken"].written] == [("First", "Second")]


def test_row_that_both_added_is_told_and_not_lost(as_, editor, initiative, second):
    row = {"texts-TOTAL_FORMS": "2", "texts-1-language": "uk", "texts-1-method": "editors"}
    first = as_(editor)
    mine, yours = filled(first.get(address(initiative))), filled(second.get(address(initiative)))
    first.post(address(initiative), mine | row | {"texts-1-title": "Перша"})
    refused = second.post(address(initiative), yours | row | {"texts-1-title": "Друга"})

    again = second.post(address(initiative), filled(refused))

    assert again.status_code == 409
    assert "Look for the double" in again.content.decode()
    assert "Друга" in again.content.decode()
    assert [text.title for text in initiative.texts.all()] == ["Donbas Dialogue", "Перша"]

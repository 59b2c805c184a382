"""What a person acts on is what they saw: actions on the list, deleting, rows chosen across pages."""

import pytest
from django.contrib import admin
from django.urls import reverse

from initiatives.admin.seen import state_of
from initiatives.domain import editing
from initiatives.models import Change, Initiative, InitiativeText
from tests.admin.builders import chosen, cite, make_initiative

LIST = "/admin/initiatives/initiative/"


def meanwhile(initiative, by=None, **values):
    """Somebody else's edit."""
    edit = editing.begin("initiative", initiative.uuid)
    Initiative.objects.filter(pk=initiative.pk).update(**values)
    editing.finish(edit, by=by)


def said(response):
    return [str(message) for message in response.context["messages"]]


def test_action_on_a_row_that_changed_since_is_refused_and_tells_both_versions(as_, editor, reviewer, initiative):
    cite(initiative)
    client = as_(reviewer)
    data = chosen(client, "publish", [initiative], _reason="Agreed at length.")
    meanwhile(initiative, by=editor, start_date="2018-02")

    (sentence,) = said(client.post(LIST, data, follow=True))

    for words in ("Not done: “donbas-dialogue”", "by olena", "2018 → 2018-02", "You wrote: Agreed at length."):
        assert words in sentence
    assert Initiative.objects.values_list("stage", "start_date").get() == ("draft", "2018-02")
    assert [change.act for change in Change.objects.all()] == ["edited"]


def test_rows_that_did_not_change_are_done_all_the_same(as_, reviewer):
    rows = [make_initiative(slug=slug) for slug in ("a", "b")]
    client = as_(reviewer)
    data = chosen(client, "mark_checked", rows)
    meanwhile(rows[0], start_date="2018-02")

    client.post(LIST, data)

    assert [row.verification for row in Initiative.objects.order_by("slug")] == ["unverified", "source-checked"]


def test_row_without_its_version_is_refused(as_, reviewer, initiative):
    cite(initiative)

    as_(reviewer).post(LIST, {"action": "publish", "_selected_action": [initiative.pk]})

    assert Initiative.objects.get().stage == "draft"


@pytest.mark.parametrize("select_across", ["1", "yes"])
def test_rows_chosen_across_pages_are_refused_where_the_list_changed(as_, reviewer, initiative, select_across):
    client = as_(reviewer)
    data = {"action": "mark_checked", "_selected_action": [initiative.pk], "select_across": select_across}
    seen = state_of(Initiative.objects.all())
    initiative.save()

    client.post(LIST, data | {"_seen_all": seen})

    assert Initiative.objects.get().verification == "unverified"


def test_rows_chosen_across_pages_are_done_as_the_list_was(as_, reviewer):
    for number in range(51):
        make_initiative(slug=f"profile-{number}")
    client = as_(reviewer)
    page = client.get(LIST)
    assert page.context["seen_all"] in page.content.decode()

    data = {"action": "mark_checked", "_selected_action": [1], "select_across": "1"}
    client.post(LIST, data | {"_seen_all": page.context["seen_all"]})

    assert Initiative.objects.filter(verification="source-checked").count() == 51


def test_the_list_says_its_versions_in_few_queries(as_, reviewer, initiative, django_assert_max_num_queries):
    for number in range(20):
        make_initiative(slug=f"profile-{number}")
    client = as_(reviewer)
    with django_assert_max_num_queries(45):
        client.get(LIST)


def test_deleting_what_changed_since_is_refused(as_, editor, reviewer, initiative):
    client = as_(reviewer)
    address = reverse("admin:initiatives_initiative_delete", args=[initiative.pk])
    seen = client.get(address).context["seen"]
    meanwhile(initiative, by=editor, start_date="2018-02")

    (sentence,) = said(client.post(address, {"post": "yes", "_seen": seen}, follow=True))

    assert "by olena" in sentence
    assert Initiative.objects.count() == 1


def test_deleting_many_is_refused_as_a_whole_where_one_changed(as_, reviewer):
    rows = [make_initiative(slug=slug, title=slug) for slug in ("a", "b")]
    client = as_(reviewer)
    page = client.post(LIST, chosen(client, "delete_selected", rows))
    data = {"action": "delete_selected", "_selected_action": [row.pk for row in rows], "post": "yes"}
    meanwhile(rows[1], start_date="2018-02")

    (sentence,) = said(client.post(LIST, data | {"_seen": page.context_data["seen"]}, follow=True))

    assert "“b” has changed since you saw it" in sentence
    assert Initiative.objects.count() == 2
    assert InitiativeText.objects.count() == 2


def test_no_list_is_edited_in_place():
    """A row of a list has no version of its own to refuse by."""
    assert [model for model, found in admin.site._registry.items() if found.list_editable] == []

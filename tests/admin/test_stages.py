import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from initiatives.imports import apply
from initiatives.models import Change, Country, Initiative
from tests.admin.builders import chosen, cite, filled, make_country, make_initiative, make_user
from tests.factories import make_initiative as made_initiative

LIST = "/admin/initiatives/initiative/"


def press(client, initiative, **button):
    page = reverse("admin:initiatives_initiative_change", args=[initiative.pk])
    return client.post(page, filled(client.get(page)) | button, follow=True)


def said(response):
    return [str(message) for message in response.context["messages"]]


def test_editor_sends_to_review_and_may_not_publish(as_, editor, initiative):
    cite(initiative)
    client = as_(editor)
    page = client.get(reverse("admin:initiatives_initiative_change", args=[initiative.pk]))
    assert [value for _name, value, _button in page.context["steps"]] == [
        "in-review",
        "source-checked",
        "confirmed-by-organisation",
    ]

    press(client, initiative, start_date="2018-02", _stage="in-review")
    assert Initiative.objects.values_list("stage", "start_date").get() == ("in-review", "2018-02")
    press(client, initiative, _stage="published")
    assert Initiative.objects.get().stage == "in-review"
    press(client, initiative, stage="published")
    assert Initiative.objects.get().stage == "in-review"
    client.post(LIST, {"action": "publish", "_selected_action": [initiative.pk]})
    assert Initiative.objects.get().stage == "in-review"


def test_the_form_is_headed_by_the_title(as_, editor, initiative):
    page = as_(editor).get(reverse("admin:initiatives_initiative_change", args=[initiative.pk]))
    assert "<h2>Donbas Dialogue</h2>" in page.content.decode()


def test_reviewer_publishes_and_archives(as_, reviewer, initiative):
    cite(initiative)
    client = as_(reviewer)

    press(client, initiative, _stage="published")
    press(client, initiative, _stage="archived", _reason="Over.")

    assert [(change.act, change.reason) for change in Change.objects.all()] == [
        ("archived", "Over."),
        ("published", ""),
    ]


def test_refusal_is_a_sentence_and_what_was_written_is_saved(as_, reviewer, initiative):
    response = press(as_(reviewer), initiative, start_date="2018-02", _stage="published")

    assert "it has no source" in said(response)[-1]
    assert Initiative.objects.values_list("stage", "start_date").get() == ("draft", "2018-02")


def test_country_with_a_law_against_foreign_funding_asks_for_a_reason(as_, reviewer, initiative):
    cite(initiative)
    Country.objects.update(funding_law=True)
    client = as_(reviewer)

    assert "harms nobody" in said(press(client, initiative, _stage="published"))[-1]
    press(client, initiative, _stage="published", _reason="Its funders are public.")
    assert Initiative.objects.get().stage == "published"


@pytest.mark.parametrize(
    ("action", "before", "after"),
    [
        ("send_to_review", "draft", "in-review"),
        ("publish", "draft", "published"),
        ("archive", "published", "archived"),
        ("withdraw", "published", "withdrawn"),
        ("take_back", "published", "draft"),
    ],
)
def test_action_on_the_list(as_, reviewer, action, before, after):
    rows = [make_initiative(slug=slug, stage=before) for slug in ("a", "b")]
    for row in rows:
        cite(row)

    client = as_(reviewer)
    client.post(LIST, chosen(client, action, rows, _reason="Agreed."))

    assert [row.stage for row in Initiative.objects.all()] == [after, after]
    assert [(change.act, change.reason) for change in Change.objects.all()] == [(after, "Agreed.")] * 2


def test_marking_as_checked_writes_the_day(as_, editor, initiative):
    press(as_(editor), initiative, _verify="source-checked")

    found = Initiative.objects.get()
    assert (found.verification, found.verified_date is None) == ("source-checked", False)
    assert Change.objects.get().act == "verified"


def test_showing_more_of_a_published_profile_is_a_reviewers_decision(as_, editor, reviewer):
    initiative = make_initiative(stage="published", sensitivity="withheld")

    press(as_(editor), initiative, sensitivity="open")
    assert Initiative.objects.get().sensitivity == "withheld"
    press(as_(reviewer), initiative, sensitivity="open")
    assert Initiative.objects.get().sensitivity == "open"


def page_of(client, initiative):
    return client.get(reverse("admin:initiatives_initiative_change", args=[initiative.pk]))


def test_what_is_missing_stands_beside_the_button_with_the_way_to_it(as_, reviewer):
    initiative = make_initiative(inclusion_criterion="", start_date="2018")
    cite(initiative, "countries")

    page = page_of(as_(reviewer), initiative)

    assert [(lack.words, address) for lack, address in page.context["readiness"].refusing] == [
        ("it has no inclusion criterion", "#id_inclusion_criterion")
    ]
    assert [(lack.words, address) for lack, address in page.context["readiness"].missing] == [
        ("title: no source", "?cite=title#citations-1"),
        ("start: no source", "?cite=start_date#citations-1"),
    ]
    assert 'id="id_inclusion_criterion"' in page.text
    assert 'id="citations-group"' in page.text


def test_nothing_is_said_of_what_is_ready_or_public(as_, reviewer, initiative):
    cite(initiative)
    assert "Before it is published" not in page_of(as_(reviewer), initiative).text

    public = make_initiative(slug="public", stage="published", inclusion_criterion="")
    assert "Before it is published" not in page_of(as_(reviewer), public).text


def test_the_criterion_is_given_to_many_at_once(as_, reviewer):
    rows = [make_initiative(slug=slug, inclusion_criterion="") for slug in ("a", "b")]
    for row in rows:
        cite(row)
    client = as_(reviewer)
    data = chosen(client, "publish", rows)

    assert "no inclusion criterion" in said(client.post(LIST, data, follow=True))[-1]
    client.post(LIST, data | {"_criterion": "independent"})

    found = list(Initiative.objects.values_list("stage", "inclusion_criterion"))
    assert found == [("published", "independent")] * 2


def test_who_changes_a_sensitive_profile_while_publishing_it_is_refused(as_, reviewer, chief):
    initiative = make_initiative(sensitivity="limited")
    cite(initiative)

    assert "somebody else" in said(press(as_(reviewer), initiative, start_date="2018", _stage="published"))[-1]
    assert "somebody else must publish it" in page_of(as_(reviewer), initiative).text
    press(as_(chief), initiative, _stage="published")
    assert Initiative.objects.get().stage == "published"


def test_withdrawing_asks_why(as_, reviewer):
    initiative = make_initiative(stage="published")

    assert "Say why" in said(press(as_(reviewer), initiative, _stage="withdrawn"))[-1]
    client = as_(reviewer)
    assert "Say why" in said(client.post(LIST, chosen(client, "withdraw", [initiative]), follow=True))[-1]
    assert Initiative.objects.get().stage == "published"


@pytest.mark.parametrize("field", ["stage", "_state", "verification", "verified_date"])
def test_no_field_of_a_form_publishes(as_, chief, field):
    initiative = make_initiative(slug="a")
    cite(initiative)
    client = as_(chief)
    value = {"stage": "published", "verified_date": "2026-01-01"}.get(field, "confirmed-by-organisation")

    press(client, initiative, **{field: value})
    page = reverse("admin:initiatives_initiative_add")
    data = filled(client.get(page)) | {field: value, "kind": "project", "countries": "UA", "texts-0-title": "New"}
    client.post(page, data | {"texts-0-language": "en", "texts-TOTAL_FORMS": "1"})

    found = list(Initiative.objects.values_list("stage", "verification", "verified_date"))
    assert found == [("draft", "unverified", None)] * 2


def test_no_table_publishes(chief):
    make_country("UA")
    run = apply.preview(
        b"title,countries,stage,sensitivity,verification,verified_date\nNew,UA,published,open,source-checked,2026-01-01\n",
        file_name="a.csv",
        by=chief,
    )
    apply.apply(run, by=chief)
    assert list(Initiative.objects.values_list("stage", "verification", "verified_date")) == [
        ("draft", "unverified", None)
    ]


def test_who_reads_all_and_writes_their_own_takes_no_step_with_what_others_began(as_):
    both = make_user("both", group="Contributors")
    both.groups.add(Group.objects.get(name="Readers"))
    draft = made_initiative("A draft", stage="draft")
    waiting = made_initiative("Waiting", stage="in-review")
    client = as_(both)

    client.post(LIST, chosen(client, "send_to_review", [draft]))
    client.post(LIST, chosen(client, "take_back", [waiting]))

    stages = Initiative.objects.order_by("pk").values_list("stage", flat=True)
    assert list(stages) == ["draft", "in-review"]

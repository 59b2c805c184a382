"""Undoing an import in the admin: shown first, done once, by its owner, within their countries and rights."""

import pytest
from django.urls import reverse

from initiatives.domain import documents, editing, publishing
from initiatives.models import ImportRun, Initiative, Organisation
from tests.admin.builders import make_country, make_user
from tests.imports.files import imported


@pytest.fixture(autouse=True)
def countries(db):
    make_country("UA")
    make_country("XK")


def page(run, view="undo"):
    return reverse(f"admin:initiatives_importrun_{view}", args=[run.pk])


def said(response):
    return [str(message) for message in response.context["messages"]]


def press(client, run, **more):
    """What a browser posts from the page that the person sees."""
    shown = client.get(page(run), more)
    return client.post(page(run), {"seen": shown.context["outlook"].token, **more}, follow=True)


def edit(slug, **values):
    key = str(Initiative.objects.get(slug=slug).uuid)
    editing.write("initiative", {key: documents.read_one("initiative", key) | values}, by=None, act="edited")


def test_first_it_is_shown_and_then_done(as_, editor):
    run = imported({"title": "First", "lead": "Body"}, {"title": "Second"}, by=editor)
    edit("second", note="mine")
    client = as_(editor)
    assert page(run) in client.get(page(run, "change")).content.decode()

    shown = client.get(page(run))

    assert shown.context["outlook"].counts == {"deleted": 2, "restored": 0, "taken": 0, "left": 1}
    assert [row.title for _, row in shown.context["left"]] == ["Second"]
    assert (Initiative.objects.count(), ImportRun.objects.count()) == (2, 1)

    done = press(client, run)

    record = ImportRun.objects.get(undoes=run)
    assert (done.request["PATH_INFO"], record.by) == (page(record, "change"), editor)
    assert said(done) == ["The import is undone. 2 profiles deleted. 1 left as it is."]
    assert "It was edited since." in done.content.decode()
    assert [row.slug for row in Initiative.objects.all()] == ["second"]
    assert page(record, "change") in client.get(page(run, "change")).content.decode()


def test_edited_ones_are_taken_where_the_editor_says_so(as_, editor):
    run = imported({"title": "First"}, by=editor)
    edit("first", note="mine")
    client = as_(editor)
    press(client, run)
    assert Initiative.objects.count() == 1
    press(client, run, edited="take")
    assert Initiative.objects.count() == 0


def test_pressed_three_times_it_happens_once(as_, editor):
    run = imported({"title": "First"}, by=editor)
    client = as_(editor)
    data = {"seen": client.get(page(run)).context["outlook"].token}
    answers = [client.post(page(run), data, follow=True) for _ in range(3)]
    assert [said(answer) for answer in answers[1:]] == [["This import was undone already."]] * 2
    assert (ImportRun.objects.filter(undoes=run).count(), answers[2].status_code) == (1, 200)
    assert said(client.get(page(run), follow=True)) == ["This import was undone already."]


def test_what_changed_since_it_was_shown_stops_it(as_, editor):
    run = imported({"title": "First"}, by=editor)
    client = as_(editor)
    data = {"seen": client.get(page(run)).context["outlook"].token}
    edit("first", note="mine")
    answer = client.post(page(run), data, follow=True)
    assert said(answer) == ["Profiles have changed since you looked. Nothing was undone: look again."]
    assert client.post(page(run), follow=True).status_code == 200
    assert Initiative.objects.count() == 1


def test_only_the_owner_and_superusers(as_, editor, chief):
    run = imported({"title": "First"}, by=editor)
    for user in (make_user("other", group="Editors"), make_user("idle")):
        client = as_(user)
        assert {client.get(page(run)).status_code, client.post(page(run)).status_code} <= {403, 404}
    assert Initiative.objects.count() == 1
    editor.groups.clear()
    assert as_(editor).post(page(run)).status_code in (403, 404)
    press(as_(chief), run)
    assert not Initiative.objects.exists()


def test_profiles_outside_the_own_countries_are_left_and_not_named(as_):
    user = make_user("besa", group="Editors", codes=["XK"])
    run = imported({"title": "Mine", "countries": "XK"}, {"title": "Moved", "countries": "XK", "lead": "Body"}, by=user)
    edit("moved", countries=["UA"])
    client = as_(user)
    text = client.get(page(run), {"edited": "take"}).content.decode()
    assert "Moved" not in text and "outside your countries" in text
    press(client, run, edited="take")
    assert [row.slug for row in Initiative.objects.all()] == ["moved"]
    assert Organisation.objects.count() == 1


def test_what_a_reviewer_published_needs_a_reviewer(as_, editor, reviewer):
    run = imported({"title": "First", "source_url": "https://example.org/", "source_title": "Page"}, by=editor)
    publishing.move(Initiative.objects.get(), "published", by=reviewer, criterion="works-on-conflict")
    press(as_(editor), run, edited="take")
    assert Initiative.objects.count() == 1
    reviewer.is_superuser = True
    reviewer.save()
    press(as_(reviewer), run, edited="take")
    assert Initiative.objects.count() == 0


def test_a_plan_has_no_undo(as_, editor):
    run = ImportRun.objects.create(file_name="x.csv", by=editor)
    client = as_(editor)
    assert page(run) not in client.get(page(run, "change")).content.decode()
    for answer in (client.get(page(run), follow=True), client.post(page(run), follow=True)):
        assert said(answer) == ["Only an import that was applied can be undone. This one is: previewed."]

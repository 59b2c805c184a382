import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from initiatives.domain import documents, editing
from initiatives.models import ImportRun, Initiative, User
from tests.domain import made
from tests.imports.files import imported

pytestmark = pytest.mark.django_db
NAMES = ["run", "undoes", "state", "deleted", "restored", "taken", "left", "seconds"]


@pytest.fixture
def run():
    made.country("UA")
    made.country("XK")
    return imported({"title": "First"}, {"title": "Second"})


def undo(text, **options):
    """(exit code, what --json printed)"""
    out = StringIO()
    try:
        call_command("undo_import", str(text), json=True, stdout=out, **options)
    except CommandError as error:
        return error.returncode, json.loads(out.getvalue()) if out.getvalue() else None
    return 0, json.loads(out.getvalue())


def edit(slug, **values):
    key = str(Initiative.objects.get(slug=slug).uuid)
    editing.write("initiative", {key: documents.read_one("initiative", key) | values}, by=None, act="edited")
    return key


def test_json_tells_what_was_done_and_left(run):
    key = edit("second", note="mine")
    code, answer = undo(run.uuid)
    assert (code, list(answer)) == (0, NAMES)
    assert [answer[name] for name in NAMES[1:6]] == [str(run.uuid), "undone", 1, 0, 0]
    assert answer["left"] == [
        {"subject": "initiative", "key": key, "title": "Second", "reason": "It was edited since."}
    ]
    assert answer["run"] == str(ImportRun.objects.get(undoes=run).uuid)


def test_edited_ones_are_taken_where_asked(run):
    edit("second", note="mine")
    code, answer = undo(run.uuid, take_edited=True)
    assert (code, answer["deleted"], answer["taken"], answer["left"]) == (0, 2, 1, [])
    assert not Initiative.objects.exists()


def test_a_preview_changes_nothing(run):
    code, answer = undo(run.uuid, preview=True)
    assert (code, answer["run"], answer["state"], answer["deleted"]) == (0, None, "previewed", 2)
    assert (Initiative.objects.count(), ImportRun.objects.count()) == (2, 1)


def test_a_second_time_is_refused(run):
    undo(run.uuid)
    for text in (run.uuid, ImportRun.objects.get(undoes=run).uuid):
        code, answer = undo(text)
        assert (code, answer["state"], answer["deleted"]) == (1, "refused", 0)


@pytest.mark.parametrize("length", [8, 9, 15, 36])
def test_a_unique_beginning_is_enough(run, length):
    assert undo(str(run.uuid)[:length].rstrip("-"), preview=True)[0] == 0
    assert undo(run.uuid.hex[: length - 4].upper(), preview=True)[0] == 0


@pytest.mark.parametrize("text", ["nonsense", "", "%", "0" * 32, "0" * 40])
def test_no_such_import_is_bad_usage(run, text):
    assert undo(text) == (2, None)


def test_more_than_one_import_of_that_beginning_is_bad_usage(run):
    for digit in ("1", "2"):
        ImportRun.objects.create(uuid="abcdef00-0000-4000-8000-00000000000" + digit, file_name="x.csv")
    assert undo("abcdef") == (2, None)
    assert undo(run.uuid, user="nobody") == (2, None)


def test_within_the_countries_of_a_person(run):
    user = User.objects.create_user("agim")
    user.countries.set(["XK"])
    code, answer = undo(run.uuid, user="agim")
    assert (code, answer["deleted"], Initiative.objects.count()) == (0, 0, 2)
    assert {(row["title"], row["reason"]) for row in answer["left"]} == {("", "It is outside your countries.")}


def test_in_words(run, capsys):
    edit("second", note="mine")
    call_command("undo_import", str(run.uuid))
    assert capsys.readouterr().out.splitlines() == [
        "undone: 1 deleted, 0 as before, 0 of them edited since; 1 left",
        "left initiative: Second: It was edited since.",
    ]

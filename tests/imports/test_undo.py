"""An import is taken back to the exact state before; what people did since is left, or goes where they say so."""

from itertools import pairwise

import pytest

from initiatives.domain import documents, editing, history
from initiatives.domain.publishing import Refused
from initiatives.imports import apply, undo
from initiatives.models import Change, ImportRun, Initiative, Organisation, Place, Source
from tests.domain import made
from tests.imports import whole
from tests.imports.files import file_of, imported

pytestmark = pytest.mark.django_db

ROW = {
    "title": "Bridge talks",
    "lead": "New body (NEB)",
    "funders": "New fund | A programme | 100 EUR",
    "places": "Somewhere",
    "source_url": "https://example.org/",
    "source_title": "Page",
}


@pytest.fixture(autouse=True)
def countries():
    made.country("UA")
    made.country("XK")


def edit(subject, key, **values):
    editing.write(subject, {key: documents.read_one(subject, key) | values}, by=None, act="edited")


def only(model):
    return str(model.objects.get().uuid)


def named(name):
    return str(Organisation.objects.get(name=name).uuid)


def left(outlook):
    return sorted((row.subject, row.title, row.reason) for row in outlook.left)


def a_directory(size):
    """Keys of published initiatives with an organisation and a source each."""
    keys, bodies = [], [made.organisation(f"Body {number}") for number in range(7)]
    for number in range(size):
        lead = bodies[number % 7]
        source = made.source(f"Page {number}", url=f"https://example.org/{number}", publisher=lead)
        keys.append(
            made.initiative(
                f"Talks {number}",
                website=f"https://example.org/{number}",
                partners=[{"organisation": lead, "role": "lead"}],
                citations=[{"source": source, "field": "*"}],
                terms=[{"list": "keyword", "slug": f"word-{number % 5}"}],
            )
        )
    return keys


def rows_over(keys):
    """A row that changes each of `keys`, and as many new ones, with what they bring along."""
    for number, key in enumerate(keys):
        yield {"id": key, "title": f"Imported {number}", "lead": f"New lead {number % 3}", "keywords": "imported"}
        yield {
            "title": f"Quite new {number}",
            "lead": f"New lead {number % 4}",
            "partners": f"Body {number % 7}",
            "places": f"New place {number % 5}",
            "source_url": f"https://example.net/{number}",
            "source_title": "Report",
        }


def test_undo_after_thirty_edits_elsewhere_leaves_the_directory_as_it_was():
    keys = a_directory(70)
    touched, others = keys[:35], keys[35:]
    before = whole.directory()
    index = whole.index("talks", "imported", "body", "new")
    run = imported(*rows_over(touched), publish=True)
    assert (run.counts["new"], run.counts["changed"]) == (35, 35)
    assert whole.index("talks")["found"] != index["found"]
    for number, key in enumerate(others[:30]):
        edit("initiative", key, note=f"Edited {number}")
    expected = before | {id: text for id, text in whole.directory().items() if id[1] in others}

    record, outlook = undo.undo(run)

    assert whole.directory() == expected
    assert whole.index("talks", "imported", "body", "new") == index
    assert outlook.counts == {"deleted": 35 + 4 + 5 + 35, "restored": 35, "taken": 0, "left": 0}
    run.refresh_from_db()
    assert (run.state, record.undoes, record.state, record.counts) == ("undone", run, "applied", outlook.counts)


def test_the_undo_stands_in_the_history_as_a_run_of_its_own():
    key = made.initiative("Old")
    run = imported({"id": key, "title": "New", "lead": "New body"})
    record, _ = undo.undo(run)
    newest, older = history.of("initiative", key)[:2]
    assert (newest.change.act, newest.change.run, newest.change.get_act_display()) == (
        "undone",
        record,
        "import undone",
    )
    assert [(row.old, row.new) for row in newest.differences] == [("New", "Old"), ("Lead", "")]
    assert [row.label for row in older.differences] == ["text en: title", "partner lead · New body"]
    assert set(Change.objects.filter(run=record).values_list("act", "subject")) == {
        ("undone", "initiative"),
        ("undone", "organisation"),
    }


def test_a_preview_writes_nothing_and_tells_the_same():
    run = imported(ROW, {"title": "Second"})
    edit("initiative", str(Initiative.objects.get(slug="second").uuid), note="mine")
    before, changes = whole.directory(), Change.objects.count()
    seen = undo.preview(run)
    assert (whole.directory(), Change.objects.count(), ImportRun.objects.count()) == (before, changes, 1)
    done = undo.undo(run, seen=seen.token)[1]
    assert (done.counts, done.left) == (seen.counts, seen.left)


def test_what_was_edited_since_is_left_with_what_it_refers_to():
    old = made.initiative("Old")
    run = imported(ROW, {"id": old, "title": "New title", "lead": "Second body"}, {"title": "Third"})
    key = str(Initiative.objects.get(slug="bridge-talks").uuid)
    edit("initiative", key, note="mine")
    kept, changed = documents.read_one("initiative", key), documents.read_one("initiative", old)
    outlook = undo.undo(run)[1]
    assert documents.read_one("initiative", key) == kept
    assert documents.read_one("initiative", old) != changed
    refers = "“Bridge talks”, which stays, refers to it."
    assert left(outlook) == [
        ("initiative", "Bridge talks", "It was edited since."),
        ("organisation", "New body", refers),
        ("organisation", "New fund", refers),
        ("place", "Somewhere", refers),
        ("source", "Page", refers),
    ]
    assert sorted(Initiative.objects.values_list("slug", flat=True))[0] == "bridge-talks"
    assert Initiative.objects.count() == 2


def test_what_was_edited_since_is_taken_where_the_editor_says_so():
    old = made.initiative("Old", website="https://example.org/old")
    before = whole.directory()
    run = imported(ROW, {"id": old, "title": "New title"})
    for key in Initiative.objects.values_list("uuid", flat=True):
        edit("initiative", str(key), note="mine", website="https://example.org/mine")
    edit("organisation", named("New body"), note="mine")
    outlook = undo.undo(run, take_edited=True)[1]
    assert whole.directory() == before
    assert outlook.counts == {"deleted": 5, "restored": 1, "taken": 3, "left": 0}


def test_what_was_left_can_be_taken_later_and_nothing_else():
    first, second = made.initiative("First"), made.initiative("Second")
    rows = [{"id": first, "title": "First, imported"}, {"id": second, "title": "Second, imported"}]
    run = imported(*rows)
    edit("initiative", second, note="mine")
    undo.undo(run)
    imported(*rows)
    assert undo.undo(run, take_edited=True)[1].counts == {"deleted": 0, "restored": 1, "taken": 1, "left": 0}
    titles = [documents.read_one("initiative", key)["texts"][0]["title"] for key in (first, second)]
    assert titles == ["First, imported", "Second"]


def test_pressed_three_times_it_happens_once():
    run = imported(ROW)
    undo.undo(run)
    changes = Change.objects.count()
    for _press in range(2):
        with pytest.raises(Refused):
            undo.undo(run)
    assert (Change.objects.count(), ImportRun.objects.count()) == (changes, 2)


def test_an_undo_and_a_plan_can_not_be_undone():
    run = imported(ROW)
    record, _ = undo.undo(run)
    plan = apply.preview(file_of(ROW), file_name="rows.csv")
    for other in (record, plan):
        for act in (undo.preview, undo.undo):
            with pytest.raises(Refused):
                act(other)


def test_what_others_refer_to_is_left():
    run = imported(ROW, {"title": "Umbrella"})
    parent = str(Initiative.objects.get(slug="umbrella").uuid)
    made.initiative("Child", parent=parent)
    made.source("Another page", publisher=named("New body"))
    made.organisation("Office", parent=named("New fund"))
    made.initiative("Elsewhere", activities=[{"key": "a", "type": "training", "title": "A", "places": [only(Place)]}])
    cited = str(Source.objects.get(title="Page").uuid)
    made.write("organisation", slug="citing", name="Citing", citations=[{"source": cited, "field": "name"}])
    outlook = undo.undo(run)[1]
    assert left(outlook) == [
        ("initiative", "Umbrella", "“Child”, which stays, refers to it."),
        ("organisation", "New body", "“Another page”, which stays, refers to it."),
        ("organisation", "New fund", "“Office”, which stays, refers to it."),
        ("place", "Somewhere", "“Elsewhere”, which stays, refers to it."),
        ("source", "Page", "“Citing”, which stays, refers to it."),
    ]
    assert not Initiative.objects.filter(slug="bridge-talks").exists()


def test_what_was_deleted_since_does_not_come_back():
    old = made.initiative("Old")
    run = imported(ROW, {"id": old, "title": "New title"})
    for key in list(Initiative.objects.values_list("uuid", flat=True)):
        editing.delete("initiative", [str(key)], by=None, reason="Asked for.")
    outlook = undo.undo(run, take_edited=True)[1]
    assert left(outlook) == [("initiative", "New title", "It was deleted since.")]
    assert (Initiative.objects.count(), Organisation.objects.count()) == (0, 0)


def test_what_was_hidden_since_stays_hidden():
    body = made.organisation("Body")
    consent = {"consent_given": "2020-01-01"}
    contacts = [{"kind": "email", "value": name + "@example.org", **consent} for name in ("a", "b", "c")]
    partners = [{"organisation": body, "role": "lead", **consent}]
    old = made.initiative("Old", contacts=contacts, partners=partners)
    before = documents.read_one("initiative", old)
    run = imported({"id": old, "title": "New title"})
    withdrawn = [contacts[0], contacts[1] | {"consent_given": None}]
    edit("initiative", old, sensitivity="withheld", stage="withdrawn", contacts=withdrawn, partners=[], note="why")
    undo.undo(run, take_edited=True)
    after = documents.read_one("initiative", old)
    assert (after["texts"], after["note"]) == (before["texts"], "")
    assert (after["sensitivity"], after["stage"]) == ("withheld", "withdrawn")
    assert [row["consent_given"] for row in after["contacts"]] == ["2020-01-01", None, None]
    assert [row["consent_given"] for row in after["partners"]] == [None]


def test_an_identifier_or_reference_that_is_no_longer_free():
    gone = made.organisation("Gone")
    identifiers = [{"scheme": "iati", "value": "X-1"}]
    first = made.initiative("First", identifiers=identifiers)
    second = made.initiative("Second", partners=[{"organisation": gone, "role": "lead"}])
    run = imported(
        {"id": first, "title": "First", "external_ids": "CLEAR"}, {"id": second, "title": "Second", "lead": "CLEAR"}
    )
    made.initiative("Third", identifiers=identifiers)
    editing.delete("organisation", [gone], by=None)
    assert left(undo.undo(run)[1]) == [
        ("initiative", "First", "Its address or an identifier belongs to “Third” now."),
        ("initiative", "Second", "Something that it referred to before has been deleted since."),
    ]


def test_an_identifier_that_moved_to_a_new_profile_comes_back():
    first = made.initiative("First", identifiers=[{"scheme": "iati", "value": "X-1"}])
    before = whole.directory()
    run = imported({"id": first, "title": "First", "external_ids": "CLEAR"})
    second = imported({"title": "Second", "external_ids": "iati:X-1"})
    undo.undo(second)
    undo.undo(run)
    assert whole.directory() == before


def test_parents_and_children_that_came_together_go_together():
    run = imported({"title": "Parent"}, {"title": "Child"}, {"title": "Grandchild"})
    keys = [str(Initiative.objects.get(slug=slug).uuid) for slug in ("parent", "child", "grandchild")]
    for parent, child in pairwise(keys):
        edit("initiative", child, parent=parent)
    assert undo.preview(run).counts["left"] == 3
    record, outlook = undo.undo(run, take_edited=True)
    assert (outlook.counts["deleted"], Initiative.objects.count()) == (3, 0)
    parents = {change.key: change.before["parent"] for change in record.changes.all()}
    assert parents == dict(zip(keys, [None, *keys], strict=False))


def test_an_outlook_that_was_overtaken_is_refused():
    run = imported(ROW)
    seen = undo.preview(run).token
    edit("initiative", only(Initiative), note="mine")
    with pytest.raises(Refused):
        undo.undo(run, seen=seen)
    run.refresh_from_db()
    assert (run.state, Initiative.objects.count()) == ("applied", 1)


def test_a_failure_half_way_undoes_nothing(monkeypatch):
    run = imported(ROW)
    before, changes = whole.directory(), Change.objects.count()
    clash = Change(subject="initiative", key="x", act="undone")
    clash.save()
    monkeypatch.setattr(editing, "delete", _then_fail(editing.delete, after=2))
    with pytest.raises(Refused):
        undo.undo(run)
    run.refresh_from_db()
    assert (whole.directory(), Change.objects.count(), run.state) == (before, changes + 1, "applied")


def _then_fail(real, *, after):
    calls = []

    def act(*arguments, **options):
        calls.append(1)
        if len(calls) > after:
            raise LookupError("gone")
        return real(*arguments, **options)

    return act


def test_the_file_can_be_imported_again():
    run = imported(ROW)
    undo.undo(run)
    assert imported(ROW).counts["new"] == 1
    assert Initiative.objects.get().slug == "bridge-talks"

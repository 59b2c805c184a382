import pytest
from django.contrib.auth.models import Permission

from initiatives.domain import documents, editing
from initiatives.domain.publishing import Refused
from initiatives.imports import apply
from initiatives.models import Change, ImportRun, Initiative, Listing, Organisation, Place, Source, User
from tests.domain import made
from tests.imports.files import file_of, imported
from tests.imports.tables import workbook

pytestmark = pytest.mark.django_db

ROW = {"lead": "New body (NEB)", "places": "Somewhere", "source_url": "https://example.org/", "source_title": "Page"}


@pytest.fixture(autouse=True)
def ukraine():
    made.country("UA")


def preview(*rows, **options):
    return apply.preview(file_of(*rows), file_name="rows.csv", **options)


def test_the_plan_is_what_comes_of_it():
    run = preview(ROW, {"title": "Second"})
    wanted = {(row.subject, row.key): row.document for row in run.rows.all()}
    apply.apply(run)
    assert {(subject, key): documents.read_one(subject, key) for subject, key in wanted} == wanted


def test_everything_is_in_the_ledger_under_its_run():
    user = User.objects.create_user("editor")
    run = imported(ROW, by=user)
    made_of = Change.objects.filter(run=run, act="imported", by=user).values_list("subject", flat=True)
    assert sorted(made_of) == ["initiative", "organisation", "place", "source"]
    assert (run.state, run.counts["new"], run.counts["organisations"]) == ("applied", 1, 1)


def test_new_profiles_are_drafts():
    imported(ROW)
    assert (Initiative.objects.get().stage, Listing.objects.count()) == ("draft", 0)


def test_publishing_what_is_made():
    existing = made.initiative("Old", stage="draft")
    imported(ROW, {"id": existing, "title": "Old, changed"}, publish=True)
    assert sorted(Initiative.objects.values_list("stage", flat=True)) == ["draft", "published"]
    assert Listing.objects.count() == 1


def test_publishing_without_a_source_is_said():
    run = preview({}, publish=True)
    assert [problem["level"] for problem in run.rows.get().problems] == ["warning"]


def test_publishing_needs_the_right():
    user = User.objects.create_user("editor")
    with pytest.raises(Refused):
        imported(ROW, by=user, publish=True)
    user.user_permissions.add(Permission.objects.get(codename="publish_initiative"))
    imported(ROW, by=User.objects.get(), publish=True)
    assert Initiative.objects.get().stage == "published"


def test_one_bad_row_refuses_all():
    run = preview(ROW, {"title": "Bad", "status": "nonsense"})
    with pytest.raises(Refused):
        apply.apply(run)
    assert [model.objects.count() for model in (Initiative, Organisation, Place, Source, Change)] == [0] * 5


def test_only_the_good_rows():
    imported({"title": "Bad", "status": "nonsense", "lead": "Bad body"}, ROW, valid_only=True)
    assert (Initiative.objects.count(), list(Organisation.objects.values_list("name", flat=True))) == (1, ["New body"])


def test_a_profile_edited_since_the_preview_stops_all():
    key = made.initiative("Old")
    run = preview(ROW, {"id": key, "title": "Imported"})
    edited = documents.read_one("initiative", key) | {"website": "https://example.org/edited"}
    editing.write("initiative", {key: edited}, by=None, act="edited")
    with pytest.raises(editing.Stale):
        apply.apply(run)
    run.refresh_from_db()
    assert (run.state, Initiative.objects.count(), Organisation.objects.count()) == ("previewed", 1, 0)


def test_an_address_taken_since_the_preview_stops_all():
    run = preview(ROW)
    made.initiative("Other", slug="bridge")
    with pytest.raises(Refused):
        apply.apply(run)
    assert (Initiative.objects.count(), Organisation.objects.count(), Source.objects.count()) == (1, 0, 0)


@pytest.mark.parametrize("end", [apply.apply, apply.cancel])
def test_a_run_ends_once(end):
    run = preview(ROW)
    end(run)
    for again in (apply.apply, apply.cancel):
        with pytest.raises(Refused):
            again(run)


def test_a_cancelled_run_keeps_no_plan():
    run = preview(ROW)
    apply.cancel(run)
    assert (run.rows.count(), Initiative.objects.count(), ImportRun.objects.get().state) == (0, 0, "cancelled")


def test_a_file_that_can_not_be_read_is_a_refused_run():
    run = apply.preview(b"\xff\xfe", file_name="x.csv")
    assert (run.state, len(run.problems)) == ("refused", 1)


@pytest.mark.parametrize(
    "rows",
    [[["title", "countries", "=A1"], ["One", "UA", "x"]], [["=A2"], ["title", "countries"], ["One", "UA"]],
     [["=A1", "countries", "x"], ["One", "UA", "=A1"]]],
    ids=["column", "above", "needed"],
)  # fmt: skip
def test_a_formula_without_value_for_the_name_of_a_column_is_kept_as_none(rows):
    made.country("UA")
    run = apply.preview(workbook(rows), file_name="a.xlsx")
    assert "\0" not in "".join(problem["column"] + problem["value"] + problem["message"] for problem in run.problems)

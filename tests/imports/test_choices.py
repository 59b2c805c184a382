"""An editor says of the organisations of a file: the same as that one, or new."""

import pytest

from initiatives.domain import documents, editing
from initiatives.domain.publishing import Refused
from initiatives.imports import apply, choices
from initiatives.models import Initiative, Organisation
from tests.domain import made
from tests.imports.files import file_of, planned

pytestmark = pytest.mark.django_db
NAME = "Kosovo Women's Network"


@pytest.fixture(autouse=True)
def ukraine():
    made.country("UA")


def previewed(*rows):
    return apply.preview(file_of(*rows), file_name="rows.csv")


def choose(run, choice, title=None):
    rows = choices.open_rows(run)
    choices.choose(run, {row.pk: choice for row in rows if title in (None, row.title)})
    run.refresh_from_db()


def brought(run):
    return list(run.rows.filter(subject="organisation").values_list("title", "outcome"))


def test_a_new_organisation_comes_with_what_it_may_be_and_why():
    known = made.organisation(NAME)
    run = previewed({"lead": "Rrjeti i Grave të Kosovës"})

    [row] = choices.open_rows(run)
    assert row.proposals == [{"key": known, "name": NAME, "reason": "meaning"}]
    assert known in run.rows.get(line=2).problems[0]["message"]


def test_the_same_is_named_by_every_row_and_its_name_is_remembered():
    known = made.organisation(NAME)
    rows = [{"lead": "RRGK (Rrjeti i Grave)"}, {"title": "B", "lead": "Rrjeti i Grave të Kosovës", "partners": NAME},
            {"title": "C", "funders": "Rrjeti i Grave të Kosovës | Grants | 10 EUR"}]  # fmt: skip
    run = previewed(*rows)
    choose(run, known, "Rrjeti i Grave të Kosovës")

    assert sorted(brought(run)) == [(NAME, "changed"), ("RRGK (Rrjeti i Grave)", "new")]
    assert run.counts["organisations"] == 1
    apply.apply(run)
    names = [alias["name"] for alias in documents.read_one("organisation", known)["aliases"]]
    assert (names, Organisation.objects.count(), Initiative.objects.count()) == (["Rrjeti i Grave të Kosovës"], 2, 3)

    again = planned({"title": "D", "lead": "RRJETI i grave të Kosovës"})
    assert [row.subject for row in again.rows] == ["initiative"]


def test_the_remark_goes_with_the_choice_and_others_stay():
    known = made.organisation(NAME)
    run = previewed({"other_organisations": "Rrjeti i Grave të Kosovës"})
    before = [problem["message"] for problem in run.rows.get(line=2).problems]
    choose(run, known)

    assert [problem["message"] for problem in run.rows.get(line=2).problems] == before[:1]


def test_an_acronym_that_an_editor_chose_is_matched_by_the_next_file():
    known = made.organisation("Center for Peace Mediation", aliases=[{"name": "CPM", "kind": "acronym"}])
    run = previewed({"lead": "cpm"})
    choose(run, known, "cpm")
    apply.apply(run)

    assert [row.document["partners"][0]["organisation"] for row in planned({"title": "E", "lead": "cpm"}).rows] == [
        known
    ]


def test_a_row_that_then_changes_nothing_is_the_same():
    known = made.organisation(NAME)
    initiative = made.initiative("Bridge", kind="project", partners=[{"role": "lead", "organisation": known}])
    run = previewed({"id": initiative, "lead": "Rrjeti i Grave të Kosovës"})
    assert (run.counts["changed"], run.counts["same"], run.counts["organisations"]) == (1, 0, 1)
    choose(run, known)

    row = run.rows.get(line=2)
    assert (row.outcome, row.before, row.document) == ("same", None, None)
    assert (run.counts["changed"], run.counts["same"], run.counts["organisations"]) == (0, 1, 0)


def test_two_of_one_role_become_one_and_what_was_there_keeps_its_dates():
    known = made.organisation(NAME)
    there = {"role": "partner", "organisation": known, "start": "2015"}
    initiative = made.initiative("Bridge", kind="project", partners=[there])
    run = previewed({"id": initiative, "partners": f"{NAME}; Rrjeti i Grave të Kosovës", "start_date": "2014"})
    choose(run, known)

    partners = run.rows.get(line=2).document["partners"]
    assert [(row["organisation"], row["start"]) for row in partners] == [(known, "2015")]


def test_new_is_not_asked_again():
    made.organisation(NAME)
    run = previewed({"lead": "Rrjeti i Grave të Kosovës"})
    choose(run, "new")

    assert (list(choices.open_rows(run)), brought(run)) == ([], [("Rrjeti i Grave të Kosovës", "new")])


def test_two_of_the_file_may_be_one():
    run = previewed(
        {"lead": "World Health Organization"}, {"title": "B", "lead": "ВООЗ"}, {"title": "C", "lead": "OMS"}
    )
    rows = {row.title: row for row in choices.open_rows(run)}
    who = run.rows.get(title="World Health Organization")
    choices.choose(run, {rows["ВООЗ"].pk: who.key, rows["OMS"].pk: rows["ВООЗ"].key})
    apply.apply(run)

    [made_one] = Organisation.objects.all()
    names = {alias["name"] for alias in documents.read_one("organisation", made_one.uuid)["aliases"]}
    assert (made_one.name, names) == ("World Health Organization", {"ВООЗ", "OMS"})
    assert Initiative.objects.filter(partners__organisation=made_one).count() == 3


def test_what_was_not_proposed_or_is_over_is_refused():
    known, other = made.organisation(NAME), made.organisation("Other")
    run = previewed({"lead": "Rrjeti i Grave të Kosovës"})
    with pytest.raises(Refused, match="not open"):
        choose(run, other)
    apply.apply(run)
    with pytest.raises(Refused, match="already"):
        choose(run, known)


def test_the_organisation_changed_since_the_choice_refuses_the_import():
    known = made.organisation(NAME)
    run = previewed({"lead": "Rrjeti i Grave të Kosovës"})
    choose(run, known)
    Organisation.objects.filter(uuid=known).update(note="Changed meanwhile.")

    with pytest.raises(editing.Stale):
        apply.apply(run)
    assert Initiative.objects.count() == 0

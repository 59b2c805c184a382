"""The rows that are problems come as a file that can be mended and uploaded again."""

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from initiatives.imports import apply, mending, reading
from initiatives.models import Initiative
from tests.domain import made
from tests.imports.files import file_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def countries(db):
    made.country("UA")


def run_of(*rows):
    return apply.preview(data_of(*rows), file_name="rows.csv")


def data_of(*rows):
    return rows[0] if isinstance(rows[0], bytes) else file_of(*rows)


def mended(run):
    """The bytes of the file of a run's problems."""
    return "".join(mending.pieces(run)).encode()


def rows_of(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_holds_the_problem_rows_as_they_were_written_each_with_its_reasons():
    run = run_of(
        {"title": "Good"},
        {"title": " Bad;  one ", "kind": "no such kind", "start_date": "2018-13", "themes": "dialogue"},
        {"title": "Warned", "themes": "unheard-of"},
    )

    [row] = rows_of(mended(run))

    reason = row.pop("reason").split("\n")
    assert row == {
        "line": "3", "title": " Bad;  one ", "kind": "no such kind", "start_date": "2018-13", "countries": "UA",
        "themes": "dialogue",
    }  # fmt: skip
    assert [line.split(":")[0] for line in reason] == ["kind “no such kind”", "start_date “2018-13”"]


def test_the_mended_file_imports_and_says_nothing_of_its_two_columns():
    run = run_of({"title": "Good"}, {"title": "Bad", "kind": "no such kind", "summary": "=1+1", "website": "CLEAR"})
    run.valid_only = True
    run.save()
    apply.apply(run)

    data = mended(run).replace(b"no such kind,", b"network,")
    again = apply.preview(data, file_name="problems.csv")
    apply.apply(again)

    assert (again.problems, again.counts["new"], again.counts["problem"]) == ([], 1, 0)
    found = Initiative.objects.order_by("pk").values_list("kind", "texts__title", "texts__summary")
    assert list(found) == [("project", "Good", ""), ("network", "Bad", "=1+1")]


def test_an_unmended_file_says_the_same_problems_again():
    run = run_of({"title": "Bad", "kind": "no such kind"}, {"title": "", "countries": "Nowhere"})

    again = apply.preview(mended(run), file_name="problems.csv")

    assert [row["reason"] for row in rows_of(mended(again))] == [row["reason"] for row in rows_of(mended(run))]


def test_opens_without_running_anything():
    data = mended(run_of({"title": "=1+1", "kind": "=cmd()", "summary": "+996", "lead": "@x", "partners": "-5"}))

    cells = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")) for cell in row]
    assert data.startswith(b"\xef\xbb\xbfline,reason,title,")
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


CELL = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=8) | st.sampled_from(
    ["CLEAR", "'CLEAR", "=1+1", "'=1", "''", "\r\n", "\n", '"', ";", ",", "\\;", " x ", "#"]
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=3))
def test_every_cell_comes_back_as_it_was(rows):
    rows = [{"title": a, "summary": b, "website": c, "kind": "no such kind"} for a, b, c in rows]
    run = run_of(*rows)
    problems = {row.line for row in run.rows.filter(outcome="problem")}

    before = [row for row in reading.read(file_of(*rows)).rows if row.line in problems]
    after = reading.read(mended(run))

    assert [(row.cells, row.cleared) for row in after.rows] == [(row.cells, row.cleared) for row in before]
    assert after.problems == []


def test_a_second_row_about_one_profile_is_there_too():
    row = {"title": "One", "external_ids": "iati:XX-1"}

    [found] = rows_of(mended(run_of(row, row | {"summary": "More."})))

    assert (found["line"], found["summary"]) == ("3", "More.")


def test_a_file_that_can_not_be_read_says_why_in_a_row_of_its_own():
    assert rows_of(mended(run_of(b'title,countries\n"x,UA'))) == [
        {"line": "2", "reason": "A quotation mark opens in the row that begins here and is never closed."}
    ]


def test_without_a_problem_there_is_only_the_header():
    assert mended(run_of({"title": "Good", "themes": "unheard-of"})) == b"\xef\xbb\xbfline,reason\r\n"


def test_only_rows_that_are_problems_are_kept_as_written():
    run = run_of({"title": "Good", "themes": "unheard-of"}, {"title": "Bad", "kind": "no such kind"})

    kept = [(row.title, row.cells) for row in run.rows.filter(subject="initiative")]
    assert kept == [
        ("Good", {}),
        ("Bad", {"title": "Bad", "kind": "no such kind", "countries": "UA", "themes": ""}),
    ]

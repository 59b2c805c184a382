"""Columns with other names than ours: read as somebody assigned them, and remembered by the shape of the file."""

import pytest

from initiatives.domain.columns import COLUMNS
from initiatives.imports import apply, assigning, reading
from initiatives.imports.reading.guessing import guess
from initiatives.imports.shapes import shape
from initiatives.models import ColumnMapping
from tests.imports.tables import workbook

HEADER = ["Project", "Where it happens", "Remarks"]
ASSIGNED = {shape(HEADER): ("title", "countries", "")}
ROW = (2, {"title": "Bridge, and more", "countries": "UA"})


def text(mark=",", above="", below=""):
    rows = [mark.join(HEADER), *filter(None, [below]), mark.join(['"Bridge, and more"', "UA", '"a, b; c, d; e"'])]
    return (above + "\n".join(rows) + "\n").encode()


def rows(data, assigned=ASSIGNED):
    return [(row.line, row.cells) for row in reading.read(data, columns=assigned).rows]


def test_header_of_unknown_columns_is_refused_and_says_what_it_holds():
    table = reading.read(text())

    assert (table.is_refused, table.lacks_columns, list(table.rows)) == (True, True, [])
    header = table.header
    assert (header.line, header.cells, header.columns) == (1, tuple(HEADER), ("", "", ""))
    assert header.samples == (("Bridge, and more", "UA", "a, b; c, d; e"),)


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_assigned_columns_are_read_whatever_divides_the_cells(mark):
    assert rows(text(mark)) == [ROW]


def test_assigned_columns_are_told():
    [problem] = reading.read(text(), columns=ASSIGNED).problems
    assert (problem.line, problem.level, "“Project” → title" in problem.message) == (1, "warning", True)


def test_assigned_columns_of_a_workbook():
    assert rows(workbook([HEADER, ["Bridge, and more", "UA", "x"]])) == [ROW]


@pytest.mark.parametrize("mark", [",", ";"])
def test_title_above_and_tags_below_are_left_out(mark):
    tags = mark.join(["#activity+name", "#country", "#meta"])
    found = rows(text(mark, above="Our projects, partners, places and much else in 2024\n\n", below=tags))
    assert found == [(5, ROW[1])]


def test_title_above_unknown_columns_is_not_taken_for_the_header():
    table = reading.read(text(";", above="Our projects in 2024\n"))
    assert (table.header.line, table.header.cells) == (2, tuple(HEADER))


def test_shape_does_not_depend_on_case_and_spaces_but_on_order():
    assert shape(HEADER) == shape([" project ", "WHERE  it happens", "remarks", "", " "])
    assert shape(HEADER) != shape(HEADER[::-1])


def test_table_with_too_few_columns_can_not_be_assigned():
    assert not reading.read(b"Some prose\nmore prose\n").lacks_columns


def test_damaged_file_can_not_be_assigned():
    assert not reading.read(b"\x89PNG").lacks_columns


def test_known_header_with_unknown_columns_says_so():
    header = reading.read(b"title,countries,mood\nA,UA,glad\n").header
    assert (header.columns, header.has_unknown) == (("title", "countries", ""), True)
    assert not reading.read(b"line,title,countries,reason\n1,A,UA,x\n").header.has_unknown


@pytest.mark.parametrize(
    ("cell", "column"),
    [
        ("Countries", "countries"),
        ("Country of implementation", "countries"),
        ("Project title", "title"),
        ("Project name", "title"),
        ("Start", "start_date"),
        ("End of project", "end_date"),
        ("Name of donor", "funders"),
        ("Descripton", "description"),
        ("Назва проєкту", "title"),
        ("Краіна", "countries"),
        ("Naziv projekta", "title"),
        ("Mood", ""),
        ("", ""),
        ("№", ""),
    ],
)
def test_guess_of_a_header(cell, column):
    assert guess(cell) == column


@pytest.mark.django_db
class TestRemembered:
    def test_the_next_file_of_the_shape_is_read(self):
        assigning.remember(HEADER, ["title", "countries", ""], by=None)
        assigning.remember(HEADER, ["title", "countries", "summary"], by=None)

        assert assigning.known() == {shape(HEADER): ("title", "countries", "summary")}
        assert ColumnMapping.objects.get().columns == [
            ["Project", "title"],
            ["Where it happens", "countries"],
            ["Remarks", "summary"],
        ]

    def test_a_field_that_is_no_more_is_left_out(self):
        assigning.remember(HEADER, ["title", "countries", "gone"], by=None)
        assert assigning.known() == {shape(HEADER): ("title", "countries", "")}

    def test_other_shapes_are_guessed_from_it_and_no_field_twice(self):
        assigning.remember(["Wie heißt es?", "Wo?"], ["title", "countries"], by=None)
        header = reading.read("Wo?,Wie heißt es?,Title,Mood\nUA,A,B,C\n".encode()).header
        assert assigning.guesses(header) == ["countries", "", "title", ""]

    def test_blank_columns_at_the_end_do_not_matter(self):
        assigning.remember(HEADER, ["title", "countries", ""], by=None)
        header = reading.read(b"Project,Where it happens,Remarks,,\nA,UA,x,y,\n", columns=assigning.known()).header
        assert header.columns == ("title", "countries", "", "", "")
        assert assigning.guesses(header) == ["title", "countries", "", "", ""]

    def test_the_shell_does_not_ask_and_takes_nothing_remembered(self):
        assigning.remember(HEADER, ["title", "countries", ""], by=None)
        run = apply.preview(text(), file_name="a.csv")
        assert (run.state, run.rows.count()) == ("refused", 0)


def test_all_columns_can_be_assigned_but_those_that_are_not_read():
    assert [name for name in COLUMNS if name not in assigning.FIELDS] == ["verified_date"]

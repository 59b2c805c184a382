import pytest

from initiatives.domain.columns import COLUMNS
from initiatives.imports import reading
from initiatives.imports.reading import header_names, headers
from initiatives.vocabulary import SERBIAN_LATIN


def told(text):
    return [(problem.line, problem.column, problem.value) for problem in reading.read(text.encode()).problems]


def rows(text):
    return [(row.line, row.cells) for row in reading.read(text.encode()).rows]


ROW = {"title": "Міст", "countries": "UA"}


def test_a_title_above_the_header_is_told():
    text = "Our projects in 2024,\n,\ntitle,countries\nМіст,UA\n"
    assert (rows(text), told(text)) == ([(4, ROW)], [(1, "", "Our projects in 2024"), (2, "", "")])


def test_a_title_above_a_header_with_semicolons():
    text = "Projects, partners, places\ntitle;countries\nМіст;UA\n"
    assert (rows(text), told(text)) == ([(3, ROW)], [(1, "", "Projects, partners, places")])


def test_blank_rows_are_told_and_those_at_the_end_are_not():
    text = "title,countries\n\n,\nМіст,UA\n,\n\n"
    assert (rows(text), told(text)) == ([(4, ROW)], [(2, "", "")])


def test_columns_without_a_name_at_the_end_are_told_once():
    text = "title,countries,,,\nМіст,UA,,,\n"
    assert (rows(text), told(text)) == ([(2, ROW)], [(1, "", "")])


def test_a_row_of_hxl_tags_is_told():
    text = "title,countries,\n#activity+name,#country + code,\nМіст,UA,\n"
    assert rows(text) == [(3, ROW)]
    assert told(text) == [(1, "", ""), (2, "", "#activity+name #country + code")]


def test_notes_are_no_hxl_tags():
    assert rows("title,countries\n#1 of all,UA\n") == [(2, {"title": "#1 of all", "countries": "UA"})]


def test_a_table_with_tags_but_unknown_columns():
    text = "Who?,Where?\nOrganisation,Place\n#org,#country\nA,UA\n"
    assert [line for line, _column, _value in told(text)] == [1, 2, 2, 2, 2, 3]


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        ("Назва;Країни;Дата початку", ["title", "countries", "start_date"]),
        ("НАЗВАНИЕ;страна;партнеры", ["title", "countries", "partners"]),
        ("Titulli;Vendet;Përmbledhja", ["title", "countries", "summary"]),
        ("titulli;vendet;permbledhja", ["title", "countries", "summary"]),
        ("Аталышы;Өлкөлөр;Түрү", ["title", "countries", "kind"]),
        ("Назив;Земље;Кључне речи", ["title", "countries", "keywords"]),
        ("Naziv;Zemlje;Ključne reči", ["title", "countries", "keywords"]),
        ("TITLE;Countries;Start-Date", ["title", "countries", "start_date"]),
    ],
)
def test_headers_in_the_interface_s_languages(header, columns):
    assert rows(f"{header}\nA;UA;2018\n") == [(2, dict(zip(columns, ("A", "UA", "2018"), strict=True)))]


def test_a_header_name_means_one_column():
    meanings = {}
    for columns in header_names.NAMES.values():
        for column, names in columns.items():
            assert column in COLUMNS
            for name in (*names, *(name.translate(SERBIAN_LATIN) for name in names)):
                meanings.setdefault(headers.plain(name), set()).add(column)
    assert {name: found for name, found in meanings.items() if len(found) > 1} == {}


def test_what_we_add_to_a_list_of_problems_is_passed_over():
    assert told("line,title,countries,reason\n2,A,UA,no such country\n") == []

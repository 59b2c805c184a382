import pytest

from initiatives.imports import reading


def problems(data, encoding=""):
    return [(p.line, p.column, p.level) for p in reading.read(data, encoding).problems]


def rows(data):
    return [(row.line, row.cells) for row in reading.read(data).rows]


def test_header_in_any_order_case_and_spacing():
    data = b"COUNTRIES,Title ,Source URL,source-title,actor_type\r\nUA,Bridge,u,t,ngo\r\n"
    cells = {"countries": "UA", "title": "Bridge", "source_url": "u", "source_title": "t", "kind": "ngo"}
    assert (rows(data), problems(data)) == ([(2, cells)], [])


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_with_or_without_a_byte_order_mark(mark):
    assert rows(mark + "title,countries\nМіст,UA\n".encode()) == [(2, {"title": "Міст", "countries": "UA"})]


def test_rows_are_named_by_the_line_on_which_they_begin():
    data = b'title,countries\n"two\nlines",UA\n\nBridge,UA\n'
    assert [line for line, _ in rows(data)] == [2, 5]


def test_unknown_columns_are_named_and_ignored():
    data = b"title,countries,colour,\nBridge,UA,red,\n"
    assert problems(data) == [(1, "colour", "warning"), (1, "", "warning")]
    assert rows(data) == [(2, {"title": "Bridge", "countries": "UA"})]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (b"title", [(1, "countries", "error")]),
        (b"title,Title,countries", [(1, "title", "error")]),
        (b"title,countries,kind,actor_type", [(1, "kind", "warning")]),
        (b"title;colour", [(1, "colour", "warning"), (1, "countries", "error")]),
        (b"colours:shapes", [(1, "colours:shapes", "warning"), (1, "title", "error"), (1, "countries", "error")]),
        (b"", [(1, "", "error")]),
    ],
)
def test_missing_and_doubled_columns(header, expected):
    assert problems(header + b"\n") == expected


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"title,countries\nBridge,UA\nBri\0dge,UA\n", 3),
        (b'title,countries\nBridge,UA\n"Bridge,UA\nmore\n', 3),
        (b'title,countries\n"Bri"dge,UA\n', 2),
    ],
)
def test_what_can_not_be_read_is_refused_by_line(data, line):
    assert problems(data) == [(line, "", "error")]


def test_apostrophes_of_the_export_are_taken_off_and_others_stay():
    data = b"title,countries,summary\n'=1+1,UA,'quoted' words\n"
    assert rows(data)[0][1] == {"title": "=1+1", "countries": "UA", "summary": "'quoted' words"}


def test_rows_of_another_length():
    data = b"title,countries,kind\nBridge,UA\nBridge,UA,project,extra\nBridge,UA,project,\n"
    found = [[(p.line, p.level) for p in row.problems] for row in reading.read(data).rows]
    assert found == [[(2, "warning")], [(3, "error")], []]


def test_notes_for_people_are_left_out():
    assert rows(b"id,title,countries\n# a note,x,y\n,Bridge,UA\n") == [
        (3, {"id": "", "title": "Bridge", "countries": "UA"})
    ]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_marks_between_cells_and_ends_of_lines(mark, end):
    lines = [
        mark.join(cells) for cells in (("title", "countries", "kind"), ("Bridge", "UA", ""), ('"a,b;c|d"', "KG", "x"))
    ]
    found = [(line, cells["title"], cells["countries"]) for line, cells in rows(end.join(lines).encode())]
    assert found == [(2, "Bridge", "UA"), (3, "a,b;c|d", "KG")]


def test_mixed_ends_of_lines():
    data = b"title,countries\rA,UA\r\nB,UA\nC,UA\r\r\nD,UA"
    assert [(line, cells["title"]) for line, cells in rows(data)] == [(2, "A"), (3, "B"), (4, "C"), (6, "D")]


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"', "SEP=;", "sep=;;;;"])
def test_a_line_that_says_what_divides_the_cells(first):
    assert rows(f"{first}\r\ntitle;countries\r\nA, B;UA\r\n".encode()) == [(3, {"title": "A, B", "countries": "UA"})]


def test_many_rows_are_read_in_pieces_and_as_often_as_one_likes():
    data = b"title,countries\n" + b"".join(b"Bridge %d,UA\n" % number for number in range(1200))
    found = reading.read(data).rows
    assert [row.line for row in found] == [row.line for row in found] == list(range(2, 1202))
    assert [row.cells["title"] for row in found[499:502]] == ["Bridge 499", "Bridge 500", "Bridge 501"]
    assert (len(found), found[-1].cells["title"]) == (1200, "Bridge 1199")

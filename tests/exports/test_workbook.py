"""What stands in a workbook comes back as it was, and nothing in it runs."""

import glob
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from initiatives.domain.cells import CLEAR, restored
from initiatives.exports.workbook import LONGEST_CELL, TextWorkbook, fitting
from tests.exports.books import kinds, sheets

ODD = st.sampled_from([
    "=1+1", "+996", "-x", "@sum", "'", "'=", "''=", "CLEAR", "'CLEAR", "\r", "\r\n", "\n", "\t", "_x0041_", "_x000D_",
    "_x005F_", "_x005f_x0041_", "_", "_x", "x0041_", "\x01", "\x1f", "\x7f", "\x85", "\u2028", "\ufeff", "😀",
    "е\u0301", "<", "&amp;", "]]>", "2018-02", "1E5", "007", "#N/A", "TRUE",
])  # fmt: skip
TEXT = st.lists(ODD | st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0\ufffe\uffff")),
                min_size=1, max_size=4).map("".join)  # fmt: skip


def book_of(*texts):
    file = io.BytesIO()
    with TextWorkbook() as book:
        book.add_sheet("sheet", ["text", "end"], ([fitting(text), "|"] for text in texts))
        book.save(file)
    return file.getvalue()


@given(st.lists(TEXT, min_size=1, max_size=8))
@example(["=1+1", "+996 555", "-", "@x", "\t=1"])
@example(["_x0009_", "_x005F_x000D_", "a\r\nb"])
def test_every_text_comes_back(texts):
    rows = sheets(book_of(*texts))["sheet"][1:]

    assert [row[1] for row in rows] == ["|"] * len(texts)
    kept = [(text, restored(row[0])) for text, row in zip(texts, rows, strict=True) if text.strip(" \t\r\n")]
    assert [before for before, _ in kept] == [after for _, after in kept]


@given(TEXT)
def test_only_the_word_clear_could_be_taken_for_it(text):
    assert fitting(text) != CLEAR


@pytest.mark.parametrize("text", ["=1+1", "+996 312", "-5", "@cmd", "{=1}", '=HYPERLINK("x")', "1", "2018-02-23"])
def test_a_cell_is_text_and_as_it_was_written(text):
    data = book_of(text)

    assert (sheets(data)["sheet"][1][0], kinds(data)) == (text, {("s", "@")})


@pytest.mark.parametrize("text", ["x" * (LONGEST_CELL + 1), "😀" * 16_384, "\r" * 5_000, "a\ufffe", "\uffff"])
def test_what_no_cell_can_hold_is_told_apart(text):
    assert fitting(text) is None or len(fitting(text)) <= LONGEST_CELL


@pytest.mark.parametrize("text", ["x" * LONGEST_CELL, "😀" * 16_383])
def test_the_longest_cell_is_whole(text):
    assert sheets(book_of(text))["sheet"][1][0] == text


def test_a_workbook_that_fails_leaves_no_file():
    def rows():
        yield ["secret", ""]
        raise LookupError

    before = set(glob.glob(f"{tempfile.gettempdir()}/openpyxl.*"))
    with pytest.raises(LookupError), TextWorkbook() as book:
        book.add_sheet("sheet", ["text", "end"], rows())
    book_of("done")
    assert {path for path in glob.glob(f"{tempfile.gettempdir()}/openpyxl.*") if Path(path).exists()} <= before

"""The facts of the source profiles (tests/data/facts.csv), as a table: `python -m tests.facts` renews docs/data.md."""

import csv
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "tests" / "data" / "facts.csv"
DOCUMENT = ROOT / "docs" / "data.md"
MARK = "<!-- From here on this file is made from tests/data/facts.csv by: python -m tests.facts -->\n"


@dataclass(frozen=True)
class Row:
    """`must_show` is printed on `page`, in its part `place`; `must_not_show` of a trap stands nowhere on it."""

    id: str
    profile: str
    fact: str
    must_show: str
    must_not_show: str
    page: str
    place: str


def rows():
    with FILE.open(encoding="utf-8", newline="") as file:
        return [Row(**row) for row in csv.DictReader(file)]


def table():
    """One table a page, in the order of the file: each fact, where it stands and the words that show it."""
    found = rows()
    pages = dict.fromkeys(row.page for row in found)
    return "\n".join(_of_page(page, [row for row in found if row.page == page]) for page in pages)


def _of_page(page, found):
    head = f"### `{page}`\n\n| | Fact | Where | Words |\n|---|---|---|---|\n"
    return head + "".join(_line(row) for row in found)


def _line(row):
    words = row.must_show or f"not: {row.must_not_show}"
    return f"| {row.id} | {_cell(row.fact)} | {_cell(row.place)} | {_cell(words)} |\n"


def _cell(text):
    """`text` as a table of Markdown shows it, letter for letter."""
    return "".join(f"\\{char}" if char in "\\|*_`<>[]#" else char for char in " ".join(text.split()))


def wanted(document):
    """The text of docs/data.md with the table as it should be."""
    return document.partition(MARK)[0] + MARK + "\n" + table()


if __name__ == "__main__":
    DOCUMENT.write_text(wanted(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")

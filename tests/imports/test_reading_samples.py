"""The known initiatives in every shape in which a partner may send them: the same profiles come of it."""

import json

import pytest

from initiatives.imports import plan, reading
from tests.domain import made
from tests.imports.tables import dotted, known_rows, text_of, that_fit, typed, workbook

COUNTRIES = ["UA", "RU", "DE", "FR", "PL", "NL", "CH", "XK", "KG", "TJ", "UZ", "GE", "MM", "RS"]


def documents(data, encoding=""):
    """What the file would write, with titles in place of the random keys of what is new."""
    table = reading.read(data, encoding)
    rows = plan.make(table).rows
    assert table.problems == [] or table.guessed
    assert rows and not any(problem.is_error for row in rows for problem in row.problems)
    written = json.dumps([(row.subject, row.line, row.document) for row in rows])
    for row in rows:
        key = row.key or row.document["uuid"]
        written = written.replace(key, f"{row.subject} {row.title}").replace(key[:8], row.subject)
    return sorted(json.dumps(_sorted(entry), sort_keys=True) for entry in json.loads(written))


def _sorted(value):
    """Lists in an order that does not hang on random keys."""
    if isinstance(value, dict):
        return {name: _sorted(item) for name, item in value.items()}
    if isinstance(value, list):
        return sorted((_sorted(item) for item in value), key=lambda item: json.dumps(item, sort_keys=True))
    return value


@pytest.fixture(autouse=True)
def countries(db):
    for code in COUNTRIES:
        made.country(code)


@pytest.mark.parametrize(
    ("encoding", "mark", "fewest"),
    [("cp1251", ";", 13), ("cp1250", ";", 13), ("cp1252", ",", 13), ("utf-16", "\t", 17)],
)
@pytest.mark.parametrize("said", [True, False])
def test_re_encoded(encoding, mark, fewest, said):
    rows = that_fit(known_rows(), encoding)
    assert len(rows) - 1 >= fewest
    data = text_of(dotted(rows), mark).encode(encoding)
    assert documents(data, encoding if said else "") == documents(text_of(rows).encode())


def test_as_a_workbook_with_real_dates_and_numbers():
    rows = known_rows()
    data = workbook([rows[0], *([typed(cell) for cell in row] for row in rows[1:])])
    assert documents(data) == documents(text_of(rows).encode())


def test_with_another_header_and_other_ends_of_lines():
    rows = known_rows()
    header = [name.upper().replace("_", " ") for name in rows[0]]
    assert documents(text_of([header, *rows[1:]], "|", "\r").encode()) == documents(text_of(rows).encode())

"""What looks like contact data in a table is told with its row, and the remark does not keep it."""

import pytest

from tests.domain import made
from tests.imports.files import planned

pytestmark = pytest.mark.django_db


def test_contact_data_in_a_cell_is_a_remark():
    made.country("UA")
    summary = "Talks. Write to peace.person@example.org."
    plan = planned({"title": "New", "countries": "UA", "summary": summary})

    assert ("summary", "warning", "pea…") in [
        (problem.column, problem.level, problem.value) for row in plan.rows for problem in row.problems
    ]
    assert "peace.person" not in str([row.problems for row in plan.rows])


def test_an_export_of_what_stands_there_already_is_silent():
    made.country("UA")
    key = made.initiative(texts=[{"language": "en", "title": "Old", "summary": "a.person@example.org"}])
    cells = {"id": key, "title": "Old", "countries": "UA", "summary": "a.person@example.org"}

    plan = planned(cells)
    assert [problem for row in plan.rows for problem in row.problems if "looks like" in problem.message] == []

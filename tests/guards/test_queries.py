"""Downloads ask the database a constant number of questions; the pages: tests/views/test_queries.py."""

import pytest

from initiatives.domain import index
from tests.factories import make_full

pytestmark = [pytest.mark.django_db, pytest.mark.both]

QUERIES = {"/initiatives.csv": 23, "/initiatives.xlsx": 24, "/initiatives.json": 2, "/initiatives.atom": 2}


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("path", "queries"), QUERIES.items())
def test_number_of_queries(client, django_assert_num_queries, path, queries, rows):
    for number in range(rows):
        make_full(number=number)
    index.current()

    with django_assert_num_queries(queries):
        assert b"".join(client.get(path))

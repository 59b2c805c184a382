"""Pages ask the database a constant number of questions, however much they show."""

import pytest

from initiatives.domain import index
from tests.factories import activity, make_full, make_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.both]

QUERIES = {
    "/": 3,
    "/initiatives/": 2,
    "/countries/": 1,
    "/countries/ua/": 34,
    "/organisations/": 4,
    "/organisations/shared/": 16,
    "/activities/": 23,
    "/map/": 1,
    "/initiatives/first/": 27,
}


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("path", "queries"), QUERIES.items())
def test_number_of_queries(client, django_assert_num_queries, path, queries, rows):
    shared = make_organisation("Shared", slug="shared")
    partners = [{"organisation": str(shared.uuid), "role": "partner"}]
    for number in range(rows):
        slug = "first" if number == 0 else f"other-{number}"
        activities = [activity(f"day-{day}") for day in range(rows)]
        make_full(slug=slug, number=number, partners=partners, activities=activities)
    index.current()

    with django_assert_num_queries(queries):
        client.get(path)

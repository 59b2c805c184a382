"""Key facts without a source: counted by the database as they are told of each profile."""

import random

import pytest

from initiatives.domain import documents, gaps, readiness
from initiatives.models import Initiative
from tests.domain import made

pytestmark = pytest.mark.django_db

PATHS = [
    "*",
    "title",
    "status",
    "start_date",
    "end_date",
    "countries",
    "partners.lead.a",
    "partners.lead.b",
    "funders.a",
]


def test_what_the_database_finds_is_what_is_told_of_each_profile():
    choose = random.Random(7)
    source, organisations = made.source(), [made.organisation(slug=slug) for slug in "ab"]
    for _ in range(40):
        values = {
            "status": choose.choice(["unknown", "ongoing"]),
            "start_date": choose.choice(["", "2018"]),
            "end_date": choose.choice(["", "2024"]),
            "partners": [{"organisation": key, "role": choose.choice(["lead", "host"])} for key in organisations],
            "funders": [{"organisation": key} for key in organisations if choose.random() < 0.2],
            "stage": choose.choice(["draft", "in-review", "published"]),
        }
        paths = [path for path in PATHS if choose.random() < (0.15 if path == "*" else 0.8)]
        cited = [{"source": source, "field": path, "states": choose.choice(["", "", "", "x"])} for path in paths]
        made.initiative(citations=cited, **values)

    told = {
        initiative.pk
        for initiative in Initiative.objects.all()
        if readiness.uncited(documents.read_one("initiative", initiative.uuid))
    }
    assert 0 < len(told) < 40
    assert set(gaps.uncited(Initiative.objects.all()).values_list("pk", flat=True)) == told
    assert {gap.pk for gap in gaps.all_rows(Initiative.objects.all()) if gap.facts} == told


@pytest.mark.parametrize("stage", ["archived", "withdrawn"])
def test_what_nobody_works_on_is_left_alone(stage):
    made.initiative(stage=stage)
    assert not gaps.uncited(Initiative.objects.all()).exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_number_of_queries(django_assert_num_queries, rows):
    for _ in range(rows):
        made.initiative(partners=[{"organisation": made.organisation(), "role": "lead"}])
    with django_assert_num_queries(16):
        assert len(gaps.rows(list(Initiative.objects.all()))) == rows

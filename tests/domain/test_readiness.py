"""What a profile lacks before it is published."""

import pytest

from initiatives.domain import documents, readiness
from tests.domain import made

pytestmark = pytest.mark.django_db


def lacks(**values):
    document = documents.read_one("initiative", made.initiative(**values))
    return [(lack.path, lack.is_needed) for lack in readiness.lacks(document)]


def whole(*paths, **values):
    lead = made.organisation("Institute", slug="institute")
    funder = made.organisation("Fund", slug="fund")
    source = made.source()
    parts = {
        "status": "ongoing",
        "start_date": "2018",
        "end_date": "2024",
        "partners": [{"organisation": lead, "role": "lead"}, {"organisation": funder, "role": "host"}],
        "funders": [{"organisation": funder}],
        "citations": [{"source": source, "field": path} for path in paths],
    }
    return lacks(**(parts | values))


def test_a_source_for_the_whole_row_is_one_for_each_fact():
    assert whole("*") == []


def test_each_key_fact_wants_a_source():
    assert whole("kind") == [
        ("title", False),
        ("status", False),
        ("start_date", False),
        ("end_date", False),
        ("countries", False),
        ("partners.lead.institute", False),
        ("funders.fund", False),
    ]


def test_a_source_that_says_otherwise_does_not_stand_behind_the_fact():
    row = {"source": made.source(), "field": "*"}
    title = row | {"field": "title", "states": "Another"}
    assert lacks(citations=[title, row | {"field": "countries"}]) == [("title", False)]


def test_what_is_not_given_needs_no_source():
    cited = [{"source": made.source(), "field": path} for path in ("title", "countries")]
    assert lacks(citations=cited) == []


def test_what_refuses_stands_first():
    bare = {"texts": [], "countries": [], "inclusion_criterion": ""}
    assert lacks(**bare) == [
        ("title", True),
        ("countries", True),
        ("citations", True),
        ("inclusion_criterion", True),
        ("summary", False),
    ]

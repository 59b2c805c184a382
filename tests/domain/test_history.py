"""Two versions of a profile, told in words."""

import pytest

from initiatives.domain import documents, history
from tests.domain import made

pytestmark = pytest.mark.django_db


def told(before, after):
    pairs = [documents.canonical("initiative", {"slug": "a", "kind": "project", **part}) for part in (before, after)]
    for document in pairs:
        document["uuid"] = ""
    return [(found.label, found.old, found.new) for found in history.differences("initiative", *pairs)]


def test_countries_are_named_and_words_that_look_like_codes_stay_words():
    made.country("UA", name_en="Ukraine")
    keyword = {"list": "keyword", "slug": "UA"}
    text = {"language": "en", "title": "Bridge", "summary": "UA"}

    assert told({}, {"countries": ["UA"]}) == [("countries", "", "Ukraine")]
    assert told({}, {"terms": [keyword]}) == [("term keyword · UA", "", "Keyword")]
    found = told({"texts": [text | {"summary": ""}]}, {"texts": [text]})
    assert found == [("text en: summary", "", "UA")]


def test_the_fact_that_a_citation_names_stands_in_words():
    source = made.source("A report")
    found = told({}, {"citations": [{"source": source, "field": "start_date"}, {"source": source, "field": "*"}]})
    assert [label for label, _old, _new in found] == [
        "citation the whole profile · A report",
        "citation start · A report",
    ]
    assert "start_date" not in str(found)

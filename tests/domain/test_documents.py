"""A profile is one document: written and read back it is equal, on both databases."""

import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from initiatives.domain import documents, editing
from initiatives.domain.shapes import SHAPES
from initiatives.models import Initiative
from initiatives.vocabulary import ACTIVITY_TYPES, KINDS, ROLES, STATUSES, THEMES
from tests.conftest import SLOW
from tests.domain import made

pytestmark = pytest.mark.django_db

# Every character that both databases can store: no NUL, no halves of surrogate pairs.
texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60)
names = texts.filter(str.strip)
years = st.integers(1900, 2100).map(str)
partial = st.one_of(st.just(""), years, years.map("{}-02".format), years.map("{}-12-31".format))


@st.composite
def initiatives(draw, references):
    """A document with rows of every kind, in no order at all."""
    organisations, sources = references
    start = draw(partial)
    languages = draw(st.lists(st.sampled_from(["en", "uk", "sr-Latn", "sq"]), min_size=1, unique=True))
    keys = draw(st.lists(st.sampled_from(["a", "b", "marathon-1"]), unique=True))
    return {
        "kind": draw(st.sampled_from(KINDS.slugs)),
        "status": draw(st.sampled_from(STATUSES.slugs)),
        "start_date": start,
        "end_date": draw(partial) if not start else start[:4],
        "countries": draw(st.lists(st.sampled_from(["UA", "XK", "KG"]), min_size=1, unique=True)),
        "note": draw(texts),
        "texts": [{"language": tag, "title": draw(names), "description": draw(texts)} for tag in languages],
        "terms": [
            {"list": "theme", "slug": slug} for slug in draw(st.lists(st.sampled_from(THEMES.slugs), unique=True))
        ],
        "aliases": [{"name": name, "kind": "printed"} for name in draw(st.lists(names, max_size=3, unique=True))],
        "funders": [
            {"organisation": key, "amount": draw(st.decimals(0, 10**12, places=2)), "currency": "EUR"}
            for key in draw(st.lists(st.sampled_from(organisations), unique=True))
        ],
        "partners": [
            {"organisation": key, "role": draw(st.sampled_from(ROLES.slugs)), "purpose": draw(texts)}
            for key in draw(st.lists(st.sampled_from(organisations), unique=True))
        ],
        "activities": [
            {
                "key": key,
                "type": draw(st.sampled_from(ACTIVITY_TYPES.slugs)),
                "title": draw(names),
                "topics": draw(texts),
            }
            for key in keys
        ],
        "citations": [{"source": key, "field": "*", "quote": draw(texts)} for key in sources],
    }


@pytest.fixture
def references(db):
    for code in ("UA", "XK", "KG"):
        made.country(code)
    return [made.organisation(), made.organisation()], [made.source(), made.source()]


@given(data=st.data())
@settings(max_examples=200 if SLOW else 25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_document_written_and_read_back_is_equal(references, data):
    key = str(uuid.uuid4())
    wanted = documents.canonical("initiative", {"uuid": key, "slug": key} | data.draw(initiatives(references)))
    editing.write("initiative", {key: wanted}, by=None, act="created")
    assert documents.read_one("initiative", key) == wanted
    changed = documents.canonical("initiative", {"uuid": key, "slug": key} | data.draw(initiatives(references)))
    editing.write("initiative", {key: changed}, by=None, act="edited")
    assert documents.read_one("initiative", key) == changed


def test_the_token_tells_versions_apart_and_nothing_else():
    key = made.initiative()
    first = documents.read_one("initiative", key)
    assert documents.token(first) == documents.token(documents.canonical("initiative", first))
    assert documents.token(first) != documents.token(first | {"note": "x"})
    assert documents.token(None) == ""


@pytest.mark.parametrize("subject", SHAPES)
def test_every_value_of_a_root_is_in_its_document(subject):
    shape = SHAPES[subject]
    left_out = {field.name for field in shape.model._meta.concrete_fields} - set(shape.root.fields)
    assert left_out <= {"id", "created_at", "updated_at"}


def test_reading_takes_as_many_queries_for_three_profiles_as_for_one(django_assert_num_queries):
    keys = [made.initiative() for _ in range(3)]
    with django_assert_num_queries(14):
        documents.read("initiative", keys[:1])
    with django_assert_num_queries(14):
        documents.read("initiative", keys)


def test_what_a_document_names_must_exist():
    wanted = {"uuid": (key := str(uuid.uuid4())), "slug": "x", "kind": "project", "parent": str(uuid.uuid4())}
    with pytest.raises(LookupError, match="does not exist"):
        editing.write("initiative", {key: wanted}, by=None, act="created")
    assert not Initiative.objects.exists()

"""Loading the source profiles: once, twice, and after people have worked on them."""

import json

import pytest

from initiatives.domain import documents, editing, seeding
from initiatives.domain.facets import Criteria, select
from initiatives.models import Change, Initiative, Organisation, User

pytestmark = pytest.mark.django_db

COUNTRY = {"alpha3": "UKR"} | {f"name_{language}": "Ukraine" for language in ("en", "uk", "sq", "ky", "ru", "sr")}
ORGANISATION, SOURCE, INITIATIVE = (f"00000000-0000-4000-8000-00000000000{number}" for number in (1, 2, 3))


def fixture(path, **changes):
    rows = [
        ("country", {**COUNTRY}, "UA"),
        ("organisation", {"uuid": ORGANISATION, "slug": "house", "name": "Peace House", "country": "UA"}, None),
        ("source", {"uuid": SOURCE, "title": "A page", "publisher": [ORGANISATION]}, None),
        (
            "initiative",
            {"uuid": INITIATIVE, "slug": "one", "kind": "project", "stage": "published", "countries": ["UA"]},
            None,
        ),
        ("initiativetext", {"initiative": [INITIATIVE], "language": "en", "title": changes.get("title", "One")}, None),
        ("partner", {"initiative": [INITIATIVE], "organisation": [ORGANISATION], "role": "lead"}, None),
        ("citation", {"organisation": [ORGANISATION], "source": [SOURCE], "field": "name"}, None),
        ("claim", {"country": "UA", "key": "area", "text": "Area"}, None),
        ("citation", {"country": "UA", "source": [SOURCE], "field": "claims.area"}, None),
    ]
    items = [
        {"model": f"initiatives.{model}", "fields": fields} | ({"pk": pk} if pk else {}) for model, fields, pk in rows
    ]
    path.write_text(json.dumps(items))
    return [path]


@pytest.fixture
def paths(tmp_path):
    return fixture(tmp_path / "profiles.json")


def everything():
    keys = {"country": ["UA"], "organisation": [ORGANISATION], "source": [SOURCE], "initiative": [INITIATIVE]}
    return {subject: documents.read(subject, key) for subject, key in keys.items()}


def test_loading_makes_indexes_and_a_second_time_changes_nothing(paths):
    report = seeding.load(paths)
    first, changes = everything(), Change.objects.count()
    assert (report.made, report.updated, report.left) == (4, 0, {})
    assert len(select(Criteria(text="peace house"))) == 1
    assert first["country"]["UA"]["claims"][0]["key"] == "area"
    report = seeding.load(paths)
    assert (report.made, report.updated, report.left) == (0, 0, {})
    assert (everything(), Change.objects.count()) == (first, changes)


def test_a_newer_fixture_updates_what_nobody_has_changed(paths, tmp_path):
    seeding.load(paths)
    report = seeding.load(fixture(tmp_path / "newer.json", title="One, renamed"))
    assert (report.made, report.updated) == (0, 1)
    assert documents.read_one("initiative", INITIATIVE)["texts"][0]["title"] == "One, renamed"


def test_what_a_person_changed_stays_and_is_named(paths, tmp_path):
    seeding.load(paths)
    document = documents.read_one("initiative", INITIATIVE) | {"start_date": "2018"}
    person = User.objects.create(username="editor")
    editing.write("initiative", {INITIATIVE: document}, by=person, act="edited")
    report = seeding.load(fixture(tmp_path / "newer.json", title="One, renamed"))
    assert list(report.left) == [("initiative", INITIATIVE)]
    assert documents.read_one("initiative", INITIATIVE) == document


def test_what_a_person_deleted_does_not_come_back(paths):
    seeding.load(paths)
    editing.delete("initiative", [INITIATIVE], by=User.objects.create(username="editor"))
    assert list(seeding.load(paths).left) == [("initiative", INITIATIVE)]
    assert not Initiative.objects.exists()


def test_an_address_that_a_person_has_taken_is_left_and_named(paths):
    made = {"uuid": "00000000-0000-4000-8000-00000000000f", "slug": "house", "name": "Another house"}
    editing.write("organisation", {made["uuid"]: made}, by=User.objects.create(username="editor"), act="created")
    report = seeding.load(paths)
    assert ("organisation", ORGANISATION) in report.left
    assert [organisation.name for organisation in Organisation.objects.all()] == ["Another house"]

"""IATI activity files: what each element becomes, through the same plan and import as a CSV file."""

import pytest

from initiatives.domain import documents
from initiatives.imports import apply, plan, reading
from initiatives.models import Change, ImportRun, Initiative, Organisation, Place, PlannedRow, Source, User
from initiatives.vocabulary import ROLES
from tests.domain import made
from tests.imports.files import DATA, own

pytestmark = pytest.mark.django_db
PEACE, OLD = DATA / "iati" / "peace.xml", DATA / "iati" / "old.xml"


@pytest.fixture(autouse=True)
def countries():
    made.country("XK", name_en="Kosovo", alpha3="XKX")
    made.country("UA", name_en="Ukraine", alpha3="UKR")


def imported(data, by=None):
    run = apply.preview(data, file_name="activities.xml", by=by)
    apply.apply(run, by=by)
    return run


def outcomes(data):
    return [row.outcome for row in own(plan.make(reading.read(data)))]


def profile(identifier):
    initiative = Initiative.objects.get(identifiers__scheme="iati", identifiers__value=identifier)
    return documents.read_one("initiative", initiative.uuid)


def people(document):
    """{role: [names]} of its organisations, funders too."""
    names = {str(key): name for key, name in Organisation.objects.values_list("uuid", "name")}
    found = {"funder": [names[row["organisation"]] for row in document["funders"]]}
    for row in document["partners"]:
        found.setdefault(row["role"], []).append(names[row["organisation"]])
    return {role: sorted(found[role]) for role in ("funder", *ROLES.slugs) if found.get(role)}


def terms(document):
    return [(row["list"], row["slug"]) for row in document["terms"]]


def texts(document):
    rows = [(row["language"], row["title"], row["description"], row["is_original"]) for row in document["texts"]]
    return sorted(rows)


def places(document):
    return sorted(Place.objects.filter(uuid__in=document["places"]).values_list("name", "precision"))


def test_an_activity_becomes_a_profile():
    imported(PEACE.read_bytes())
    document = profile("XX-EXA-100-DIALOGUE")
    facts = {
        name: document[name]
        for name in ("kind", "stage", "status", "status_date", "start_date", "end_date", "countries", "website")
    }
    assert facts == {
        "kind": "project", "stage": "draft", "status": "ongoing", "status_date": "2024-04-30",
        "start_date": "2022-02-15", "end_date": "2025-12-31", "countries": ["XK"],
        "website": "https://example.org/dialogue/",
    }  # fmt: skip
    assert terms(document) == [
        ("keyword", "DAC 15190"), ("keyword", "sector list 10, code 3"),
        ("theme", "peacebuilding"), ("theme", "rule-of-law"),
    ]  # fmt: skip
    assert places(document) == [("Example Town", "place")]


def test_texts_in_every_language_and_no_contacts():
    imported(PEACE.read_bytes())
    english = "Two municipalities talk; write to […] or call […].\n\nObjective: neighbours settle disputes."
    assert texts(profile("XX-EXA-100-DIALOGUE")) == [
        ("en", "Dialogue between municipalities", english, False),
        ("sq", "Dialogu mes komunave", "Dy komuna bisedojnë.", True),
    ]
    assert texts(profile("XX-EXA-100-PROGRAMME")) == [
        ("fr", "Programme régional de paix", "Un programme pour toute la région.", False)
    ]


def test_participants_by_role_without_those_who_are_nobody():
    imported(PEACE.read_bytes())
    assert people(profile("XX-EXA-100-DIALOGUE")) == {
        "funder": ["Example Ministry of Foreign Affairs"],
        "lead": ["Example Dialogue Centre"],
        "implementer": ["Example Youth Forum"],
        "accountable": ["Example Union"],
        "intermediary": ["Example Fund; Second Window"],
    }
    assert people(profile("XX-EXA-100-PROGRAMME")) == {"lead": ["Example Peace Support"]}


def test_new_organisations_get_their_identifier_and_type():
    imported(PEACE.read_bytes())
    found = Organisation.objects.values_list("name", "type", "identifiers__scheme", "identifiers__value")
    assert sorted(found, key=lambda row: row[0]) == [
        ("Example Dialogue Centre", "ngo-local", "org-id", "XX-EXA-400"),
        ("Example Fund; Second Window", "foundation", None, None),
        ("Example Ministry of Foreign Affairs", "government", "org-id", "XX-EXA-200"),
        ("Example Peace Support", "ngo-international", "org-id", "XX-EXA-100"),
        ("Example Union", "multilateral", "org-id", "XX-EXA-300"),
        ("Example Youth Forum", "ngo-local", "org-id", "XX-EXA-500"),
    ]


def test_a_known_organisation_is_found_by_its_identifier():
    known = made.organisation("Ministry", identifiers=[{"scheme": "org-id", "value": "XX-EXA-200"}])
    imported(PEACE.read_bytes())
    document = profile("XX-EXA-100-DIALOGUE")
    assert [row["organisation"] for row in document["funders"]] == [known]
    assert not Organisation.objects.filter(name__startswith="Example Ministry").exists()


def test_another_number_in_the_same_register_is_somebody_else():
    made.organisation("Example Union", identifiers=[{"scheme": "org-id", "value": "XX-EXA-9"}])
    imported(PEACE.read_bytes())
    numbers = Organisation.objects.filter(name="Example Union").values_list("identifiers__value", flat=True)
    assert sorted(numbers) == ["XX-EXA-300", "XX-EXA-9"]


def test_dates_say_whether_they_are_planned_or_actual():
    imported(PEACE.read_bytes())
    cited = {row["field"]: row["note"] for row in profile("XX-EXA-100-DIALOGUE")["citations"] if row["note"]}
    assert cited == {"start_date": "Actual start; 2022-01-01 was planned.", "end_date": "Planned end."}


def test_the_publication_and_its_documents_are_sources():
    imported(PEACE.read_bytes())
    document = profile("XX-EXA-100-DIALOGUE")
    fields = [row["field"] for row in document["citations"]]
    assert sorted(fields) == ["*", "description", "description", "end_date", "start_date"]
    found = Source.objects.filter(uuid__in={row["source"] for row in document["citations"]})
    assert sorted(found.values_list("url", "title", "date")) == [
        ("", "IATI activity XX-EXA-100-DIALOGUE, published by Example Peace Support", "2024-04-30"),
        ("https://example.org/dialogue/", "The project's page", ""),
        ("https://example.org/evaluation.pdf", "Evaluation", "2024-03-01"),
    ]


def test_a_part_is_linked_to_a_whole_that_stands_later_in_the_file():
    imported(PEACE.read_bytes())
    whole = profile("XX-EXA-100-PROGRAMME")
    assert profile("XX-EXA-100-DIALOGUE")["parent"] == whole["uuid"]


def test_a_part_is_linked_to_a_whole_in_the_directory():
    whole = made.initiative(identifiers=[{"scheme": "iati", "value": "XX-EXA-100-WHOLE"}])
    imported(PEACE.read_bytes().replace(b"XX-EXA-100-PROGRAMME", b"XX-EXA-100-WHOLE", 1))
    assert profile("XX-EXA-100-DIALOGUE")["parent"] == whole


def test_a_whole_that_names_its_part():
    data = PEACE.read_bytes().replace(b'ref="XX-EXA-100-PROGRAMME" type="1"', b'ref="XX-EXA-100-SPREAD" type="2"')
    imported(data)
    assert profile("XX-EXA-100-SPREAD")["parent"] == profile("XX-EXA-100-DIALOGUE")["uuid"]


def test_wholes_in_a_circle_are_cut():
    related = b'<sector code="15220"/><related-activity ref="XX-EXA-100-DIALOGUE" type="1"/></iati-activity>'
    data = PEACE.read_bytes().replace(b'<sector code="15220"/>\n  </iati-activity>', related)
    imported(data)
    parents = {str(uuid): parent for uuid, parent in Initiative.objects.values_list("uuid", "parent__uuid")}
    assert sum(parent is not None for parent in parents.values()) == 1


def test_a_part_of_a_problem_row_stands_alone():
    data = PEACE.read_bytes().replace(b"<narrative>Programme r\xc3\xa9gional de paix</narrative>", b"")
    run = apply.preview(data, file_name="activities.xml", valid_only=True)
    apply.apply(run)
    assert (profile("XX-EXA-100-DIALOGUE")["parent"], Initiative.objects.count()) == (None, 2)


def test_a_region_stands_for_countries():
    imported(PEACE.read_bytes())
    document = profile("XX-EXA-100-PROGRAMME")
    assert (document["countries"], places(document)) == ([], [("Central Asia", "country")])


def test_neither_country_nor_region_is_a_problem():
    data = PEACE.read_bytes().replace(b'<recipient-region vocabulary="1" code="619"/>', b"")
    assert outcomes(data).count("problem") == 1


def test_somebody_bound_to_countries_brings_in_no_region():
    editor = User.objects.create_user("editor")
    editor.countries.add("XK", "UA")
    found = own(plan.make(reading.read(PEACE.read_bytes()), by=editor))
    assert sorted(row.outcome for row in found) == ["new", "new", "problem"]


def test_countries_and_sectors_that_only_transactions_name():
    imported(PEACE.read_bytes())
    document = profile("XX-EXA-100-SPREAD")
    assert (document["countries"], terms(document)) == (["UA"], [("theme", "mine-action")])


def test_contacts_are_kept_nowhere():
    imported(PEACE.read_bytes())
    kept = [PlannedRow, ImportRun, Change, Source]
    everything = str([list(model.objects.values()) for model in kept]).casefold()
    assert "iati" in everything
    assert [word for word in ("sentinel", "office@", "000 00 00") if word in everything] == []


def test_the_same_file_again_says_same():
    imported(PEACE.read_bytes())
    assert outcomes(PEACE.read_bytes()) == ["same", "same", "same"]


def test_a_changed_title_says_changed():
    imported(PEACE.read_bytes())
    data = PEACE.read_bytes().replace(b"Dialogue between municipalities", b"Dialogue among municipalities")
    rows = own(plan.make(reading.read(data)))
    assert {row.title: row.outcome for row in rows} == {
        "Programme régional de paix": "same", "Small grants": "same", "Dialogue among municipalities": "changed",
    }  # fmt: skip


def test_what_editors_added_stays():
    imported(PEACE.read_bytes())
    document = profile("XX-EXA-100-DIALOGUE")
    document["terms"].append({"list": "theme", "slug": "dialogue"})
    document["identifiers"].append({"scheme": "own", "value": "7"})
    made.write("initiative", **document)
    assert outcomes(PEACE.read_bytes()) == ["same", "same", "same"]
    imported(PEACE.read_bytes().replace(b'code="15130"', b'code="15250"'))
    document = profile("XX-EXA-100-DIALOGUE")
    assert [slug for name, slug in terms(document) if name == "theme"] == [
        "dialogue", "mine-action", "peacebuilding", "rule-of-law",
    ]  # fmt: skip
    assert [row["value"] for row in document["identifiers"]] == ["XX-EXA-100-DIALOGUE", "7"]


def test_version_1_says_the_same_in_other_words():
    imported(OLD.read_bytes())
    document = profile("XX-EXA-100-OLD")
    facts = {
        name: document[name] for name in ("status", "status_date", "start_date", "end_date", "countries", "website")
    }
    assert facts == {
        "status": "finalising", "status_date": "2013-04-30", "start_date": "2010-03-01", "end_date": "2012-12-31",
        "countries": ["XK"], "website": "http://example.org/old/",
    }  # fmt: skip
    assert texts(document) == [
        ("en", "Neighbours’ dialogue", "Two municipalities talk.", False),
        ("sq", "Dialogu mes komunave", "", True),
    ]
    assert people(document) == {
        "funder": ["Example Ministry of Foreign Affairs"], "lead": ["Example Dialogue Centre"],
        "accountable": ["Example Union"], "intermediary": ["Example Fund"],
    }  # fmt: skip
    assert terms(document) == [("keyword", "sector list ro, code 7"), ("theme", "peacebuilding")]
    assert outcomes(OLD.read_bytes()) == ["same"]


@pytest.mark.parametrize("day", ["2024-13-45", "0000-00-00", "30.01.2022", "soon", ""])
def test_impossible_days_are_problems_or_left_out(day):
    data = PEACE.read_bytes().replace(b"2024-04-30T08:00:00Z", day.encode()).replace(b"2022-02-15", day.encode())
    assert set(outcomes(data)) <= {"new", "problem"}


def test_the_same_activity_twice_on_one_line_is_one():
    activity = (
        '<iati-activity><iati-identifier>XM-1</iati-identifier><reporting-org ref="XM-0" type="10">'
        "<narrative>A body</narrative></reporting-org><title><narrative>Bridge</narrative></title>"
        '<activity-status code="2"/><recipient-country code="UA"/></iati-activity>'
    )
    data = f'<iati-activities version="2.03">{activity}{activity}</iati-activities>'.encode()
    assert outcomes(data) == ["new", "same"]
    imported(data)
    assert Initiative.objects.count() == 1

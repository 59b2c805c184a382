import pytest
from django.core.management import call_command

from initiatives.imports import plan, reading
from initiatives.models import Change, Initiative, Organisation, Place, Source, User
from tests.domain import made
from tests.imports.files import DATA, file_of, outcomes, own, planned, told

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ukraine():
    made.country("UA", name_en="Ukraine")
    made.country("XK", name_en="Kosovo", alpha3="XKX", other_names="Kosova\nКосово")


def after(**cells):
    """The document that one row plans."""
    row = own(planned(cells))[0]
    assert row.document, row.problems
    return row.document


def terms(document):
    return [(row["list"], row["slug"]) for row in document["terms"]]


def test_planning_writes_nothing():
    planned({"lead": "New", "places": "New", "source_url": "https://example.org/"})
    counts = [model.objects.count() for model in (Initiative, Organisation, Place, Source, Change)]
    assert counts == [0, 0, 0, 0, 0]


def test_a_new_row_is_a_draft_with_its_facts():
    document = after(
        language="uk", title="Міст", status="active", start_date="May 2019", source_url="https://example.org/a",
        source_title="A page", source_date="2020-03",
    )  # fmt: skip
    facts = {
        name: document[name] for name in ("slug", "kind", "stage", "status", "status_date", "start_date", "countries")
    }
    assert facts == {
        "slug": "mist", "kind": "project", "stage": "draft", "status": "ongoing", "status_date": "2020-03",
        "start_date": "2019-05", "countries": ["UA"],
    }  # fmt: skip
    assert [(text["language"], text["title"]) for text in document["texts"]] == [("uk", "Міст")]
    assert [row["field"] for row in document["citations"]] == ["*"]


def test_a_row_without_a_kind_is_filed_as_an_initiative_with_a_warning():
    found = planned({"kind": ""})
    assert own(found)[0].document["kind"] == "initiative"
    assert told(found, "warning") == [(2, "kind", "")]


@pytest.mark.parametrize("name", ["UA", "ua", "UAX", "ukraine", "UKRAINE*"])
def test_countries_by_code_and_name(name):
    assert after(countries=name)["countries"] == ["UA"]


@pytest.mark.parametrize("name", ["xk", "Kosova", "Косово", "Kosovo*"])
def test_kosovo_by_its_names(name):
    assert after(countries=f"UA; {name}")["countries"] == ["UA", "XK"]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("countries", "Ukrain"),
        ("kind", "projekt X"),
        ("status", "on going maybe"),
        ("website", "javascript:alert(1)"),
        ("start_date", "05/06/2014"),
        ("title", "x" * 301),
        ("keywords", "x" * 101),
        ("lead", "x" * 301),
        ("places", "x" * 201),
        ("beneficiaries", "nobody we know"),
        ("activities", "no such type | Title"),
        ("funders", "Fund | Programme | a lot"),
        ("external_ids", "no colon"),
        ("id", "not an id"),
        ("id", "6f1c2f3a-0000-4000-8000-000000000000"),
        ("other_organisations", "Host [king]"),
    ],
)
def test_what_can_not_be_taken_is_an_error_in_its_cell(column, value):
    found = planned({column: value})
    assert [(line, name) for line, name, _ in told(found)] == [(2, column)]
    assert outcomes(found) == ["problem"]


def test_an_unknown_word_comes_with_what_is_accepted_and_what_is_near():
    message = planned({"status": "ongoin"}).problems[0].message
    assert "planned, ongoing, finalising" in message
    assert "“ongoing”" in message


def test_end_before_start_is_refused():
    assert told(planned({"start_date": "2019", "end_date": "2018"})) == [(2, "end_date", "2018")]


def test_title_and_country_are_needed():
    assert told(planned({"title": "", "countries": ""})) == [(2, "title", ""), (2, "countries", "")]


def test_themes_are_filed_where_they_belong():
    found = planned({"themes": "Dialogue; training; joint statement; veterans; unheard-of", "keywords": "own"})
    document = own(found)[0].document
    assert sorted(terms(document)) == [
        ("approach", "capacity-building"), ("beneficiary", "veterans"), ("keyword", "own"), ("keyword", "unheard-of"),
        ("theme", "dialogue"),
    ]  # fmt: skip
    assert [(row["type"], row["state"]) for row in document["activities"]] == [("joint-statement", "claimed")]
    assert [value for _, _, value in told(found, "warning")] == [
        "training",
        "joint statement",
        "veterans",
        "unheard-of",
    ]


def test_text_is_cleaned_and_joiners_stay():
    document = after(title="  e\u0301\u0007 \u200b\u200cx ", summary="one\r\ntwo\u0001")
    assert (document["texts"][0]["title"], document["texts"][0]["summary"]) == ("é \u200cx", "one\ntwo")


def test_original_title_is_a_text_of_its_own():
    document = after(title_original="Ura", original_language="Albanian")
    texts = [(row["language"], row["title"], row["is_original"]) for row in document["texts"]]
    assert sorted(texts) == [("en", "Bridge", False), ("sq", "Ura", True)]


def test_the_row_may_itself_be_the_original():
    assert [row["is_original"] for row in after(language="sq", original_language="sq")["texts"]] == [True]


def test_activities_in_parts():
    row = after(activities=r"workshop | Talk \| and \; more | 2018-02/2018-03 | Kyiv | held; survey")["activities"]
    found = [(r["type"], r["title"], r["start"], r["end"], r["state"], len(r["places"])) for r in row]
    assert sorted(found) == [
        ("survey", "Survey", "", "", "claimed", 0),
        ("workshop", "Talk | and ; more", "2018-02", "2018-03", "held", 1),
    ]


def test_every_wrong_part_of_an_activity_is_told_at_once():
    found = planned({"activities": "wrkshp | Talks | 2019-99 | | helt"})
    assert told(found) == [(2, "activities", value) for value in ("wrkshp", "2019-99", "helt")]


def test_funders_in_parts():
    row = after(funders="Fund A; Fund B | Peace | 250000 EUR")["funders"]
    assert sorted((r["programme"], r["amount"], r["currency"]) for r in row) == [
        ("", None, ""),
        ("Peace", "250000.00", "EUR"),
    ]


def test_roles_beside_names():
    document = after(lead="L", other_organisations="A [host]; B [founder]; C [funder]; D [lead]")
    assert sorted(row["role"] for row in document["partners"]) == ["founder", "host", "lead", "lead"]
    assert len(document["funders"]) == 1


# --- which profile ---


def existing(**more):
    source = made.source("Page", url="https://example.org/a")
    return made.initiative(
        "Bridge", citations=[{"source": source, "field": "*"}], identifiers=[{"scheme": "iati", "value": "X-1"}],
        start_date="2019", website="https://example.org/", **more,
    )  # fmt: skip


@pytest.mark.parametrize(
    "cells",
    [{"external_ids": "iati:X-1", "title": "Other"}, {"source_url": "https://example.org/a", "title": "BRIDGE"}],
)
def test_rows_find_their_profile(cells):
    key = existing()
    assert [row.key for row in own(planned(cells))] == [key]


def test_a_row_finds_its_profile_by_id():
    key = existing()
    assert [(row.key, row.outcome) for row in own(planned({"id": key.upper(), "title": "New"}))] == [(key, "changed")]


def test_blank_keeps_and_clear_empties():
    key = existing()
    row = own(planned({"id": key, "website": "", "start_date": "CLEAR", "external_ids": "CLEAR"}))[0]
    assert [row.document[name] for name in ("website", "start_date", "identifiers")] == ["https://example.org/", "", []]


@pytest.mark.parametrize("column", ["title", "countries"])
def test_what_a_profile_needs_can_not_be_emptied(column):
    assert [name for _, name, _ in told(planned({"id": existing(), column: "CLEAR"}))] == [column]


def test_an_identifier_of_another_profile_is_refused():
    existing()
    other = made.initiative("Other")
    assert told(planned({"id": other, "external_ids": "iati:X-1"})) == [(2, "external_ids", "iati:X-1")]


def test_a_second_row_about_one_profile():
    row = {"source_url": "https://example.org/b"}
    found = planned(row, row, row | {"summary": "Different."})
    assert outcomes(found) == ["new", "same", "problem"]
    assert told(found) == [(4, "", "Bridge")]


def test_identical_rows_without_any_key_are_skipped_too():
    assert outcomes(planned({"title": "A"}, {"title": "B"}, {"title": "A"})) == ["new", "new", "same"]


def test_a_profile_like_one_that_exists_is_named_in_a_warning():
    key = existing()
    found = planned({"title": "The bridge"}, {"title": "Bridges"}, {"title": "Bridges", "countries": "XK"})
    warned = [problem for problem in found.problems if problem.column == "title"]
    assert [(problem.line, key in problem.message) for problem in warned] == [(3, True)]


def test_no_warning_where_the_periods_lie_apart():
    existing(end_date="2020")
    assert told(planned({"start_date": "2021"}), "warning") == []


def test_a_status_is_dated_by_its_source_and_keeps_the_newer_date():
    key = existing(status="ongoing", status_date="2022")
    older = {"id": key, "status": "ongoing", "source_url": "https://example.org/old", "source_date": "2020"}
    assert own(planned(older))[0].document["status_date"] == "2022"
    assert own(planned(older | {"status": "suspended"}))[0].document["status_date"] == "2020"


def test_verified_date_is_never_read():
    found = planned({"id": existing(), "verified_date": "2020-01-01"})
    assert (outcomes(found), told(found, "warning")) == (["same"], [(2, "verified_date", "2020-01-01")])


# --- organisations, places, sources ---


def partners(**cells):
    return [row["organisation"] for row in after(**cells)["partners"]]


@pytest.mark.parametrize(
    "written",
    [
        "democracy centre",
        "Democracy Centre (DDC)",
        "ГО «Democracy Centre»",
        "Démocracy Centre",
        "Дім",
        "XI-7",
        "org-id:XI-7",
    ],
)
def test_organisations_are_found_by_name_alias_and_identifier(written):
    aliases = [{"name": "Дім", "kind": "other-script"}, {"name": "DDC", "kind": "acronym"}]
    key = made.organisation("Democracy Centre", aliases=aliases, identifiers=[{"scheme": "org-id", "value": "XI-7"}])
    assert partners(lead=written) == [key]


def test_organisations_are_found_across_scripts():
    key = made.organisation("ГО «Взаємодія Плюс»")
    assert partners(lead="GO Vzaiemodiia Plus") == [key]


def test_an_acronym_alone_is_not_enough():
    key = made.organisation("Democracy Centre", aliases=[{"name": "DDC", "kind": "acronym"}])
    found = planned({"lead": "DDC"})
    assert [row.title for row in found.rows if row.subject == "organisation"] == ["DDC"]
    assert key in found.problems[0].message


def test_namesakes_make_a_new_one_and_both_are_named():
    keys = [made.organisation("Twin"), made.organisation("Twin")]
    found = planned({"lead": "Twin"}, {"title": "Other", "lead": "Twin"})
    assert [row.title for row in found.rows if row.subject == "organisation"] == ["Twin"]
    assert all(key in found.problems[0].message for key in keys)


def test_a_bracketed_acronym_becomes_another_name():
    made_new = next(
        row.document for row in planned({"lead": "CivilM Plus (CivilM+)"}).rows if row.subject == "organisation"
    )
    assert (made_new["name"], [row["name"] for row in made_new["aliases"]]) == ("CivilM Plus", ["CivilM+"])


@pytest.mark.parametrize("name", ["Interpeace (Ukraine)", "CBM (Community Building Mitrovica)"])
def test_a_bracket_that_tells_bodies_apart_stays(name):
    made.organisation(name.partition(" (")[0])
    found = planned({"lead": name})
    assert [row.title for row in found.rows if row.subject == "organisation"] == [name]


def test_places_are_found_within_the_countries_of_the_row():
    there, elsewhere = made.place("Mir", country="UA"), made.place("Mir", country="XK")
    assert after(places="mir")["places"] == [there]
    assert after(places="Mir", countries="XK")["places"] == [elsewhere]


def test_an_unknown_place_is_kept_as_written():
    found = planned({"places": "Sukhum/i"}, {"title": "Other", "places": "Sukhum/i"})
    place = next(row for row in found.rows if row.subject == "place")
    assert (place.line, place.title, place.document["country"], place.document["latitude"]) == (
        0,
        "Sukhum/i",
        None,
        None,
    )
    assert found.counts["places"] == 1


def test_sources_are_reused():
    key = made.source("Page", url="https://example.org/p", date="2020")
    same = after(source_url="https://example.org/p")["citations"]
    other = after(source_url="https://example.org/p", source_title="Page", source_date="2021")["citations"]
    assert ([row["source"] for row in same], [row["source"] for row in other] == [key]) == ([key], False)


def test_what_only_a_bad_row_brings_along_is_not_made():
    found = planned({"lead": "Good"}, {"title": "B", "lead": "Bad", "status": "nonsense"})
    assert [row.title for row in found.rows if row.subject == "organisation"] == ["Good"]


# --- what partners often write ---


def messages(*rows):
    """{column: sentence} of the problems of the last of these rows."""
    return {problem.column: problem.message for problem in own(planned(*rows))[-1].problems}


@pytest.mark.parametrize("cell", ["Ukraine, Kosovo", "UA / XK", "Ukraine and Kosovo", "UA & Kosovo"])
def test_countries_divided_by_other_marks_are_refused_with_what_to_write(cell):
    pair = "; ".join(name for name in ("Ukraine", "UA", "Kosovo", "XK") if name in cell)
    assert messages({"countries": cell})["countries"] == f"Several countries are divided by semicolons: write {pair}."


def test_themes_and_organisations_with_commas_may_be_several():
    cells = {"themes": "youth, dialogue", "partners": "Caritas Ukraine, PAX", "lead": "Fund for Peace, Trust and Law"}
    told = messages(cells)
    assert told["themes"].endswith("If these are several, divide them by semicolons: youth; dialogue.")
    assert told["partners"].endswith("If these are several, divide them by semicolons: Caritas Ukraine; PAX.")
    assert told["lead"] == "A new organisation will be made."


def test_an_address_or_a_telephone_number_in_a_text_is_told():
    found = planned({"summary": "Write to office@example.org or call +380 44 000 00 00. Since 2014."})
    assert told(found, "warning") == [(2, "summary", "office@example.org, +380 44 000 00 00")]


def test_texts_in_another_script_without_a_language_are_told():
    assert told(planned({"title": "Школа медіації"}), "warning") == [(2, "language", "")]
    assert told(planned({"title": "Школа медіації", "language": "uk"}), "warning") == []


@pytest.mark.parametrize("word", ["ongoing", "present", "триває"])
def test_a_status_in_place_of_the_end_is_told_where_it_belongs(word):
    found = messages({"end_date": word})
    assert found["end_date"] == "The end is a date: leave this cell blank, and write this under “status”."


def test_a_double_within_the_file_is_told_with_its_line():
    rows = [{"title": "Peace Lab", "source_url": "https://example.org/a"}, {"title": "Peace  Lab"}]
    assert messages(*rows)["title"] == "This looks like “Peace Lab” on line 2 of this file: is it the same?"


# --- who ---


def test_a_list_longer_than_any_profile_has_is_refused(settings):
    settings.IMPORT_MOST_ITEMS = 3
    few, many = ("; ".join(f"Group {number}" for number in range(count)) for count in (3, 4))
    assert outcomes(planned({"partners": few})) == ["new"]
    found = planned({"partners": many})
    assert (outcomes(found), told(found)) == (["problem"], [(2, "partners", f"{many}…")])


def test_an_editor_stays_within_their_countries():
    editor = User.objects.create_user("editor")
    editor.countries.add("XK")
    hidden = existing(stage="draft")
    found = planned(
        {"title": "Mine", "countries": "XK"}, {"title": "Not mine"}, {"id": hidden, "title": "Taken"}, by=editor
    )
    assert outcomes(found) == ["new", "problem", "problem"]
    assert [row.before for row in own(found)] == [None] * 3


def test_an_editor_can_not_plan_a_new_profile_in_a_country_that_is_not_theirs_beside_one_that_is():
    made.country("XK")
    editor = User.objects.create_user("editor")
    editor.countries.add("XK")
    found = planned({"countries": "UA; XK"}, by=editor)
    assert told(found) == [(2, "countries", "UA")]


def test_publishing_warns_of_organisations_in_countries_with_a_law_against_foreign_funding():
    made.country("RU", funding_law=True)
    made.organisation("House", country="RU")
    rows = [{"title": "A", "lead": "House"}, {"title": "B", "funders": "House"}, {"title": "C"}]
    found = planned(*rows, publish=True)
    assert [line for line, column, value in told(found, "warning") if (column, value) == ("countries", "RU")] == [2, 3]


class TestOfProfilesOutsideTheirCountries:
    @pytest.fixture
    def editor(self):
        made.country("XK")
        editor = User.objects.create_user("editor")
        editor.countries.add("XK")
        return editor

    @pytest.fixture
    def own(self, editor):
        return made.initiative("Own", countries=["XK"], identifiers=[{"scheme": "iati", "value": "OWN"}])

    @pytest.mark.parametrize(
        ("secret", "outcome"),
        [({"stage": "draft"}, "new"), ({"stage": "published", "sensitivity": "withheld"}, "new"),
         ({"stage": "published"}, "problem")],
    )  # fmt: skip
    def test_nobody_can_guess_a_title(self, editor, secret, outcome):
        existing(**secret)
        row = {"title": "Bridge", "countries": "XK", "source_url": "https://example.org/a"}
        assert outcomes(planned(row, by=editor)) == [outcome]

    @pytest.mark.parametrize("ids", ["iati:X-1", "iati:X-1; iati:OWN"])
    def test_no_key_is_told(self, editor, own, ids):
        hidden = existing(stage="draft")
        row = {"id": own if "OWN" not in ids else "", "title": "Own", "countries": "XK", "external_ids": ids}
        (problem,) = planned(row, by=editor).rows[0].problems[:1]
        assert hidden not in problem.message
        assert "a profile outside your countries" in problem.message


def test_the_number_of_queries_does_not_grow_with_the_rows(django_assert_num_queries):
    rows = [{"title": f"Number {n}", "lead": f"Org {n}", "source_url": f"https://example.org/{n}"} for n in range(30)]
    table = reading.read(file_of(*rows[:1]))
    with django_assert_num_queries(12):
        plan.make(table)
    table = reading.read(file_of(*rows))
    with django_assert_num_queries(12):
        plan.make(table)


@pytest.fixture
def directory():
    call_command("loaddata", "countries", verbosity=0)


def test_a_file_of_every_kind_of_row(directory):
    """`tests/data/import_rows.csv` says in its last column but one what must come of each row."""
    data = (DATA / "import_rows.csv").read_bytes()
    table = reading.read(data)
    found = own(plan.make(table))
    lines = dict(zip((row.line for row in table.rows), data.decode().splitlines()[1:], strict=True))
    expected = [line.rsplit(",", 1)[1] for line in lines.values()]
    assert [row.outcome for row in found] == expected

"""The lists: found by what people write in six languages, nothing sensitive in public, every label translated."""

import itertools
import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from initiatives import vocabulary
from initiatives.vocabulary import (
    ACTIVITY_TYPES,
    ALL_ROLES,
    BENEFICIARIES,
    KINDS,
    LABEL_LANGUAGES,
    LANGUAGES,
    LEVELS,
    NAMING_NOTES,
    ORGANISATION_TYPES,
    PRE_2022_NOTICE,
    REGIONS,
    ROLES,
    STATUSES,
    THEMES,
    Entry,
    Vocabulary,
    fold,
)

VOCABULARIES = [value for value in vars(vocabulary).values() if isinstance(value, Vocabulary)]


@pytest.fixture(params=VOCABULARIES, ids=lambda each: each.name)
def each(request):
    return request.param


def test_a_vocabulary_is_a_list_with_keys():
    colours = Vocabulary("colours", [Entry("red", _("Red"), "1"), Entry("deep-blue", _("Deep blue"), sensitive=True)])

    assert colours.slugs == ["red", "deep-blue"]
    assert colours.choices == [("red", "Red"), ("deep-blue", "Deep blue")]
    assert [entry.slug for entry in colours] == ["red", "deep-blue"]
    assert ("red" in colours, "green" in colours, len(colours)) == (True, False, 2)
    assert (colours["red"].code, colours.label("deep-blue"), colours.label("green")) == ("1", "Deep blue", "green")
    assert colours.public == (colours["red"],)


def test_an_alias_for_two_entries_is_refused():
    with pytest.raises(ValueError, match="'dark red' means both 'red' and 'brown'"):
        Vocabulary(
            "colours", [Entry("red", "Red", aliases=("Dark red",)), Entry("brown", "Brown", aliases=("dark-red",))]
        )


def test_a_slug_written_twice_is_refused():
    with pytest.raises(ValueError, match="colours: 'red'"):
        Vocabulary("colours", [Entry("red", "Red"), Entry("red", "Crimson")])


@pytest.mark.parametrize(
    ("terms", "text", "slug"),
    [
        (THEMES, "conflict-prevention", "conflict-prevention"),
        (THEMES, "  Conflict_Prevention ", "conflict-prevention"),
        (THEMES, "WOMEN, PEACE & SECURITY", "women-peace-security"),
        (THEMES, "IDP integration", "displacement"),
        (THEMES, "2250", "youth-peace-security"),
        (THEMES, "Запобігання конфліктам", "conflict-prevention"),
        (THEMES, "ndertimi i paqes", "peacebuilding"),
        (THEMES, "тынчтык куруу", "peacebuilding"),
        (THEMES, "социальная сплоченность", "social-cohesion"),
        (THEMES, "Изградња мира", "peacebuilding"),
        (THEMES, "education", None),
        (THEMES, "", None),
        (KINDS, "NGO", "organisation"),
        (KINDS, "Мережа або коаліція", "network"),
        (STATUSES, "Pipeline/identification", "planned"),
        (STATUSES, "Триває", "ongoing"),
        (LEVELS, "track 1,5", "track-1.5"),
        (LEVELS, "Track II", "track-2"),
        (LEVELS, "grassroots", "track-3"),
        (ALL_ROLES, "donor", "funder"),
        (ALL_ROLES, "supported by", "supporter"),
        (ROLES, "donor", None),
        (ACTIVITY_TYPES, "Focus groups", "focus-group"),
        (BENEFICIARIES, "NGCA", "residents-of-occupied-territories"),
        (BENEFICIARIES, "near the contact line", "front-line-residents"),
        (LANGUAGES, "albanais", None),
        (LANGUAGES, "shqip", "sq"),
    ],
)
def test_find_knows_slug_alias_and_label_in_any_spelling(terms, text, slug):
    entry = terms.find(text)

    assert (entry.slug if entry else None) == slug


def test_find_knows_every_label_in_every_language(each):
    for language, entry in itertools.product(LABEL_LANGUAGES, each):
        with override(language):
            assert each.find(str(entry.label)) == entry


def test_no_label_means_two_entries(each):
    for language in LABEL_LANGUAGES:
        with override(language):
            labels = [fold(str(entry.label)) for entry in each]
        assert len(set(labels)) == len(labels), language


def test_find_does_not_depend_on_the_readers_language():
    with override("ky"):
        assert THEMES.find("Верховенство права") == THEMES["rule-of-law"]


def test_find_knows_serbian_in_both_scripts_and_either_half_of_a_double_label():
    assert [STATUSES.find(word).slug for word in ("U toku", "Završeno", "zavrseno")] == ["ongoing", *["completed"] * 2]
    assert [KINDS.find(word).slug for word in ("projekat", "mreža", "мережа", "rrjet")] == ["project", *["network"] * 3]
    assert KINDS.find("ініціатива") == KINDS["initiative"]


@pytest.mark.parametrize("word", ["Jugend", "disinformation"])
def test_nearest_is_silent_where_only_letters_are_alike(word):
    assert THEMES.nearest(word) == []


def test_nearest_knows_serbian_in_latin_letters():
    assert THEMES.nearest("mladi", 1) == [THEMES["youth-peace-security"]]


@pytest.mark.parametrize("word", ["laufend", "true"])
def test_nearest_suggests_no_status_for_a_foreign_word(word):
    assert STATUSES.nearest(word) == []


def test_nearest_suggests_for_a_slip_and_stays_silent_for_noise():
    assert THEMES.nearest("education")[0] == THEMES["peace-education"]
    assert THEMES.nearest("reconcilation", n=1) == [THEMES["reconciliation"]]
    assert STATUSES.nearest("ongoin", n=1) == [STATUSES["ongoing"]]
    assert STATUSES.nearest("qqqqqqq") == []
    assert STATUSES.nearest("") == []


def test_sensitive_groups_are_for_editors_only():
    assert [entry.slug for entry in BENEFICIARIES if entry not in BENEFICIARIES.public] == [
        "residents-of-occupied-territories",
        "survivors",
        "lgbti-people",
        "former-combatants",
        "conscientious-objectors",
    ]


def test_slugs_can_stand_in_an_address(each):
    assert [slug for slug in each.slugs if not re.fullmatch(r"[a-z0-9]+([-.][a-z0-9]+)*", slug)] == []


def test_codes_are_those_of_the_outside_lists():
    assert [entry.code for entry in STATUSES] == ["1", "2", "3", "4", "5", "6", "", ""]
    assert {entry.slug: entry.code for entry in ALL_ROLES if entry.code} == {
        "funder": "1",
        "lead": "4",
        "implementer": "4",
        "accountable": "2",
        "intermediary": "3",
    }
    assert [entry.code for entry in ORGANISATION_TYPES if entry.code] == (
        ["10", "11", "15", "21", "22", "23", "24", "30", "40", "60", "70", "71", "72", "73", "80", "90"]
    )
    assert [entry.slug for entry in THEMES if not re.fullmatch(r"\d{5}", entry.code)] == [
        "livelihoods",
        "religion",
        "digital-peacebuilding",
        "research-analysis",
    ]


def test_the_funder_is_no_partner_role():
    assert "funder" not in ROLES
    assert ALL_ROLES.slugs == ["funder", *ROLES.slugs]


def test_regions_are_those_of_the_countries_fixture():
    rows = json.loads((Path(settings.BASE_DIR) / "fixtures" / "countries.json").read_text(encoding="utf-8"))

    assert {row["fields"]["region"] for row in rows} - {""} == set(REGIONS.slugs)


def test_the_fixed_sentences():
    assert str(NAMING_NOTES.label("kosovo")).startswith(
        "This designation is without prejudice to positions on status, and is in line with UNSCR 1244/1999 and the ICJ "
        "Opinion on the Kosovo declaration of independence"
    )
    for language in LABEL_LANGUAGES:
        with override(language):
            assert "2022" in str(PRE_2022_NOTICE)
            assert "1244" in str(NAMING_NOTES.label("kosovo"))
            assert "68/262" in str(NAMING_NOTES.label("crimea"))
            assert "ES-11/4" in str(NAMING_NOTES.label("oblasts-es-11-4"))

"""What may be entered twice is found with its reasons, shown to those who may see both, and never merged by itself."""

import pytest
from django.core.management import call_command

from initiatives.domain import documents, duplicates, like_organisations, merging
from initiatives.domain.likenesses import PARTNERS, SERIES, TITLE
from initiatives.models import Distinct, Initiative, Likeness, Organisation
from tests.admin.builders import make_user
from tests.domain import made

pytestmark = pytest.mark.django_db


def found(subject):
    """{frozenset of two keys: [reasons]}"""
    duplicates.search(subject)
    rows = Likeness.objects.filter(subject=subject)
    return {frozenset((str(row.one), str(row.other))): row.reasons for row in rows}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Peace House", "ГО “PEACE HOUSE”"),
        ("Democracy Development Centre", "Democracy Development Center"),
        ("Інститут миру і порозуміння", "Instytut myru i porozuminnia"),
        ("Ukrainian Center for Independent Political Research", "UCIPR"),
        ("Crisis Management Initiative", "Crisis Managment Initiative"),
        ("United Nations Development Programme", "UNDP"),
    ],
)
def test_organisations_written_in_two_ways(one, other):
    pair = {made.organisation(one), made.organisation(other)}
    made.organisation("Something else entirely")
    assert list(found("organisation")) == [pair]


def test_organisations_of_other_numbers_or_words_are_not():
    for name in ("School No. 12", "School No. 13", "Bridge of Youth", "Voice of Women"):
        made.organisation(name)
    assert found("organisation") == {}


def test_the_import_and_the_search_know_the_same_pairs_of_real_names():
    names = [(1, "Mercy Corps"), (2, "Mercy Corps Ukraine"), (3, "MERCY CORPS"), (4, "Saferworld")]
    assert set(like_organisations.among(names).found) >= {(1, 3)}


def national_platform():
    """The two texts on the National Platform, as an editor would enter each who does not know of the other."""
    bodies = {name: made.organisation(name) for name in ("Crisis Management Initiative", "European Union", "UCIPR")}
    first = made.initiative(
        "National Platform “Dialogue for Peace and Secure Reintegration”",
        kind="platform",
        start_date="2018-02",
        partners=[
            {"organisation": bodies["Crisis Management Initiative"], "role": "supporter"},
            {"organisation": bodies["UCIPR"], "role": "partner"},
        ],
        funders=[{"organisation": bodies["European Union"]}],
    )
    second = made.initiative(
        "National Platform “Dialogue on Peace and Secure Reintegration”",
        kind="platform",
        start_date="2018",
        partners=[{"organisation": bodies["Crisis Management Initiative"], "role": "supporter"}],
        funders=[{"organisation": bodies["European Union"]}],
    )
    return first, second


def test_the_two_texts_on_the_national_platform_are_candidates():
    first, second = national_platform()
    made.initiative("Donbas Dialogue", start_date="2015")
    assert found("initiative") == {frozenset((first, second)): [TITLE, PARTNERS]}
    assert Initiative.objects.count() == 3


def test_named_only_by_a_part_of_the_title_the_partners_tell():
    first, _second = national_platform()
    partners = documents.read_one("initiative", first)["partners"]
    short = made.initiative("The National Platform", start_date="2018", partners=partners)
    assert found("initiative")[frozenset((first, short))] == [PARTNERS]


def grant(year, amount="1000", number=""):
    lead = Organisation.objects.first() or Organisation.objects.get(uuid=made.organisation("Giving Trust"))
    return made.initiative(
        "Small grants for peace",
        start_date=f"{year}-01",
        end_date=f"{year}-12",
        partners=[{"organisation": str(lead.uuid), "role": "lead"}],
        funders=[{"organisation": str(lead.uuid), "amount": amount, "currency": "GBP"}],
        identifiers=[{"scheme": "360giving", "value": number}] if number else [],
    )


@pytest.mark.parametrize("other", [(2019, "1000"), (2018, "2000"), (2018, "1000", "grant-2")])
def test_grants_of_one_title_and_lead_in_other_years_or_amounts_are_no_sure_doubles(other):
    pair = frozenset((grant(2018, "1000", "grant-1"), grant(*other)))
    before = {key: documents.read_one("initiative", key) for key in pair}
    assert found("initiative")[pair][-1] == SERIES
    chief = make_user("aida", is_superuser=True)
    assert not duplicates.open_for(chief, "initiative").exists()
    assert duplicates.open_for(chief, "initiative", series=True).count() == 1
    assert {key: documents.read_one("initiative", key) for key in pair} == before


def test_places_of_one_country_in_any_script():
    made.country("UA")
    made.country("RU")
    pair = {made.place("Луганськ", country="UA"), made.place("Luhansk", country="UA")}
    made.place("Luhansk", country="RU")
    assert list(found("place")) == [pair]


def test_what_somebody_said_is_not_the_same_is_not_proposed_again():
    one, other = made.organisation("Peace House"), made.organisation("PEACE HOUSE")
    assert len(found("organisation")) == 1
    for _turn in range(2):
        merging.keep_apart("organisation", other, one, by=None)
    assert not Likeness.objects.exists() and Distinct.objects.count() == 1
    assert found("organisation") == {}


def test_pairs_are_shown_to_those_only_who_may_see_both():
    made.initiative("Bridge over the river"), made.initiative("Bridge over the rivers", countries=["KG"])
    own = made.initiative("Voices of Osh", countries=["KG"]), made.initiative("Voice of Osh", countries=["KG"])
    found("initiative")
    users = {
        "all": make_user("all", group="Editors"),
        "KG": make_user("kg", group="Editors", codes=["KG"]),
        "UA": make_user("ua", group="Editors", codes=["UA"]),
        "none": make_user("none"),
    }
    shown = {name: duplicates.open_for(user, "initiative") for name, user in users.items()}
    assert {name: len(rows) for name, rows in shown.items()} == {"all": 1, "KG": 1, "UA": 0, "none": 0}
    assert {str(shown["KG"][0].one), str(shown["KG"][0].other)} == set(own)


def test_a_profile_that_is_gone_is_not_shown():
    one, other = made.organisation("Peace House"), made.organisation("PEACE HOUSE")
    found("organisation")
    Organisation.objects.filter(uuid=other).delete()
    assert not duplicates.open_for(make_user("aida", is_superuser=True), "organisation").exists()
    assert documents.read_one("organisation", one)


def test_the_command_looks_among_all_kinds(capsys):
    made.organisation("Peace House"), made.organisation("PEACE HOUSE")
    call_command("find_duplicates")
    assert capsys.readouterr().out.splitlines()[0] == "organisation: 1 pairs that may be one."

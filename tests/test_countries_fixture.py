"""The countries fixture as a file: no database, no Django."""

import json
import re
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import pytest

FIXTURE = Path(__file__).parent.parent / "fixtures" / "countries.json"
ROWS = json.loads(FIXTURE.read_text(encoding="utf-8"))
COUNTRIES = {row["pk"]: row["fields"] for row in ROWS}
NAMES = ("name_en", "name_uk", "name_sq", "name_ky", "name_ru", "name_sr")
LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
CYRILLIC = re.compile(r"[Ѐ-ӿ]")
REGIONS = {
    "western-balkans",
    "south-caucasus",
    "central-asia",
    "eastern-europe",
    "northern-europe",
    "western-europe",
    "southern-europe",
    "middle-east",
    "north-africa",
    "west-africa-sahel",
    "east-africa-horn",
    "central-africa",
    "southern-africa",
    "south-asia",
    "south-east-asia",
    "east-asia",
    "oceania",
    "north-america",
    "central-america-caribbean",
    "south-america",
}
FIELDS = {
    *NAMES,
    *("alpha3", "numeric", "code_status", "other_names"),
    *("region", "naming_note", "funding_law", "funding_law_note"),
}


def others(code):
    return COUNTRIES[code]["other_names"].split("\n")


def folded(name):
    marks = (c for c in unicodedata.normalize("NFKD", name) if not (unicodedata.combining(c) and c < "\u0900"))
    return re.sub(r"[\s\-–’'ʼ.,]+", " ", "".join(marks)).strip().casefold()


def test_every_row_has_the_same_fields_and_stands_in_order_of_code():
    assert {row["model"] for row in ROWS} == {"initiatives.country"}
    assert all(set(row["fields"]) == FIELDS for row in ROWS)
    assert [row["pk"] for row in ROWS] == sorted(COUNTRIES)
    assert len(ROWS) == len(COUNTRIES) == 250


def test_codes_have_their_shape_and_are_unique():
    assert all(re.fullmatch("[A-Z]{2}", code) for code in COUNTRIES)
    assert all(re.fullmatch("[A-Z]{3}", fields["alpha3"]) for fields in COUNTRIES.values())
    numbers = [fields["numeric"] for code, fields in COUNTRIES.items() if code != "XK"]
    assert all(re.fullmatch("[0-9]{3}", number) for number in numbers)
    assert len({fields["alpha3"] for fields in COUNTRIES.values()}) == 250
    assert len(set(numbers)) == 249


@pytest.mark.parametrize(
    ("code", "alpha3", "numeric"),
    [
        ("CD", "COD", "180"),
        ("DE", "DEU", "276"),
        ("ET", "ETH", "231"),
        ("FR", "FRA", "250"),
        ("MM", "MMR", "104"),
        ("RO", "ROU", "642"),
        ("RS", "SRB", "688"),
        ("SD", "SDN", "729"),
        ("TL", "TLS", "626"),
        ("UA", "UKR", "804"),
        ("YE", "YEM", "887"),
    ],
)
def test_codes_are_todays_not_withdrawn_ones(code, alpha3, numeric):
    assert (COUNTRIES[code]["alpha3"], COUNTRIES[code]["numeric"]) == (alpha3, numeric)


@pytest.mark.parametrize("field", NAMES)
def test_every_name_is_there_and_belongs_to_one_country(field):
    counts = Counter(fields[field] for fields in COUNTRIES.values())
    assert "" not in counts
    assert [name for name, count in counts.items() if count > 1] == []
    assert [name for name in counts if name != name.strip() or "  " in name] == []


@pytest.mark.parametrize("field", ["name_uk", "name_ky", "name_ru", "name_sr"])
def test_cyrillic_names_have_no_latin_letters(field):
    names = [fields[field] for fields in COUNTRIES.values()]
    assert [name for name in names if LATIN.search(name) or not CYRILLIC.search(name)] == []


@pytest.mark.parametrize("field", ["name_en", "name_sq"])
def test_latin_names_have_no_cyrillic_letters(field):
    assert [fields[field] for fields in COUNTRIES.values() if CYRILLIC.search(fields[field])] == []


def test_names_are_written_out():
    names = [fields[field] for fields in COUNTRIES.values() for field in NAMES]
    assert [name for name in names if re.search(r"&|\bSt\. |\bо-в|\bСв\.|\*", name)] == []


def test_no_name_or_code_means_two_countries():
    meanings = defaultdict(set)
    for code, fields in COUNTRIES.items():
        written = [code, fields["alpha3"], fields["numeric"], *(fields[name] for name in NAMES), *others(code)]
        for name in filter(None, written):
            meanings[folded(name)].add(code)
    assert {name: codes for name, codes in meanings.items() if len(codes) > 1} == {}


def test_ambiguous_words_are_nobodys_name():
    written = {folded(name) for code in COUNTRIES for name in others(code)}
    assert (
        written & {"congo", "korea", "guinea", "america", "virgin islands", "yugoslavia", "donbas", "crimea"} == set()
    )


def test_other_names_are_one_a_line_and_do_not_repeat_the_six():
    for code, fields in COUNTRIES.items():
        lines = fields["other_names"].splitlines()
        assert lines == [line.strip() for line in lines if line.strip()], code
        assert len(lines) == len({line.casefold() for line in lines}), code
        assert not {fields[name] for name in NAMES} & set(lines), code


def test_kosovo_is_user_assigned_and_carries_its_naming_note():
    fields = dict(COUNTRIES["XK"])
    assert {"Kosova", "Republic of Kosovo", "Republika e Kosovës"} <= set(fields.pop("other_names").split("\n"))
    assert fields == {
        "alpha3": "XKX",
        "numeric": "",
        "code_status": "user-assigned",
        "name_en": "Kosovo",
        "name_uk": "Косово",
        "name_sq": "Kosovë",
        "name_ky": "Косово",
        "name_ru": "Косово",
        "name_sr": "Косово",
        "region": "western-balkans",
        "naming_note": "kosovo",
        "funding_law": False,
        "funding_law_note": "",
    }


def test_only_kosovo_has_a_note_or_another_code_status():
    assert [code for code, fields in COUNTRIES.items() if fields["naming_note"]] == ["XK"]
    assert [code for code, fields in COUNTRIES.items() if fields["code_status"] != "assigned"] == ["XK"]


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("BA", ["Bosnia and Herzegovina", "Боснія і Герцеговина", "Bosnjë dhe Hercegovinë"]),
        ("BY", ["Belarus", "Білорусь", "Bjellorusi", "Беларусь", "Беларусь", "Белорусија"]),
        ("DE", ["Germany", "Німеччина", "Gjermani", "Германия", "Германия", "Немачка"]),
        ("KG", ["Kyrgyzstan", "Киргизстан", "Kirgizi", "Кыргызстан", "Кыргызстан", "Киргистан"]),
        ("MD", ["Moldova", "Молдова", "Moldavi", "Молдова", "Молдова", "Молдавија"]),
        ("MM", ["Myanmar", "Мʼянма", "Mianmar", "Мьянма", "Мьянма", "Мијанмар"]),
        ("PS", ["Palestine", "Палестина", "Palestinë", "Палестина", "Палестина", "Палестина"]),
        ("RS", ["Serbia", "Сербія", "Serbi", "Сербия", "Сербия", "Србија"]),
        ("TR", ["Türkiye", "Туреччина", "Turqi", "Түркия", "Турция", "Турска"]),
        ("UA", ["Ukraine", "Україна", "Ukrainë", "Украина", "Украина", "Украјина"]),
        ("HK", ["Hong Kong", "Гонконг", "Hong-Kong", "Гонконг", "Гонконг", "Хонгконг"]),
        ("SZ", ["Eswatini", "Есватіні", "Esvatini", "Эсватини", "Эсватини", "Есватини"]),
    ],
)
def test_names_in_each_language(code, names):
    assert [COUNTRIES[code][field] for field in NAMES][: len(names)] == names


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Kyrgyz Republic", "KG"),
        ("Kirghizia", "KG"),
        ("Киргизия", "KG"),
        ("Burma", "MM"),
        ("Republic of Moldova", "MD"),
        ("Syrian Arab Republic", "SY"),
        ("DRC", "CD"),
        ("Ivory Coast", "CI"),
        ("Cote d'Ivoire", "CI"),
        ("UK", "GB"),
        ("USA", "US"),
        ("Palestinian Territories", "PS"),
        ("Kosova", "XK"),
        ("Srbija", "RS"),
        ("Shqipëria", "AL"),
        ("საქართველო", "GE"),
        ("Հայաստան", "AM"),
        ("سوريا", "SY"),
        ("Turkey", "TR"),
        ("Белоруссия", "BY"),
        ("Viet Nam", "VN"),
        ("Macedonia", "MK"),
    ],
)
def test_what_people_write_finds_the_country(name, code):
    assert [found for found in COUNTRIES if name in others(found)] == [code]


def test_every_region_is_known_and_used():
    assert {fields["region"] for fields in COUNTRIES.values()} == REGIONS | {""}
    assert [code for code, fields in COUNTRIES.items() if not fields["region"]] == ["AQ", "BV", "TF"]


@pytest.mark.parametrize(
    ("region", "codes"),
    [
        ("western-balkans", ["AL", "BA", "ME", "MK", "RS", "XK"]),
        ("south-caucasus", ["AM", "AZ", "GE"]),
        ("central-asia", ["KG", "KZ", "TJ", "TM", "UZ"]),
    ],
)
def test_countries_of_a_region(region, codes):
    assert [code for code, fields in COUNTRIES.items() if fields["region"] == region] == codes


def test_a_funding_law_flag_always_names_the_act_and_its_year():
    flagged = {code: fields["funding_law_note"] for code, fields in COUNTRIES.items() if fields["funding_law"]}
    assert list(flagged) == ["AZ", "BY", "CN", "CU", "EG", "GE", "IN", "KG", "NI", "RU", "SV", "VE"]
    assert all(re.search(r"\b(19|20)\d\d\b", note) for note in flagged.values())
    assert {fields["funding_law_note"] for fields in COUNTRIES.values() if not fields["funding_law"]} == {""}

"""The source profiles: what fixtures/profiles.json must be, as a file and as rows."""

import json
import re
from pathlib import Path

import pytest
from django.core.management import call_command

from initiatives.domain import documents
from initiatives.domain.audience import TEXT_FIELDS
from initiatives.models import Country, Initiative, Organisation, Place, Source

ROOT = Path(__file__).parent.parent
ROWS = json.loads((ROOT / "fixtures" / "profiles.json").read_text())
ROOTS = {"initiative": Initiative, "organisation": Organisation, "place": Place, "source": Source}
ADDRESSES = re.compile(r"https?://\S+")
PERSONAL = {
    "an e-mail address": re.compile(r"[\w.+-]+@[\w-]+\.\w+"),
    "a phone or fax number": re.compile(r"\+\s?\d[\d ()-]{6,}|\b\d{3}[ -]\d{2,3}[ -]\d{2}[ -]\d{2}\b|996 ?\d{3}"),
    "a street or postal code": re.compile(r"Boulevard|Erkindik|Orion|720040|\bfloor\b", re.IGNORECASE),
    "a person who holds no public office": re.compile(
        r"Belmeg|Lupats|Lojan|Toktos|Kojoyar|Dobrets|Babiu|Ilaz|\bmike\b", re.IGNORECASE
    ),
    "our own voice taking a side": re.compile(r"civil war|both sides|separatist", re.IGNORECASE),
}


def fields(model):
    return [row["fields"] for row in ROWS if row["model"] == f"initiatives.{model}"]


def texts(value):
    """Every string of a row, however deep, without web addresses and checksums."""
    if isinstance(value, dict):
        return [text for name, part in value.items() if name not in ("checksum", "uuid") for text in texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in texts(part)]
    return [ADDRESSES.sub("", value)] if isinstance(value, str) and "peacemap:" not in value else []


def is_held(document, path, slugs):
    """Whether `path` of a citation leads to something in `document`; `slugs`: {organisation uuid: slug}."""
    name, _, rest = path.partition(".")
    if name in TEXT_FIELDS and "texts" in document:
        return any(row[name] for row in document["texts"])
    if not rest:
        return bool(document.get(name))
    return any(names_row(row, name, rest, slugs) for row in document[name])


def names_row(row, name, rest, slugs):
    keys = {
        "texts": lambda: row["language"],
        "aliases": lambda: row["name"],
        "identifiers": lambda: row["scheme"],
        "terms": lambda: row["list"],
        "funders": lambda: slugs[row["organisation"]],
        "partners": lambda: f"{row['role']}.{slugs[row['organisation']]}",
    }
    key = keys.get(name, lambda: row["key"])()
    return rest == key or (rest.startswith(f"{key}.") and bool(row.get(rest[len(key) + 1 :])))


def facts(document, slugs):
    """The paths of all facts of an initiative that need a source."""
    single = ("kind", "status", "start_date", "end_date", "countries", "participant_countries", "places", "website")
    yield from (name for name in single if document[name])
    yield from (name for name in sorted(TEXT_FIELDS) if any(row[name] for row in document["texts"]))
    yield from (f"texts.{row['language']}" for row in document["texts"])
    yield from (f"aliases.{row['name']}" for row in document["aliases"])
    yield from {f"terms.{row['list']}" for row in document["terms"]}
    yield from (f"partners.{row['role']}.{slugs[row['organisation']]}" for row in document["partners"])
    yield from (f"funders.{slugs[row['organisation']]}" for row in document["funders"])
    yield from (f"{name}.{row['key']}" for name in ("activities", "claims") for row in document[name])


@pytest.fixture
def loaded(db):
    call_command("loaddata", "countries", "profiles", verbosity=0)
    return everything()


def everything():
    """{subject: {key: document}}"""
    keys = {name: model.objects.values_list("uuid", flat=True) for name, model in ROOTS.items()}
    return {name: documents.read(name, found) for name, found in (keys | {"country": ["UA", "KG", "XK"]}).items()}


def slugs_of(found):
    return {key: row["slug"] for key, row in found["organisation"].items()}


def test_loading_twice_changes_nothing(loaded):
    counts = [model.objects.count() for model in (*ROOTS.values(), Country)]

    call_command("loaddata", "countries", "profiles", verbosity=0)

    assert everything() == loaded
    assert [model.objects.count() for model in (*ROOTS.values(), Country)] == counts == [4, 16, 9, 9, 250]


def test_rows_refer_by_identifier_and_carry_no_database_keys():
    assert [row for row in ROWS if "pk" in row] == []
    assert len({row["uuid"] for model in ROOTS for row in fields(model)}) == sum(len(fields(model)) for model in ROOTS)


def test_the_four_initiatives_are_published_open_and_checked_against_their_sources(loaded):
    shown = {
        row["slug"]: (
            row["countries"],
            row["kind"],
            row["status"],
            row["status_date"],
            row["start_date"],
            row["end_date"],
        )
        for row in loaded["initiative"].values()
    }
    assert shown == {
        "national-platform-dialogue-for-peace-and-secure-reintegration": (
            ["UA"],
            "platform",
            "unknown",
            "2021-06-22",
            "2018-02",
            "",
        ),
        "donbas-dialogue": (["UA"], "platform", "ongoing", "2022-01-29", "2014", ""),
        "yntymaktuu-zhashoo": (["KG"], "project", "planned", "2021-05-20", "", ""),
        "promoting-grassroots-peacebuilding-and-interethnic-cooperation-in-kosovo": (
            ["XK"],
            "project",
            "unknown",
            "",
            "2024-05",
            "2024-12",
        ),
    }
    checks = {
        (row["stage"], row["sensitivity"], row["verification"], row["verified_date"], row["inclusion_criterion"])
        for row in loaded["initiative"].values()
    }
    assert checks == {("published", "open", "source-checked", "2026-11-21", "works-on-conflict")}


def test_each_seed_text_is_a_source_with_its_checksum():
    seeds = [row for row in fields("source") if row.get("checksum")]
    assert len(seeds) == 5
    assert {row["retrieved"] for row in fields("source")} == {"2026-11-21"}
    assert [row.get("date", "") for row in seeds] == ["", "2021-06-22", "2022-01-29", "2021-05-20", ""]
    assert [row["language"] for row in seeds] == ["en", "en", "en", "en", "sq"]


def test_every_citation_leads_to_something_in_its_profile(loaded):
    slugs = slugs_of(loaded)
    lost = [
        (key, citation["field"])
        for subject in ("initiative", "organisation", "country")
        for key, document in loaded[subject].items()
        for citation in document["citations"]
        if not is_held(document, citation["field"], slugs)
    ]
    assert lost == []


def test_every_fact_of_an_initiative_has_a_source(loaded):
    slugs = slugs_of(loaded)
    missing = [
        (document["slug"], path)
        for document in loaded["initiative"].values()
        for path in facts(document, slugs)
        if path not in {row["field"] for row in document["citations"] if not row["states"]}
    ]
    assert missing == []


def test_every_fact_of_an_organisation_and_every_figure_of_a_country_has_a_source(loaded):
    missing = []
    for document in loaded["organisation"].values():
        wanted = {name for name in ("name", "country", "founded", "parent", "description", "website") if document[name]}
        wanted |= {f"aliases.{row['name']}" for row in document["aliases"]}
        wanted |= {"type"} if document["type"] != "unknown" else set()
        missing += [(document["slug"], path) for path in wanted - {row["field"] for row in document["citations"]}]
    for code, document in loaded["country"].items():
        wanted = {f"claims.{row['key']}" for row in document["claims"]}
        missing += [(code, path) for path in wanted - {row["field"] for row in document["citations"]}]
    assert missing == []


def test_quotations_are_short():
    assert [row["quote"] for row in fields("citation") if len(row.get("quote", "").split()) > 25] == []


def test_the_lists_hold_only_known_terms_and_the_rows_are_valid(loaded):
    for model in ROOTS.values():
        for obj in model.objects.all():
            obj.full_clean()


@pytest.mark.parametrize("kind", PERSONAL)
def test_nothing_personal_is_in_the_file(kind):
    found = [text for row in ROWS for text in texts(row["fields"]) if PERSONAL[kind].search(text)]
    assert found == []


def test_only_holders_of_public_office_are_named():
    named = [text for row in ROWS for text in texts(row["fields"]) if re.search(r"Eduard Auer|Ambassador", text)]
    assert named == ["Promised by Ambassador Eduard Auer, Head of the EU Delegation."]


def test_supporters_without_stated_money_are_not_funders(loaded):
    slugs = slugs_of(loaded)
    funders = {
        document["slug"]: sorted(slugs[row["organisation"]] for row in document["funders"])
        for document in loaded["initiative"].values()
    }
    assert funders == {
        "national-platform-dialogue-for-peace-and-secure-reintegration": ["european-union"],
        "donbas-dialogue": [],
        "yntymaktuu-zhashoo": ["european-union"],
        "promoting-grassroots-peacebuilding-and-interethnic-cooperation-in-kosovo": ["balkan-trust-for-democracy"],
    }


def test_eight_marathons_are_stated_and_seven_topics_listed(loaded):
    marathons = next(
        row for document in loaded["initiative"].values() for row in document["activities"] if row["key"] == "marathons"
    )
    assert (marathons["count"], len(marathons["topics"].splitlines())) == (8, 7)


def test_the_kosovo_municipalities_have_albanian_and_serbian_names(loaded):
    names = {
        document["name"]: sorted(row["name"] for row in document["aliases"] if row["kind"] == "translation")
        for document in loaded["place"].values()
        if document["country"] == "XK"
    }
    assert names == {
        "Graçanicë": ["Gračanica", "Грачаница"],
        "Kamenicë": ["Kamenica", "Каменица"],
        "Lipjan": ["Lipljan", "Липљан"],
        "Mitrovicë e Jugut": ["Južna Mitrovica", "Јужна Митровица"],
        "Mitrovicë e Veriut": ["Severna Mitrovica", "Северна Митровица"],
        "Prishtinë": ["Priština", "Приштина"],
        "Shtërpcë": ["Štrpce", "Штрпце"],
        "Viti": ["Vitina", "Витина"],
    }

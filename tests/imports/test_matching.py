"""Names of real organisations: those that are the same in all but case, form, script or bracket, and look-alikes."""

import pytest

from initiatives.domain.matching import OrganisationNames, Written, read_name


def finds(known, written):
    names = OrganisationNames()
    names.add("known", read_name(known).name)
    return bool(names.find(read_name(written)))


@pytest.mark.parametrize(
    ("known", "written"),
    [
        ("Saferworld", "SaferWorld"),
        ("ГО «Взаємодія Плюс»", "GO Vzaiemodiia Plus"),
        ("United Nations Children's Fund", "United Nations Childrens' Fund"),
        ("New Social Initiative", "New Social Initiative (NSI)"),
        ("DRA e.V.", "DRA"),
        ("Громадська організація «Театр»", "ГО Театр"),
        ("Coalition ‘Justice for Peace in Donbas’", 'Coalition "Justice for Peace in Donbas"'),
        ("საქართველოს რეფორმების ასოციაცია", "საქართველოს რეფორმების ასოციაცია (GRASS)"),
    ],
)
def test_the_same(known, written):
    assert finds(known, written)
    assert finds(written, known)


@pytest.mark.parametrize(
    ("known", "written"),
    [
        ("CBM (Community Building Mitrovica)", "CBM (Christian Blind Mission)"),
        ("Ukrainian Women's Fund", "Ukrainian Women's Congress"),
        ("Youth Initiative for Human Rights", "Youth Initiative for Human Rights – Kosovo"),
        ("KCSS", "KCSF"),
        ("UNDP", "UNDP Ukraine"),
        ("Global", "Go Global"),
        ("Mina", "Myna"),
    ],
)
def test_not_the_same(known, written):
    assert not finds(known, written)
    assert not finds(written, known)


def test_a_bracket_of_the_initials_is_an_acronym_although_a_country_has_that_code():
    is_country = {"MC", "UK"}.__contains__

    assert read_name("Mercy Corps (MC)", is_country) == Written("Mercy Corps", acronym="MC")
    assert read_name("Interpeace (UK)", is_country) == Written("Interpeace (UK)")

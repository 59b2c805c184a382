"""The search box offers organisations, places and countries of that name, but none that is hidden."""

import pytest

from initiatives.domain import documents, editing, facets, offers
from initiatives.domain.facets import Criteria
from tests.domain import made

pytestmark = pytest.mark.django_db


def offered(text):
    return [(offer.kind, offer.name) for offer in offers.for_selection(facets.select(Criteria(text=text)))]


def named_everywhere(**values):
    aliases = [{"name": "ХДМ", "kind": "acronym"}]
    organisation = made.organisation("Kharkiv House", aliases=aliases)
    place = made.place("Харків", country=made.country("UA").pk)
    links = {"partners": [{"organisation": organisation, "role": "lead"}], "places": [place]}
    return made.initiative(**links, **values), organisation


def test_organisations_and_places_are_offered_in_any_script():
    named_everywhere()
    assert offered("харків") == [("Organisation", "Kharkiv House"), ("Place", "Харків")]
    assert offered("Kharkiv hou") == [("Organisation", "Kharkiv House")]
    assert offered("хдм") == [("Organisation", "Kharkiv House")]


def test_countries_with_initiatives_are_offered_by_their_names():
    made.country("KG", name_ky="Кыргызстан", name_en="Kyrgyzstan")
    assert offered("кыргызстан") == []
    made.initiative(countries=["KG"])
    assert offered("Kyrgyz") == [("Country", "Kyrgyzstan")]
    assert offered("-kyrgyzstan") == []


@pytest.mark.parametrize(
    "hidden",
    [{"stage": "draft"}, {"sensitivity": "withheld"}, {"sensitivity": "restricted"}, {"sensitivity": "limited"}],
)
def test_what_only_hidden_profiles_name_is_not_offered(hidden):
    named_everywhere(**hidden)
    assert offered("kharkiv") == []


def test_a_new_name_is_offered_at_once():
    _, organisation = named_everywhere()
    document = documents.read_one("organisation", organisation)
    editing.write("organisation", {organisation: document | {"name": "Sumy House"}}, by=None, act="edited")
    assert (offered("kharkiv house"), offered("sumy")) == ([], [("Organisation", "Sumy House")])


@pytest.mark.parametrize("text", ["", "*", "\0", '"', "x" * 5000, "-kharkiv", "'; DROP TABLE"])
def test_odd_words_offer_nothing(text):
    named_everywhere()
    assert offered(text) == []


def test_hidden_organisations_do_not_crowd_out_the_public_one():
    hidden = [{"organisation": made.organisation(f"Kharkiv {n}"), "role": "lead"} for n in range(offers.FIRST + 1)]
    made.initiative(stage="draft", partners=hidden)
    named_everywhere()
    assert offered("kharkiv") == [("Organisation", "Kharkiv House"), ("Place", "Харків")]


def test_the_shortest_name_comes_first():
    names = ["Kharkiv House of Dialogue and Trust", "Kharkiv", "Kharkiv Forum"]
    made.initiative(partners=[{"organisation": made.organisation(name), "role": "partner"} for name in names])
    assert [name for _, name in offered("kharkiv")] == ["Kharkiv", "Kharkiv Forum", names[0]]


def test_one_letter_is_no_beginning_of_a_country():
    made.country("KG", name_en="Kyrgyzstan")
    made.initiative(countries=["KG"])
    assert (offered("k"), offered("kyr")) == ([], [("Country", "Kyrgyzstan")])

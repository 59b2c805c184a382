"""What is like an initiative, by what a stranger may see of both."""

import pytest

from initiatives.domain import profiles, similar
from tests.factories import make_initiative

pytestmark = pytest.mark.django_db


def about(*themes):
    return [{"list": "theme", "slug": theme} for theme in themes]


def make(slug, *themes, **more):
    return make_initiative(slug.capitalize(), slug=slug, terms=about(*themes), **more)


def like(slug):
    return [(card.slug, labels) for card, labels in similar.around(profiles.get(slug))[2]]


def test_who_shares_most_comes_first_with_what_is_shared():
    make("first", "dialogue", "mediation")
    make("near", "dialogue", "mediation")
    make("far", "mediation", "human-rights")
    make("other", "human-rights")

    country = profiles.get("first").countries[0].name
    assert like("first") == [("near", [country, "Dialogue", "Mediation"]), ("far", [country, "Mediation"])]


def test_another_country_counts_where_the_own_has_too_few():
    make("first", "dialogue", "mediation")
    make("abroad", "dialogue", "mediation", countries=["KG"])
    make("little", "dialogue", countries=["KG"])

    assert like("first") == [("abroad", ["Dialogue", "Mediation"])]


@pytest.mark.parametrize("hidden", [{"stage": "draft"}, {"sensitivity": "withheld"}, {"sensitivity": "restricted"}])
def test_hidden_initiatives_are_like_none(hidden):
    make("first", "dialogue", "mediation")
    make("hidden", "dialogue", "mediation", **hidden)

    assert like("first") == []


def test_whole_and_parts_are_not_told_again():
    whole = make("first", "dialogue", "mediation")
    make("part", "dialogue", "mediation", parent=str(whole.uuid))

    shown = similar.around(profiles.get("first"))
    assert ([card.slug for card in shown[1]], shown[2]) == (["part"], [])


def test_among_many_the_closest_are_found():
    make("first", "dialogue", "mediation", "human-rights")
    for number in range(60):
        make(f"other-{number}", "dialogue")
    make("near", "dialogue", "mediation", "human-rights")

    assert like("first")[0][0] == "near"
    assert len(like("first")) == similar.SIMILAR

"""Counts beside the filters are true: equal to counting one by one."""

import random
from collections import Counter

import pytest

from initiatives.domain import editing, listings, publishing
from initiatives.domain.facets import Criteria, link_counts, select
from initiatives.domain.index import ACTIVE_NOW, Index
from initiatives.models import IndexChange, IndexState, Initiative, Listing, User
from tests.conftest import SLOW
from tests.domain import made

pytestmark = pytest.mark.django_db

CHOICES = {
    "country": ["UA", "XK", "KG", "GE"],
    "theme": ["dialogue", "mediation", "reconciliation", "peace-education"],
    "kind": ["project", "platform", "network"],
    "status": ["ongoing", "completed", "unknown"],
    "language": ["en", "uk", "sq"],
    "activity": ["training", "workshop"],
    "year": ["2015", "2018", "2020"],
    "freshness": ["recent", "older", "undated"],
}
WORDS = ["bridge", "Brücke", "міст", "river", "youth"]


def random_initiative(chance):
    languages = chance.sample(CHOICES["language"], chance.randint(1, 2))
    title = " ".join(chance.sample(WORDS, 2))
    keys = chance.sample(CHOICES["activity"], chance.randint(0, 2))
    return {
        "countries": chance.sample(CHOICES["country"], chance.randint(1, 3)),
        "terms": [{"list": "theme", "slug": slug} for slug in chance.sample(CHOICES["theme"], chance.randint(0, 3))],
        "kind": chance.choice(CHOICES["kind"]),
        "status": chance.choice(CHOICES["status"]),
        "status_date": chance.choice(["", "2001-05", "2999"]),
        "start_date": chance.choice(["", "2015", "2018-02", "2020-01-31"]),
        "texts": [{"language": tag, "title": title} for tag in languages],
        "activities": [{"key": key, "type": key, "title": key} for key in keys],
        "sensitivity": chance.choice(["open", "open", "limited", "restricted", "withheld"]),
        "stage": chance.choice(["published", "published", "draft", "withdrawn"]),
    }


def public_facts(values):
    """{facet: values} of what a stranger may see, told in the plainest way."""
    if values["stage"] != "published" or values["sensitivity"] == "withheld":
        return None
    facts = {"country": set(values["countries"]), "words": set(values["texts"][0]["title"].split())}
    if values["sensitivity"] == "restricted":
        return facts
    return facts | {
        "theme": {term["slug"] for term in values["terms"]},
        "kind": {values["kind"]},
        "status": {values["status"]},
        "language": {text["language"] for text in values["texts"]},
        "activity": {activity["type"] for activity in values["activities"]},
        "year": {values["start_date"][:4]} - {""},
        "freshness": {{"": "undated", "2001-05": "older", "2999": "recent"}[values["status_date"]]},
    }


def matches(facts, criteria, leaving_out=""):
    chosen = {name: values for name, values in criteria.chosen.items() if name != leaving_out}
    in_years = criteria.since is None or any(int(year) >= criteria.since for year in facts.get("year", ()))
    has_word = not criteria.text or criteria.text in facts["words"]
    return in_years and has_word and all(facts.get(name, set()) & set(values) for name, values in chosen.items())


def brute_force(everything, criteria, facet):
    found = (facts for facts in everything if facts and matches(facts, criteria, facet))
    return dict(Counter(value for facts in found for value in facts.get(facet, ())))


def random_criteria(chance):
    names = chance.sample(list(CHOICES), chance.randint(0, 3))
    return Criteria(
        text=chance.choice(["", "", chance.choice(WORDS)]),
        chosen={name: chance.sample(CHOICES[name], chance.randint(1, 2)) for name in names},
        since=chance.choice([None, None, 2016]),
    )


def test_counts_equal_counting_one_by_one():
    chance = random.Random(2250)
    wanted = [random_initiative(chance) for _ in range(120)]
    for values in wanted:
        made.initiative(**values)
    everything = [public_facts(values) for values in wanted]
    for _ in range(2000 if SLOW else 200):
        criteria = random_criteria(chance)
        selection = select(criteria)
        assert len(selection) == sum(bool(facts and matches(facts, criteria)) for facts in everything)
        for facet in CHOICES:
            counts = {value: n for value, n in selection.counts[facet].items() if value != ACTIVE_NOW}
            assert counts == brute_force(everything, criteria, facet), (criteria, facet)


def countries():
    return select(Criteria()).counts["country"]


def test_every_door_in_keeps_the_counts():
    reviewer = User.objects.create(username="reviewer", is_superuser=True)
    key = made.initiative(countries=["UA"], citations=[{"source": made.source(), "field": "*"}])
    initiative = Initiative.objects.get(uuid=key)
    assert countries() == {"UA": 1}
    publishing.move(initiative, "withdrawn", by=reviewer, reason="Asked.")
    assert countries() == {}
    publishing.move(initiative, "draft", by=reviewer)
    publishing.move(initiative, "published", by=reviewer)
    assert countries() == {"UA": 1}
    editing.delete("initiative", [key], by=reviewer)
    assert countries() == {}


def test_an_index_changed_behind_the_workers_back_is_read_again():
    made.initiative(countries=["UA"])
    assert countries() == {"UA": 1}
    Listing.objects.update(facets="country:XK")
    IndexState.objects.update(version=7, token="6f1c1f0e-2a54-4e0c-9f9b-0d8a3f3f8f10")
    IndexChange.objects.all().delete()
    assert countries() == {"XK": 1}
    listings.rebuild()
    assert countries() == {"UA": 1}


def test_active_now_needs_recent_evidence_and_no_passed_end():
    made.initiative(status="ongoing", status_date="2999-01")
    made.initiative(status="ongoing", status_date="2019")
    made.initiative(status="ongoing")
    made.initiative(status="completed", status_date="2999-01")
    made.initiative(status="ongoing", status_date="2999-01", start_date="2010", end_date="2011")
    found = select(Criteria(chosen={"status": [ACTIVE_NOW]}))
    assert (len(found), found.counts["status"][ACTIVE_NOW]) == (1, 1)


@pytest.mark.parametrize(
    ("links", "count"),
    [
        ({"lead": ["alpha"]}, 1),
        ({"partner": ["alpha"]}, 1),
        ({"funder": ["alpha"]}, 1),
        ({"organisation": ["alpha"]}, 3),
        ({"lead": ["alpha"], "organisation": ["beta"]}, 0),
        ({"lead": ["nobody"]}, 0),
    ],
)
def test_organisations_are_found_by_their_public_links_only(links, count):
    alpha = made.organisation(slug="alpha")
    made.organisation(slug="beta")
    made.initiative(partners=[{"organisation": alpha, "role": "lead"}])
    made.initiative(partners=[{"organisation": alpha, "role": "implementer"}])
    made.initiative(funders=[{"organisation": alpha}])
    made.initiative(partners=[{"organisation": alpha, "role": "lead"}], sensitivity="limited")
    made.initiative(partners=[{"organisation": alpha, "role": "lead"}], sensitivity="restricted")
    made.initiative(partners=[{"organisation": alpha, "role": "lead"}], stage="draft")
    assert len(select(Criteria(links=links))) == count


def test_an_index_that_was_never_made_is_made():
    key = made.initiative(countries=["UA"])
    for model in (Listing, IndexState, IndexChange):
        model.objects.all().delete()
    assert Initiative.objects.filter(uuid=key).exists()
    assert Index().fresh().values["country"]["UA"]
    assert countries() == {"UA": 1}


def test_an_index_that_lost_a_row_is_made_again_when_a_worker_starts():
    made.initiative(countries=["UA"])
    made.initiative(countries=["XK"])
    Listing.objects.first().delete()
    assert len(Index().fresh().all) == 2
    assert countries() == {"UA": 1, "XK": 1}


def test_organisations_are_counted_by_their_part_without_their_own_choice():
    alpha, beta = made.organisation("Alpha", slug="alpha"), made.organisation("Beta", slug="beta")
    both = [{"organisation": alpha, "role": "lead"}, {"organisation": alpha, "role": "partner"}]
    made.initiative(partners=both, funders=[{"organisation": beta}])
    made.initiative(partners=[{"organisation": beta, "role": "lead"}], countries=["XK"])
    made.initiative(partners=[{"organisation": beta, "role": "lead"}], sensitivity="restricted")
    counts, names = link_counts(select(Criteria()))
    assert counts["lead"] == {"alpha": 1, "beta": 1}
    assert (counts["partner"], counts["funder"]) == ({"alpha": 1}, {"beta": 1})
    assert counts["organisation"] == {"alpha": 1, "beta": 2}
    assert names == {"alpha": "Alpha", "beta": "Beta"}
    chosen = link_counts(select(Criteria(links={"lead": ["alpha"]}, chosen={"country": ["UA"]})))[0]
    assert (chosen["lead"], chosen["funder"]) == ({"alpha": 1}, {"beta": 1})


def test_organisations_of_too_many_initiatives_are_not_counted(monkeypatch):
    monkeypatch.setattr("initiatives.domain.facets.MOST_LINKED", 1)
    made.initiative()
    made.initiative()
    assert link_counts(select(Criteria())) == ({}, {})

"""Likely doubles: similar titles in one country at one time, found as quickly as among few."""

import random

from rapidfuzz import fuzz

from initiatives.domain.sightings import SIMILAR_TITLE, Sighting, Sightings
from initiatives.imports import synthetic
from initiatives.search.folding import fold

UA = frozenset({"UA"})


def like(title, *others, countries=UA, start="", end=""):
    found = Sightings()
    for number, other in enumerate(others):
        found.add(other if isinstance(other, Sighting) else Sighting(str(number), other, UA))
    match = found.like(Sighting("own", title, countries, start, end))
    return match and match.title


def test_similar_titles_are_found_whatever_the_order_and_the_slips():
    assert like("Donbas Youth Dialogue", "Youth Dialogue Donbass") == "Youth Dialogue Donbass"
    assert like("Brigdes of Mitrovica", "Bridge of Mitrovica", "Bridges of Mitrovica") == "Bridges of Mitrovica"


def test_another_country_or_other_years_are_another_initiative():
    first = Sighting("a", "Small Grants", UA, "2018", "2019")
    assert like("Small Grants", first, countries=frozenset({"XK"})) is None
    assert like("Small Grants", first, start="2020", end="2021") is None
    assert like("Small Grants", first, start="2019", end="2021") == "Small Grants"


def test_a_later_grant_of_the_same_title_does_not_hide_the_one_of_the_same_years():
    others = [Sighting(str(year), f"Small Grants {year}", UA, str(year), str(year)) for year in range(2001, 2020)]
    assert like("Small Grants 2021", *others, start="2007", end="2007") == "Small Grants 2007"


def test_what_a_file_brings_is_told_by_its_line():
    first = Sighting("", "Small\tGrants", UA, "2018", "2019", 7)
    found = Sightings()
    found.add(first)
    other = found.like(Sighting("", "Small Grants", UA, "2018", "", 7))
    assert (other.title, other.line, other.start, other.end) == (first.title, 7, "2018", "2019")


def slipped(title, chance):
    letters = list(title)
    letters[chance.randrange(len(letters))] = chance.choice("aeiou")
    return " ".join(sorted("".join(letters).split(), key=lambda word: chance.random()))


def test_nothing_is_missed_that_a_look_at_every_title_finds():
    titles = [row["title"] for row in synthetic.rows(600, seed=3)]
    found, chance = Sightings(), random.Random(4)
    for number, title in enumerate(titles):
        found.add(Sighting(str(number), title, UA))
    asked = [slipped(title, chance) for title in titles[:150]]
    missed = [title for title in asked if not found.like(Sighting("own", title, UA)) and _is_like_any(title, titles)]
    assert missed == []


def _is_like_any(title, titles):
    return any(fuzz.token_sort_ratio(fold(title), fold(other)) >= SIMILAR_TITLE for other in titles)

"""Pairs of names of real organisations: what is known by itself, what is proposed, and what is left alone."""

import csv

import pytest

from initiatives.domain.matching import OrganisationNames, read_name
from tests.imports.files import DATA

PAIRS = list(csv.DictReader((DATA / "organisation_pairs.csv").read_text(encoding="utf-8").splitlines()))


def outcome(known, written):
    """ "matched", "proposed" or "new": what comes of `written` where `known` is in the directory."""
    names, known, written = OrganisationNames(), read_name(known), read_name(written)
    names.add("known", known.name)
    for kind in ("acronym", "translation"):
        if name := getattr(known, kind):
            names.add("known", name, kind)
    if names.find(written):
        return "matched"
    return "proposed" if names.proposals(written) else "new"


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['known']} | {pair['written']}")
def test_pairs_both_ways(pair):
    found = {outcome(pair["known"], pair["written"]), outcome(pair["written"], pair["known"])}

    assert found <= ({"new", "proposed"} if pair["expected"] == "not merged" else {pair["expected"]})


def test_an_acronym_that_two_share_is_proposed_for_both():
    names = OrganisationNames()
    names.add("a", "Danish Refugee Council")
    names.add("b", "Democratic Resource Centre")

    assert names.proposals(read_name("DRC")) == [("a", "known"), ("b", "acronym")]


def test_at_most_five_are_proposed_the_likeliest_first():
    names = OrganisationNames()
    for number in range(9):
        names.add(f"like {number}", f"Peace Foundation of Kosovo {number}")
    names.add("same", "ГО «Peace Foundation of Kosovo»")

    found = names.proposals(read_name("БФ «Peace Foundation of Kosovo»"))

    assert (len(found), found[0]) == (5, ("same", "form"))

"""Two profiles become one, and two again: every link follows, nothing is lost, nothing is doubled."""

import random

import pytest

from initiatives.domain import documents, editing, listings, merging, redirects, uniting
from initiatives.domain.publishing import Refused
from initiatives.models import Change, Initiative, Merge, Organisation, Redirect
from tests.admin.builders import make_user
from tests.conftest import SLOW
from tests.domain import made
from tests.imports import whole

pytestmark = pytest.mark.django_db


def seen(subject, *keys):
    return {key: documents.token(documents.read_one(subject, key)) for key in keys}


def merge(subject, kept, gone, *, by=None, **more):
    return merging.merge(subject, kept, gone, by=by, seen=seen(subject, kept, gone), **more)


def read(subject, key):
    return documents.read_one(subject, key)


def change(subject, key, **values):
    editing.write(subject, {key: read(subject, key) | values}, by=None, act="edited")


class TestOrganisations:
    def test_every_link_follows_and_the_other_name_stays_findable(self):
        kept, gone = made.organisation("Peace House", slug="kept"), made.organisation("Дім миру", slug="gone")
        part = made.organisation("A part", parent=gone)
        source = made.source(publisher=gone)
        cited = [{"source": source, "field": "partners.lead.gone"}]
        profile = made.initiative(
            partners=[{"organisation": gone, "role": "lead"}],
            funders=[{"organisation": gone, "programme": "Grants"}],
            citations=cited,
        )

        record = merge("organisation", kept, gone)

        assert read("organisation", gone) is None
        assert read("organisation", part)["parent"] == kept
        assert read("source", source)["publisher"] == kept
        document = read("initiative", profile)
        assert [row["organisation"] for row in (*document["partners"], *document["funders"])] == [kept, kept]
        assert [row["field"] for row in document["citations"]] == ["partners.lead.kept"]
        assert [row["name"] for row in read("organisation", kept)["aliases"]] == ["Дім миру"]
        touched = set(Change.objects.filter(merge=record, act="merged").values_list("subject", "key"))
        assert touched == {
            ("organisation", kept), ("organisation", gone), ("organisation", part), ("source", source),
            ("initiative", profile),
        }  # fmt: skip
        assert redirects.target("organisation", "gone").slug == "kept"

    def test_named_twice_by_one_profile_it_is_named_once(self):
        kept, gone = made.organisation(), made.organisation()
        rows = [
            {"organisation": kept, "role": "partner"},
            {"organisation": gone, "role": "partner", "purpose": "Halls"},
        ]
        profile = made.initiative(partners=rows)
        merge("organisation", kept, gone)
        assert [(row["organisation"], row["purpose"]) for row in read("initiative", profile)["partners"]] == [
            (kept, "Halls")
        ]

    def test_amounts_that_contradict_are_not_dropped(self):
        kept, gone = made.organisation(), made.organisation()
        rows = [{"organisation": key, "amount": amount, "currency": "EUR"} for key, amount in ((kept, 1), (gone, 2))]
        made.initiative(funders=rows)
        before = whole.directory()
        with pytest.raises(Refused):
            merge("organisation", kept, gone)
        assert whole.directory() == before and not Merge.objects.exists()

    def test_identifiers_and_values_chosen_pass_over(self):
        kept = made.organisation("One", founded="2001", website="https://one.example/")
        gone = made.organisation("Two", founded="2003", identifiers=[{"scheme": "org-id", "value": "XM-1"}])
        merge("organisation", kept, gone, chosen={"founded": "gone", "name": "gone"})
        document = read("organisation", kept)
        assert (document["name"], document["founded"], document["website"]) == ("Two", "2003", "https://one.example/")
        assert [row["value"] for row in document["identifiers"]] == ["XM-1"]
        assert [row["name"] for row in document["aliases"]] == ["One"]

    def test_a_cited_value_that_gives_way_is_what_its_source_states_instead(self):
        one, two = made.source(), made.source()
        kept = made.organisation(founded="2001", citations=[{"source": one, "field": "founded"}])
        gone = made.organisation("Two", founded="2003", citations=[{"source": two, "field": "founded"}])
        merge("organisation", kept, gone)
        found = {(row["source"], row["states"]) for row in read("organisation", kept)["citations"]}
        assert found == {(one, ""), (two, "2003")}

    def test_a_parent_becomes_one_with_its_part(self):
        kept = made.organisation()
        gone = made.organisation(parent=kept)
        record = merge("organisation", kept, gone)
        assert read("organisation", kept)["parent"] is None
        merging.undo(record, by=None)
        assert read("organisation", gone)["parent"] == kept


class TestInitiatives:
    def test_texts_rows_and_countries_are_united(self):
        made.country("XK")
        kept = made.initiative("Bridge", activities=[{"key": "talk", "type": "training", "title": "First"}])
        gone = made.initiative(
            "Bridge talks",
            countries=["XK"],
            texts=[
                {"language": "en", "title": "Bridge talks", "mission": "To talk."},
                {"language": "sq", "title": "Ura", "is_original": True},
            ],
            activities=[{"key": "talk", "type": "training", "title": "Second"}],
            citations=[{"source": made.source(), "field": "activities.talk"}],
        )
        merge("initiative", kept, gone)
        document = read("initiative", kept)
        assert document["countries"] == ["UA", "XK"]
        assert {row["language"]: (row["title"], row["mission"]) for row in document["texts"]} == {
            "en": ("Bridge", "To talk."),
            "sq": ("Ura", ""),
        }
        assert {row["key"]: row["title"] for row in document["activities"]} == {"talk": "First", "talk-2": "Second"}
        assert [row["field"] for row in document["citations"]] == ["activities.talk-2"]
        assert [row["name"] for row in document["aliases"]] == ["Bridge talks"]

    def test_nothing_is_published_or_shown_by_it(self):
        kept, gone = made.initiative(stage="draft"), made.initiative(stage="draft", sensitivity="restricted")
        merge("initiative", kept, gone)
        document = read("initiative", kept)
        assert (document["stage"], document["sensitivity"]) == ("draft", "restricted")

    @pytest.mark.parametrize(("kept", "gone", "may"), [
        ("published", "draft", True), ("published", "published", True), ("draft", "published", False),
        ("published", "withdrawn", False), ("draft", "in-review", True),
    ])  # fmt: skip
    def test_what_was_public_only_a_reviewer_takes_away(self, kept, gone, may):
        editor, reviewer = make_user("olena", group="Editors"), make_user("agim", group="Reviewers")
        one, two = made.initiative(stage=kept), made.initiative(stage=gone)
        if not may:
            with pytest.raises(Refused):
                merge("initiative", one, two, by=editor)
        merge("initiative", one, two, by=editor if may else reviewer)

    def test_within_the_own_countries_only(self):
        user = make_user("olena", group="Editors", codes=["UA"])
        own, other, foreign = made.initiative(), made.initiative(), made.initiative(countries=["KG"])
        for pair in ((own, foreign), (foreign, own)):
            with pytest.raises(Refused):
                merge("initiative", *pair, by=user)
        merge("initiative", own, other, by=user)

    def test_an_organisation_that_profiles_elsewhere_name_is_not_theirs_to_take_away(self):
        user = make_user("olena", group="Editors", codes=["UA"])
        here, elsewhere = made.organisation(), made.organisation()
        made.initiative(partners=[{"organisation": here, "role": "lead"}])
        made.initiative(countries=["KG"], partners=[{"organisation": elsewhere, "role": "lead"}])
        with pytest.raises(Refused):
            merge("organisation", here, elsewhere, by=user)
        merge("organisation", elsewhere, here, by=user)

    def test_without_the_right_nothing(self):
        user = make_user("idle", rights=["change_initiative"])
        with pytest.raises(Refused):
            merge("initiative", made.initiative(), made.initiative(), by=user)


class TestPlaces:
    def test_profiles_and_activities_name_the_one_that_stays(self):
        made.country()
        kept, gone = (
            made.place("Lviv", country="UA"),
            made.place("Lvov", country="UA", latitude="49.84", longitude="24.03"),
        )
        key = made.initiative(
            places=[kept, gone], activities=[{"key": "a", "type": "training", "title": "A", "places": [gone]}]
        )
        before = whole.directory()
        record = merge("place", kept, gone, chosen={"name": "gone"})
        document = read("initiative", key)
        assert (document["places"], document["activities"][0]["places"]) == ([kept], [kept])
        place = read("place", kept)
        assert (place["name"], place["latitude"], [row["name"] for row in place["aliases"]]) == (
            "Lvov",
            "49.84",
            ["Lviv"],
        )
        merging.undo(record, by=None)
        assert whole.directory() == before


class TestTakenBack:
    def test_chains_lead_on_and_come_apart_again(self):
        a, b, c = (made.organisation(name, slug=name) for name in ("a", "b", "c"))
        first = merge("organisation", b, a)
        second = merge("organisation", c, b)
        assert redirects.target("organisation", "a").slug == "c"
        with pytest.raises(Refused):
            merging.undo(first, by=None)
        merging.undo(second, by=None)
        assert redirects.target("organisation", "a").slug == "b"
        merging.undo(first, by=None)
        assert redirects.target("organisation", "a") is None and not Redirect.objects.exists()
        with pytest.raises(Refused):
            merging.undo(first, by=None)

    def test_edited_since_it_is_refused(self):
        kept, gone = made.organisation(), made.organisation()
        record = merge("organisation", kept, gone)
        change("organisation", kept, founded="1999")
        with pytest.raises(Refused):
            merging.undo(record, by=None)
        assert read("organisation", gone) is None

    def test_a_profile_edited_since_is_left_and_said(self):
        kept, gone = made.organisation(), made.organisation()
        partners = {"partners": [{"organisation": gone, "role": "lead"}]}
        edited, other = made.initiative(**partners), made.initiative(**partners)
        record = merge("organisation", kept, gone)
        change("initiative", edited, note="mine")
        undone = merging.undo(record, by=None)
        assert (undone.restored, undone.left) == (3, [("initiative", edited)])
        assert read("initiative", edited)["partners"][0]["organisation"] == kept
        assert read("initiative", other)["partners"][0]["organisation"] == gone


def test_seen_too_long_ago_it_is_refused():
    kept, gone = made.organisation(), made.organisation()
    tokens = seen("organisation", kept, gone)
    change("organisation", gone, founded="1999")
    with pytest.raises(Refused):
        merging.merge("organisation", kept, gone, by=None, seen=tokens)
    assert Organisation.objects.count() == 2


def test_a_merge_that_fails_half_way_changes_nothing():
    """What refuses it is the database, with its last step: an end before the start, chosen from one and the other."""
    kept = made.initiative(start_date="2020", end_date="2021")
    gone = made.initiative(start_date="2001", end_date="2002")
    change("initiative", made.initiative("A part"), parent=gone)
    before, changes = whole.directory(), Change.objects.count()
    with pytest.raises(Refused):
        merge("initiative", kept, gone, chosen={"start_date": "kept", "end_date": "gone"})
    assert (whole.directory(), Change.objects.count(), Merge.objects.count()) == (before, changes, 0)


def test_a_form_opened_before_is_refused_after():
    kept, gone = made.organisation(), made.organisation("Other")
    tokens = seen("organisation", kept, gone)
    merge("organisation", kept, gone)
    for key, token in tokens.items():
        with pytest.raises(editing.Stale):
            editing.begin("organisation", key, token)


def random_directory(chance):
    bodies = [made.organisation(chance.choice(["Alpha", "Alfa", "Альфа"]), slug=f"body-{n}") for n in range(4)]
    for n, key in enumerate(bodies):
        if chance.random() < 0.5:
            change("organisation", key, parent=chance.choice(bodies[:n] or [None]), founded=chance.choice(["", "2001"]))
        if chance.random() < 0.5:
            change("organisation", key, identifiers=[{"scheme": "x", "value": f"{n}"}])
    sources = [made.source(publisher=chance.choice([None, *bodies]), url=f"https://e.example/{n}") for n in range(3)]
    places = [made.place(f"Town {n}") for n in range(3)]
    found = [random_initiative(chance, bodies, sources, places, n) for n in range(5)]
    return {"organisation": bodies, "place": places, "initiative": found}


def random_initiative(chance, bodies, sources, places, number):
    slug = chance.choice([f"body-{n}" for n in range(4)])
    paths = ["start_date", "title", f"partners.lead.{slug}", f"funders.{slug}", "activities.a", "*"]
    return made.initiative(
        chance.choice(["Bridge", "Bridges", "Міст"]),
        start_date=chance.choice(["", "2018", "2018-02"]),
        note=chance.choice(["", "A note"]),
        stage=chance.choice(["draft", "published"]),
        sensitivity=chance.choice(["open", "limited"]),
        places=chance.sample(places, 2),
        partners=[{"organisation": key, "role": "lead"} for key in chance.sample(bodies, 2)],
        funders=[{"organisation": key, "amount": chance.choice([None, 5]), "currency": "EUR"} for key in bodies[:2]],
        activities=[{"key": "a", "type": "training", "title": f"T{chance.randint(1, 2)}", "places": places[:1]}],
        citations=[
            {"source": key, "field": path, "quote": chance.choice(["", f"Words {number}"])}
            for key, path in zip(sources, chance.sample(paths, 3), strict=True)
        ],
        identifiers=[{"scheme": "x", "value": f"{number}"}] if chance.random() < 0.5 else [],
    )


def assert_counts_agree():
    """What the index in memory counts is what it counts when it is read anew."""
    counted = whole.index("bridge")["counts"]
    listings.rebuild()
    assert whole.index("bridge")["counts"] == counted


@pytest.mark.divided
@pytest.mark.parametrize("seed", range(60 if SLOW else 5))
def test_whatever_is_merged_and_taken_back_is_byte_for_byte_as_before(seed):
    chance = random.Random(seed)
    everything = random_directory(chance)
    states, records = [], []
    for _turn in range(4):
        subject = chance.choice(sorted(name for name, keys in everything.items() if len(keys) > 1))
        kept, gone = chance.sample(everything[subject], 2)
        state = whole.directory(), whole.index("bridge", "alpha")
        chosen = {name: chance.choice(["kept", "gone"]) for name in ("name", "founded", "start_date", "texts.en.title")}
        try:
            records.append(merge(subject, kept, gone, chosen=chosen))
        except Refused:
            assert whole.directory() == state[0]
            continue
        states.append(state)
        assert_counts_agree()
        everything[subject].remove(gone)
        assert not any(gone in text for (_s, key), text in whole.directory().items())
    while records:
        assert merging.undo(records.pop(), by=None).left == []
        directory, index = states.pop()
        assert whole.directory() == directory
        now = whole.index("bridge", "alpha")
        assert {name: now[name] for name in index.keys() - {"postings"} if now[name] != index[name]} == {}
    assert Initiative.objects.count() == 5


@pytest.mark.django_db
class TestWhatAMergeMustNotShow:
    @pytest.mark.parametrize(("kept_scope", "gone_scope"), [("name", "all"), ("all", "name")])
    def test_consent_to_be_named_covers_no_more_afterwards(self, kept_scope, gone_scope):
        row = {"organisation": made.organisation("Funder"), "programme": "Grant", "consent_given": "2020-01-01"}
        expires = {"consent_expires": "2030-01-01"}
        kept = made.initiative(funders=[row | {"purpose": "Talks", "consent_scope": kept_scope}])
        gone = made.initiative(funders=[row | {"purpose": "Other", "consent_scope": gone_scope} | expires])
        path = next(
            one.path
            for one in uniting.questions("initiative", read("initiative", kept), read("initiative", gone))
            if one.path.startswith("funders")
        )

        merge("initiative", kept, gone, chosen={path: "gone"})

        (united,) = read("initiative", kept)["funders"]
        assert (united["purpose"], united["consent_scope"]) == ("Other", "name")
        assert united["consent_expires"] == "2030-01-01"

    def test_public_profile_that_comes_to_name_who_is_in_danger_asks_why(self):
        made.country("RU", funding_law=True)
        kept, gone = made.initiative(), made.initiative(countries=["RU"], stage="draft")
        editor = make_user("olena", group="Editors")

        with pytest.raises(Refused, match="harms nobody"):
            merge("initiative", kept, gone, by=editor)
        merge("initiative", kept, gone, by=editor, reason="It asked for it.")
        assert read("initiative", kept)["countries"] == ["RU", "UA"]

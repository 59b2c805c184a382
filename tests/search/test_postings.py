"""The postings hold exactly the words of what is public, whatever was done to the profiles."""

import random
import unicodedata

import pytest
from pyroaring import BitMap

from initiatives.domain import documents, editing, index, listings
from initiatives.models import Initiative, ListingText, Offer, Posting, Word
from initiatives.search import match, postings
from initiatives.search.query import parse
from tests.conftest import SLOW
from tests.domain import made

pytestmark = pytest.mark.django_db
WORDS = "mir mira mirna river rivers riverbank peace peacebuilding dialogue діалог 12 7 a un unity".split()  # noqa: SIM905


def held():
    """{(key, part): ids} as the table holds them."""
    found = {}
    for row in Posting.objects.all():
        found.setdefault((row.key, row.part), set()).update(BitMap.deserialize(bytes(row.ids)))
    return found


def wanted():
    """The same, computed from the texts."""
    found = {}
    rows = [(postings.NAMES, row.pk, row.names) for row in ListingText.objects.all()]
    rows += [(postings.TEXT, row.pk, f"{row.names} {row.text}") for row in ListingText.objects.all()]
    rows += [(postings.ORGANISATIONS, row.organisation_id, row.words) for row in Offer.objects.all()]
    for part, pk, text in rows:
        for word in set(text.split()) - {"|"}:
            for key in (word, word[:3] + "*") if len(word) > 2 else (word,):
                found.setdefault((key, part), set()).add(pk)
    return found


def test_any_change_leaves_exactly_the_words_that_are_there():
    chance = random.Random(3)
    keys = []
    for _turn in range(300 if SLOW else 40):
        act = chance.choice(["new", "new", "edit", "hide", "delete", "rename"])
        title = " ".join(chance.choices(WORDS, k=3))
        if act == "new" or not keys:
            lead = [{"organisation": made.organisation(title), "role": "lead"}]
            keys.append(made.initiative(title, partners=lead))
            continue
        key = chance.choice(keys)
        document = documents.read_one("initiative", key)
        if act == "delete":
            keys.remove(key)
            editing.delete("initiative", [key], by=None)
        elif act == "rename":
            key = document["partners"][0]["organisation"]
            organisation = documents.read_one("organisation", key)
            editing.write("organisation", {key: organisation | {"name": title}}, by=None, act="edited")
        else:
            stage = "draft" if act == "hide" else "published"
            texts = [document["texts"][0] | {"title": title}]
            editing.write("initiative", {key: document | {"stage": stage, "texts": texts}}, by=None, act="edited")
    assert held() == wanted()
    assert held()
    after = held()
    listings.rebuild()
    assert held() == after


def test_a_deleted_profile_leaves_no_word_behind():
    key = made.initiative("Zorya")
    assert Word.objects.filter(key="zoria").exists()
    editing.delete("initiative", [key], by=None)
    assert not Word.objects.filter(key="zoria").exists()
    assert not Posting.objects.filter(key__in=("zoria", "zor*")).exists()


def test_a_deleted_organisation_is_no_longer_held():
    key = made.organisation("Zorya")
    assert Posting.objects.filter(key="zoria").exists()
    editing.delete("organisation", [key], by=None)
    assert not Posting.objects.filter(key="zoria").exists()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("riv", {"rivers run", "river 12"}),
        ("river", {"rivers run", "river 12"}),
        ("rivers", {"rivers run"}),
        ("un", {"un house"}),
        ("1", set()),
        ("12 -rivers", {"river 12"}),
        ('"river 12"', {"river 12"}),
        ('-"un house" -"house un"', {"rivers run", "river 12", "unity"}),
        ('river "river 12" -"rivers run"', {"river 12"}),
        ('"river 12" -"river 12"', set()),
        ('-"un house"', {"rivers run", "river 12", "unity"}),
        ('run "river 12"', set()),
    ],
)
def test_words_are_beginnings_and_short_words_whole(text, found):
    for title in ("rivers run", "river 12", "un house", "unity"):
        made.initiative(title)
    ids = match(parse(text), index.current().all).ids
    assert set(Initiative.objects.filter(pk__in=list(ids)).values_list("texts__title", flat=True)) == found


def test_ids_far_apart_are_found_together():
    first, second = (Initiative.objects.get(uuid=made.initiative(title)) for title in ("Rivers", "River"))
    far = postings.BLOCK * 3 + 5
    changes = postings.Changes()
    changes.replace(postings.TEXT, far, "", "river")
    changes.apply()
    every = BitMap([first.pk, second.pk, far])
    assert match(parse("river"), every).ids == every


def test_new_texts_are_held_as_if_each_had_come_alone():
    texts = {7: "river | peace river", postings.BLOCK + 2: "peace | un", 9: ""}
    changes = postings.Changes()
    changes.gain(postings.TEXT, texts)
    changes.apply()
    together = held()
    Posting.objects.all().delete()
    for pk, text in texts.items():
        changes.replace(postings.TEXT, pk, "", text)
    changes.apply()
    assert held() == together
    assert together["riv*", postings.TEXT] == {7}


def test_lost_postings_are_noticed_by_a_worker_that_starts():
    made.initiative("Rivers")
    Posting.objects.all().delete()
    at = index.Index().fresh()
    assert len(match(parse("rivers"), at.all).ids) == 1


@pytest.mark.parametrize(
    ("typed", "title"), [("sha", "Sharing power"), ("kha", "Kharkiv"), ("жін", "Жінки"), ("all", "Alliance of hope")]
)
def test_three_letters_with_a_form_of_two_are_a_beginning(typed, title):
    made.initiative(title)
    every = index.current().all
    assert match(parse(typed), every).named == every
    assert not match(parse(typed[:2]), every).named


def test_accents_typed_as_characters_of_their_own_are_accents():
    made.initiative(unicodedata.normalize("NFD", "Київ"))
    every = index.current().all
    assert match(parse("Київ"), every).named == every


def test_texts_are_read_once_however_many_phrases_are_left_out(django_assert_num_queries):
    made.initiative("Rivers and houses")
    every = index.current().all
    phrases = " ".join(f'-"houses zx{n}"' for n in range(32))
    with django_assert_num_queries(1):  # no text holds both words of a phrase
        assert match(parse(phrases), every).ids == every
    with django_assert_num_queries(2) as asked:
        assert match(parse(" ".join(['-"houses and"'] * 32)), every).ids == every
    assert "LIKE" not in asked.captured_queries[-1]["sql"]

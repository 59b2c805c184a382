"""Pages in order: the same as sorting everything, also while rows change."""

import random

import pytest

from initiatives.domain import documents, editing, index, paging
from initiatives.domain.facets import Criteria, select
from initiatives.domain.index import Index
from initiatives.models import Initiative, Listing
from tests.domain import made

pytestmark = pytest.mark.django_db

SORTS = {"-updated": ("-updated_key", "-pk"), "title": ("title_key", "pk"), "-start": ("-start_key", "-pk")}


def some(count, chance):
    for _ in range(count):
        title = " ".join(chance.sample(["Alpha", "Бета", "Ändern", "Žena", "zulu", "10"], 2))
        made.initiative(title, start_date=chance.choice(["", "2015", "2015-02", "2020-12-31"]))


def in_order(sort):
    return list(Listing.objects.order_by(*SORTS[sort]).values_list("initiative__slug", flat=True))


def walked(sort, *, size=4, text=""):
    """All slugs, page by page, each found by the key of the one before."""
    slugs, after = [], ""
    while True:
        page = paging.page(select(Criteria(text=text)), sort, after=after, size=size)
        slugs += [card.slug for card in page.cards]
        after = page.after
        if not after:
            return slugs


@pytest.mark.parametrize("sort", SORTS)
def test_pages_by_key_and_by_number_are_the_whole_list_in_order(sort):
    some(15, random.Random(1))
    assert walked(sort) == in_order(sort)
    numbered = [paging.page(select(Criteria()), sort, number=number, size=4) for number in (1, 2, 3, 4, 5)]
    assert [card.slug for page in numbered for card in page.cards] == in_order(sort)


@pytest.mark.parametrize("sort", SORTS)
def test_changes_are_taken_into_the_order_one_by_one(sort):
    chance = random.Random(2)
    some(10, chance)
    assert walked(sort) == in_order(sort)
    for _ in range(12):
        key = str(chance.choice(Initiative.objects.values_list("uuid", flat=True)))
        document = documents.read_one("initiative", key)
        document["texts"][0]["title"] = chance.choice(["Aaa", "Мир", "Zzz", document["texts"][0]["title"]])
        document["start_date"] = chance.choice(["", "2016", "2021"])
        if chance.random() < 0.2:
            editing.delete("initiative", [key], by=None)
        else:
            editing.write("initiative", {key: document}, by=None, act="edited")
        some(chance.randint(0, 1), chance)
        assert walked(sort) == in_order(sort)


@pytest.mark.parametrize("sort", SORTS)
def test_a_worker_that_read_changes_orders_as_one_that_read_everything(sort):
    some(8, random.Random(3))
    index.current()
    some(8, random.Random(4))
    fresh = Index().fresh().orders[sort].pks.tolist()
    assert index.current().orders[sort].pks.tolist() == fresh


@pytest.mark.parametrize("sort", SORTS)
def test_nothing_is_skipped_or_repeated_while_rows_change(sort):
    some(12, random.Random(5))
    first = paging.page(select(Criteria()), sort, size=4)
    seen = [card.slug for card in first.cards]
    editing.delete("initiative", [card.data["id"] for card in first.cards[-2:]], by=None)
    rest = paging.page(select(Criteria()), sort, after=first.after, size=50)
    everything = in_order(sort)
    assert [card.slug for card in rest.cards] == [slug for slug in everything if slug not in seen]


def test_relevance_puts_what_bears_the_name_first():
    made.initiative("Other", texts=[{"language": "en", "title": "Other", "summary": "Bridge"}])
    named = made.initiative("Bridge")
    made.initiative("Another", texts=[{"language": "en", "title": "Another", "summary": "A bridge"}])
    page = paging.page(select(Criteria(text="bridge")), "relevance")
    assert (page.cards[0].data["id"], len(page.cards)) == (named, 3)
    assert len(walked("relevance", size=1, text="bridge")) == 3


@pytest.mark.parametrize("key", ["", "x", "bm9uZQ", "W10", "WzAsIDEsIDFd", "W251bGwsIG51bGwsIG51bGxd", "🙂" * 50])
def test_a_bad_key_is_no_key(key):
    some(3, random.Random(6))
    assert len(paging.page(select(Criteria()), "title", after=key).cards) == 3


def test_a_large_selection_is_walked_and_a_sparse_one_sorted(monkeypatch):
    some(30, random.Random(7))
    monkeypatch.setattr("initiatives.domain.orders.FEW", 2)
    for sort in SORTS:
        assert walked(sort) == in_order(sort)

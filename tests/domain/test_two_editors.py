"""Two people change linked profiles at the same moment: both changes stand, and the index holds both."""

import threading

import pytest
from django.db import connection, transaction

from initiatives.domain import documents, editing, listings
from initiatives.domain.facets import Criteria, select
from initiatives.models import Change, Initiative
from tests.domain import made

pytestmark = pytest.mark.django_db(transaction=True)
LONGEST = 20  # seconds


def side_by_side(*acts):
    """Do `acts` in threads of their own at the same moment; the errors they ended with."""
    errors, together = [], threading.Barrier(len(acts), timeout=60)

    def run(act):
        try:
            together.wait(LONGEST)
            act()
        except Exception as error:  # whatever it is, the test tells
            errors.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONGEST)
    return errors


def renaming(subject, key, name):
    def rename():
        document = documents.read_one(subject, key)
        editing.write(subject, {key: document | {"name": name}}, by=None, act="edited")

    return rename


def retitling(key, title):
    def retitle():
        with transaction.atomic():
            edit = editing.begin("initiative", key)
            Initiative.objects.get(uuid=key).texts.update(title=title)
            editing.finish(edit, by=None)

    return retitle


def count(text):
    return len(select(Criteria(text=text)))


@pytest.mark.parametrize("turn", range(8))
def test_names_that_one_initiative_shows_change_at_the_same_moment(turn):
    house = made.organisation("Oldhouse")
    town = made.place("Oldtown", country=made.country("UA").pk)
    links = {"partners": [{"organisation": house, "role": "lead"}], "places": [town]}
    key = made.initiative("Oldtitle", **links)
    acts = [renaming("organisation", house, "Newhouse"), renaming("place", town, "Newtown"), retitling(key, "Newtitle")]
    assert side_by_side(*acts) == []
    assert [count(word) for word in ("oldhouse", "oldtown", "oldtitle")] == [0, 0, 0]
    assert [count(word) for word in ("newhouse", "newtown", "newtitle")] == [1, 1, 1]


@pytest.mark.parametrize("turn", range(8))
def test_two_saves_of_one_profile_under_one_token_are_one(turn):
    key = made.organisation("Oldhouse")
    seen = documents.read_one("organisation", key)

    def saving(name):
        tokens = {key: documents.token(seen)}
        return lambda: editing.write("organisation", {key: seen | {"name": name}}, by=None, act="edited", tokens=tokens)

    errors = side_by_side(saving("Newhouse"), saving("Otherhouse"))
    assert [error.partition("(")[0] for error in errors] == ["Stale"]
    assert Change.objects.filter(subject="organisation", act="edited").count() == 1


def test_an_empty_index_is_made_once_where_two_workers_start():
    for number in range(30):
        made.initiative(f"Rivers {number}")
    for model in (listings.ListingText, listings.Listing, listings.Word, listings.Posting):
        model.objects.all().delete()
    assert side_by_side(listings.mend, listings.mend) == []
    assert count("rivers") == 30

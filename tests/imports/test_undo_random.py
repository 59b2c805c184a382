"""Whatever is imported and edited, in whatever order: undoing restores exactly, or leaves and says so."""

import random

import pytest

from initiatives.domain import documents, editing
from initiatives.imports import undo
from initiatives.models import Initiative
from tests.conftest import SLOW
from tests.domain import made
from tests.imports import whole
from tests.imports.files import imported

pytestmark = pytest.mark.django_db

BODIES = ["Alpha House", "Beta Union", "Gamma Fund", "Delta Network", "Epsilon Youth"]
CELLS = {
    "title": ["Bridge", "River", "Forum", "Marathon"],
    "summary": ["", "Talks across a river.", "CLEAR", "Розмови"],
    "start_date": ["", "2018", "2019-02", "CLEAR"],
    "lead": ["", "CLEAR", *BODIES],
    "partners": ["", "CLEAR", *BODIES, "Alpha House; Beta Union"],
    "funders": ["", "CLEAR", *BODIES, "Gamma Fund | Grants | 100 EUR"],
    "places": ["", "CLEAR", "Lviv", "Prizren; Osh"],
    "themes": ["", "CLEAR", "dialogue", "mediation; dialogue"],
    "keywords": ["", "bridge", "CLEAR"],
    "activities": ["", "CLEAR", "training | A training | 2019 | Lviv | held"],
    "source_url": ["", "https://example.org/1", "https://example.org/2"],
    "source_title": ["Page"],
}


def random_row(chance, number, keys):
    row = {name: chance.choice(values) for name, values in CELLS.items()}
    row["title"] = f"{row['title']} {number}"
    return row | {"id": keys.pop()} if keys and chance.random() < 0.5 else row


def random_rows(chance, size):
    keys = [str(key) for key in Initiative.objects.order_by("slug").values_list("uuid", flat=True)]
    chance.shuffle(keys)
    return [random_row(chance, number, keys) for number in range(size)]


def edit(key, **values):
    editing.write("initiative", {key: documents.read_one("initiative", key) | values}, by=None, act="edited")


@pytest.mark.divided
@pytest.mark.parametrize("seed", range(60 if SLOW else 4))
def test_imports_undone_one_after_the_other_leave_each_state_again(seed):
    chance = random.Random(seed)
    made.country("UA")
    states, runs = [], []
    for _turn in range(3):
        states.append((whole.directory(), whole.index("bridge", "house", "lviv")))
        runs.append(imported(*random_rows(chance, 12), publish=chance.random() < 0.7, valid_only=True))
    while runs:
        undo.undo(runs.pop())
        assert (whole.directory(), whole.index("bridge", "house", "lviv")) == states.pop()


@pytest.mark.parametrize("seed", range(60 if SLOW else 4))
def test_edits_since_are_left_with_all_they_need_or_taken(seed):
    chance = random.Random(seed)
    made.country("UA")
    imported(*random_rows(chance, 10), publish=True, valid_only=True)
    before = whole.directory()
    run = imported(*random_rows(chance, 14), publish=True, valid_only=True)
    keys = [str(key) for key in Initiative.objects.order_by("slug").values_list("uuid", flat=True)]
    edited = chance.sample(keys, 5)
    for number, key in enumerate(edited):
        edit(key, note=f"Edited {number}")
    after = whole.directory()
    of_the_run = set(run.changes.values_list("subject", "key"))

    undo.undo(run)
    left = whole.directory()
    for id in before.keys() | after.keys():
        stays = id[1] in edited or id not in of_the_run
        if stays or (id[0] != "initiative" and id in left):
            assert left[id] == after[id]
        else:
            assert left.get(id) == before.get(id)

    if set(edited) & {key for _, key in of_the_run}:
        undo.undo(run, take_edited=True)
    untouched = {("initiative", key) for key in edited} - of_the_run
    assert whole.directory() == before | {id: after[id] for id in untouched}

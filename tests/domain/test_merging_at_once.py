"""Two people press at the same moment: what they ask for happens once, and nobody waits for ever."""

import threading

import pytest
from django.db import connection

from initiatives.domain import documents, merging
from initiatives.domain.publishing import Refused
from initiatives.models import Merge, Organisation
from tests.domain import made
from tests.imports import whole

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """What each of the `acts` answers, all begun at one moment on connections of their own."""
    start, answers = threading.Barrier(len(acts), timeout=60), []

    def run(act):
        start.wait()
        try:
            answers.append(act())
        except Refused as refused:
            answers.append(refused)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return answers


def seen(*keys):
    return {key: documents.token(documents.read_one("organisation", key)) for key in keys}


@pytest.mark.parametrize("crosswise", [False, True])
def test_one_merge_pressed_twice(crosswise):
    one, other = made.organisation("One"), made.organisation("Other")
    made.initiative(partners=[{"organisation": one, "role": "lead"}, {"organisation": other, "role": "partner"}])
    tokens, pairs = seen(one, other), [(one, other), (other, one) if crosswise else (one, other)]
    before = whole.directory()
    answers = at_once(*(lambda pair=pair: merging.merge("organisation", *pair, by=None, seen=tokens) for pair in pairs))
    assert sorted(type(answer).__name__ for answer in answers) == ["Merge", "Refused"]
    assert (Organisation.objects.count(), Merge.objects.count()) == (1, 1)
    answers = at_once(*[lambda: merging.undo(Merge.objects.get(), by=None)] * 2)
    assert sorted(type(answer).__name__ for answer in answers) == ["Refused", "Undone"]
    assert whole.directory() == before

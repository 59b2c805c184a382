"""Several workers agree: what one process writes, the other counts at its next question."""

import subprocess
import sys

import pytest
from django.db import transaction

from initiatives.domain import documents, editing, index
from initiatives.domain.facets import Criteria, select
from initiatives.models import IndexState
from tests.domain import made
from tests.imports import second

WORKER = """
import sys, django
django.setup()
from initiatives.domain import documents, editing
from initiatives.domain.facets import Criteria, select
for line in sys.stdin:
    command, _, key = line.strip().partition(" ")
    if command == "archive":
        document = documents.read_one("initiative", key) | {"stage": "archived"}
        editing.write("initiative", {key: document}, by=None, act="archived")
    print(len(select(Criteria(text="bridge")).ids), select(Criteria()).counts["country"].get("UA", 0), flush=True)
"""


@pytest.fixture
def worker(transactional_db):
    """A second process on this database; call it with a command for what it counts: (by words, by country)."""
    process = subprocess.Popen(
        [sys.executable, "-c", WORKER],
        env=second.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def ask(command="count"):
        process.stdin.write(command + "\n")
        process.stdin.flush()
        return tuple(int(number) for number in process.stdout.readline().split())

    yield ask
    process.stdin.close()
    process.wait(timeout=20)
    process.stdout.close()


def mine():
    return len(select(Criteria(text="bridge")).ids), select(Criteria()).counts["country"].get("UA", 0)


def test_two_processes_count_the_same_after_each_change(worker):
    assert worker() == mine() == (0, 0)
    first = made.initiative("Bridge one")
    assert worker() == mine() == (1, 1)
    made.initiative("Bridge two", countries=["UA", "XK"])
    assert worker() == mine() == (2, 2)
    assert worker(f"archive {first}") == mine() == (1, 1)
    document = documents.read_one("initiative", first) | {"stage": "published"}
    editing.write("initiative", {first: document}, by=None, act="published")
    assert worker() == mine() == (2, 2)
    editing.delete("initiative", [first], by=None)
    assert worker() == mine() == (1, 1)
    assert index.current().version == 5


GREEDY = """
import time
from django.db import transaction
from django.db.models import F
from initiatives.models import IndexState
IndexState.objects.create(pk=2)
until = time.monotonic() + 30
print("begun", flush=True)
while time.monotonic() < until:
    with transaction.atomic():
        IndexState.objects.filter(pk=2).update(version=F("version") + 1)
        time.sleep(0.02)
"""


def test_who_saves_over_and_over_keeps_nobody_out(transactional_db):
    greedy = second.start(GREEDY)
    greedy.stdout.readline()
    for number in range(20):
        with transaction.atomic():
            IndexState.objects.create(pk=100 + number)
    turns = IndexState.objects.get(pk=2).version
    greedy.kill()
    greedy.wait()
    greedy.stdout.close()
    assert turns < 400

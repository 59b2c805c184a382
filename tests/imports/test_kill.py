"""kill -9 at a random moment of saving 2,000 rows leaves nothing or everything, and the run can be confirmed again.

Ten kills (five a database) in every run, a hundred in the slow one. PEACEMAP_SEED repeats the moments of a run.
"""

import csv
import datetime as dt
import io
import os
import random
import time

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from initiatives.domain import documents, editing
from initiatives.domain.columns import COLUMNS
from initiatives.imports import apply, leases, synthetic
from initiatives.models import Change, Heartbeat, ImportRun, Initiative, Organisation, Place, Source
from tests.conftest import SLOW
from tests.domain import made
from tests.imports import second

pytestmark = pytest.mark.django_db(transaction=True)

KILLS = 50 if SLOW else 5
ROWS = 2000
MODELS = {"initiative": Initiative, "organisation": Organisation, "place": Place, "source": Source}
CONFIRM = """
from initiatives.imports import apply
from initiatives.models import ImportRun
run = ImportRun.objects.get(pk=sys.argv[1])
print("begun", flush=True)
apply.apply(run)
print("saved", flush=True)
"""


def file_of(count, seed):
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    writer.writerows(synthetic.rows(count, seed))
    return text.getvalue().encode()


def preview(count, seed):
    run = apply.preview(file_of(count, seed), file_name=f"{seed}.csv")
    assert (run.state, run.counts["problem"], run.counts["rows"]) == ("previewed", 0, count)
    return run


def tokens(subject, keys=None):
    keys = MODELS[subject].objects.values_list("uuid", flat=True) if keys is None else keys
    return {key: documents.token(document) for key, document in documents.read(subject, map(str, keys)).items()}


def everything():
    return {subject: tokens(subject) for subject in MODELS}


def after(run, before):
    """What the directory is once the run is applied: what was there before, with what the run planned."""
    planned = {subject: dict(rows) for subject, rows in before.items()}
    for row in run.rows.filter(outcome__in=("new", "changed")):
        planned[row.subject][row.key] = documents.token(row.document)
    return planned


def kill(run, seconds):
    """Confirm the run in another process, and kill that after so many seconds unless it has ended by itself."""
    process = second.start(CONFIRM, run.pk)
    assert process.stdout.readline() == "begun\n"
    time.sleep(seconds)
    process.kill()
    process.wait()
    process.stdout.close()
    with transaction.atomic():  # PostgreSQL may need a moment to end what the killed process had begun
        ImportRun.objects.select_for_update().get(pk=run.pk)


def let_the_lease_run_out():
    """As if a minute had gone by."""
    Heartbeat.objects.update(seen_at=timezone.now() - dt.timedelta(seconds=2 * leases.LEASE))


def seconds_for(rows):
    """How long this machine takes to save so many rows, measured in a process like those to be killed."""
    run = preview(rows, seed=0)
    process = second.start(CONFIRM, run.pk)
    process.stdout.readline()
    began = time.monotonic()
    assert process.stdout.readline() == "saved\n"
    process.wait()
    process.stdout.close()
    return time.monotonic() - began


@pytest.fixture
def countries():
    for code in synthetic.COUNTRIES:
        made.country(code, alpha3=f"{code}Y")


def test_killed_while_saving(countries):
    seed = int(os.environ.get("PEACEMAP_SEED", random.randrange(10**6) if SLOW else 1))
    chance = random.Random(seed)
    longest = 3 * seconds_for(ROWS // 2)
    before, run, found = everything(), None, []
    for number in range(KILLS):
        run = run or preview(ROWS, seed=number + 1)
        wanted, waiting = after(run, before), run.state
        kill(run, chance.uniform(0, longest))
        now = everything()
        assert now in (before, wanted), f"partial import; PEACEMAP_SEED={seed}"
        run.refresh_from_db()
        found.append("everything" if now == wanted else "nothing")
        if now == wanted:
            assert (run.state, Change.objects.filter(run=run).count()) == ("applied", changes_of(run))
            before, run = wanted, None
        else:
            assert run.state in ("saving", waiting)  # as it waited: killed before it was confirmed
            assert Change.objects.filter(run=run).count() == 0
            let_the_lease_run_out()
            assert leases.is_interrupted(run) == (run.state != "previewed")
            call_command("housekeeping")
            run.refresh_from_db()
            assert run.state in ("interrupted", waiting)
    print(
        f"\n{KILLS} kills, seed {seed}: {found.count('nothing')} left nothing, {found.count('everything')} everything"
    )
    run = run or preview(ROWS, seed=KILLS + 1)
    wanted = after(run, before)
    apply.apply(run)
    assert everything() == wanted
    assert Change.objects.filter(run=run).count() == changes_of(run)


def changes_of(run):
    return run.rows.filter(outcome__in=("new", "changed")).count()


def test_an_editor_who_saves_meanwhile_waits_and_loses_nothing(countries):
    key = made.initiative("Edited by hand")
    run = preview(ROWS // 4, seed=1)
    process = second.start(CONFIRM, run.pk)
    process.stdout.readline()
    while ImportRun.objects.get(pk=run.pk).state == "previewed":
        time.sleep(0.01)
    edited = documents.read_one("initiative", key) | {"note": "Written while an import was saved."}
    saves, slowest = 0, 0.0
    while process.poll() is None:
        began = time.monotonic()
        edited |= {"note": f"Written while an import was saved: {saves}."}
        editing.write("initiative", {key: edited}, by=None, act="edited")
        saves, slowest = saves + 1, max(slowest, time.monotonic() - began)
    process.stdout.close()

    assert (process.returncode, ImportRun.objects.get(pk=run.pk).state) == (0, "applied")
    assert (documents.read_one("initiative", key)["note"], saves > 0) == (edited["note"], True)
    print(f"\n{saves} saves of an editor while {ROWS // 4} rows were saved, the slowest {slowest:.1f} s")

"""The steps of bench.importing, each a process: `python -m bench.import_steps ours 10000 new`."""

import cProfile
import io
import json
import os
import pstats
import resource
import sys
import time
from itertools import islice
from pathlib import Path

import django

django.setup()

from django.db import connection, transaction  # noqa: E402

from bench import stock  # noqa: E402
from initiatives.domain import editing, matching  # noqa: E402
from initiatives.imports import keeping, reading, synthetic, writing  # noqa: E402
from initiatives.imports.table import PackedRows  # noqa: E402
from initiatives.models import (  # noqa: E402
    Activity,
    Alias,
    Change,
    Citation,
    Funder,
    Identifier,
    ImportRun,
    Initiative,
    InitiativeText,
    Listing,
    ListingText,
    Offer,
    Organisation,
    Partner,
    Place,
    Posting,
    Source,
    Term,
    Word,
)

KEPT = 3
FOLDER = Path(os.environ["BENCH_FOLDER"])
READY = (
    ImportRun, Place, Organisation, Source, Initiative, Initiative.countries.through, Initiative.places.through,
    InitiativeText, Term, Alias, Identifier, Funder, Partner, Activity, Activity.places.through, Citation, Change,
    Offer, Listing, ListingText, Posting, Word,
)  # fmt: skip


def made_up(count, stage):
    """The Table that reading leaves of such rows; `stage`: as in bench.importing."""
    return reading.Table(PackedRows(_rows(count, stage)))


def _rows(count, stage):
    first = KEPT if stage == "more" else 0  # those of the editors of bench.saving
    for line, cells in enumerate(islice(synthetic.rows(count + first), first, None), 2):
        if stage in ("changed", "same"):
            cells["summary"] += " Looked at again."
        yield reading.Row(line, cells)


def ours(count, stage, *flags):
    """Plan and write as an editor's import does."""
    table = made_up(int(count), stage)
    run = ImportRun.objects.create(file_name="rows.csv", checksum="", publish="publish" in flags)
    if "plain" in flags:
        matching.Sightings.like = lambda self, sighting: None
        matching.OrganisationNames.nearest = lambda self, written: set()
    profile = cProfile.Profile(time.process_time)
    if "profile" in flags:
        profile.enable()
    began, cpu = time.perf_counter(), _cpu()
    counts = keeping.keep(table, run)
    planned = time.perf_counter()
    run.counts = counts
    rows = writing.prepared(run)
    with transaction.atomic():
        writing.write(run, by=None, rows=rows)
    written = time.perf_counter()
    if "profile" in flags:
        profile.disable()
        told = io.StringIO()
        pstats.Stats(profile, stream=told).sort_stats("tottime").print_stats(45)
        pstats.Stats(profile, stream=told).sort_stats("cumtime").print_stats(70)
        print(told.getvalue())
    print(json.dumps(counts))
    return {"rows": int(count), "plan": planned - began, "write": written - planned, "cpu": _cpu() - cpu}


def _cpu():
    """Seconds of this process and of those that it waited for."""
    return sum(map(sum, (os.times()[:2], os.times()[2:4])))


def dump(count):
    """Write what the stock Resources are to import: the first `count` profiles."""
    (FOLDER / "stock.json").write_text(json.dumps(stock.datasets(int(count))))
    return {}


def stock_import():
    found = json.loads((FOLDER / "stock.json").read_text())
    began = time.perf_counter()
    rows = stock.load(found)
    return {"rows": rows, "plan": 0, "write": time.perf_counter() - began}


def unload():
    for model in READY:
        with connection.cursor() as cursor, (FOLDER / model._meta.db_table).open("w") as file:
            statement = f"COPY (SELECT * FROM {model._meta.db_table} ORDER BY {model._meta.pk.column}) TO STDOUT"  # noqa: S608
            cursor.copy_expert(statement, file)
    return {}


def copy(count):
    """COPY the ready rows into the empty tables, in one transaction."""
    began = time.perf_counter()
    with transaction.atomic():
        for model in READY:
            with connection.cursor() as cursor, (FOLDER / model._meta.db_table).open() as file:
                cursor.copy_expert(f"COPY {model._meta.db_table} FROM STDIN", file)
    return {"rows": int(count), "plan": 0, "write": time.perf_counter() - began}


def edit(number):
    """Save one profile again and again until the file `stop` is there."""
    key = str(Initiative.objects.order_by("pk")[int(number)].uuid)
    waits, failed = [], []
    _save(key, "Saved before.")  # as the worker of a site that has been running for a while
    print("ready", flush=True)
    while not (FOLDER / "stop").exists():
        began = time.perf_counter()
        try:
            _save(key, f"Saved {len(waits)} times.")
        except Exception as error:
            failed.append(repr(error))
        waits.append(time.perf_counter() - began)
        time.sleep(0.05)
    return {"saves": len(waits), "slowest": max(waits), "failed": failed}


@transaction.atomic
def _save(key, summary):
    """As the admin does: lock, write the rows, close."""
    opened = editing.begin("initiative", key)
    InitiativeText.objects.filter(initiative__uuid=key).update(summary=summary)
    editing.finish(opened, by=None)


STEPS = {"edit": edit, "ours": ours, "dump": dump, "stock": stock_import, "unload": unload, "copy": copy}

if __name__ == "__main__":
    said = STEPS[sys.argv[1]](*sys.argv[2:])
    largest = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(json.dumps(said | {"memory": sum(largest) / 1024}))  # what both share counts twice

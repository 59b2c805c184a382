"""The steps of bench.importing, each a process: `python -m bench.import_steps ours 10000 new`."""

import cProfile
import io
import json
import os
import pstats
import resource
import sys
import time
from pathlib import Path

import django

django.setup()

from django.db import connection, transaction  # noqa: E402

from bench import stock  # noqa: E402
from initiatives.domain import matching  # noqa: E402
from initiatives.imports import keeping, reading, synthetic, writing  # noqa: E402
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

FOLDER = Path(os.environ["BENCH_FOLDER"])
READY = (
    ImportRun, Place, Organisation, Source, Initiative, Initiative.countries.through, Initiative.places.through,
    InitiativeText, Term, Alias, Identifier, Funder, Partner, Activity, Activity.places.through, Citation, Change,
    Offer, Listing, ListingText, Posting, Word,
)  # fmt: skip


class Rows:
    """The made-up rows as a table reads them, as often as they are asked for; `changed`: another summary in each."""

    def __init__(self, count, changed):
        self.count, self.changed = count, changed

    def __iter__(self):
        for line, cells in enumerate(synthetic.rows(self.count), 2):
            if self.changed:
                cells["summary"] += " Looked at again."
            yield reading.Row(line, cells)

    def __len__(self):
        return self.count


def ours(count, stage, *flags):
    """Plan and write as an editor's import does."""
    table = reading.Table(Rows(int(count), stage != "new"))
    run = ImportRun.objects.create(file_name="rows.csv", checksum="", publish="publish" in flags)
    if "plain" in flags:
        matching.Sightings.like = lambda self, sighting: None
        matching.OrganisationNames.nearest = lambda self, written: set()
    profile = cProfile.Profile()
    if "profile" in flags:
        profile.enable()
    with transaction.atomic():
        began = time.perf_counter()
        keeping.keep(table, run, publish=run.publish)
        planned = time.perf_counter()
    with transaction.atomic():
        writing.write(run, by=None)
    written = time.perf_counter()
    if "profile" in flags:
        profile.disable()
        told = io.StringIO()
        pstats.Stats(profile, stream=told).sort_stats("tottime").print_stats(45)
        pstats.Stats(profile, stream=told).sort_stats("cumtime").print_stats(70)
        print(told.getvalue())
    print(json.dumps(run.counts))
    return {"rows": int(count), "plan": planned - began, "write": written - planned}


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


STEPS = {"ours": ours, "dump": dump, "stock": stock_import, "unload": unload, "copy": copy}

if __name__ == "__main__":
    said = STEPS[sys.argv[1]](*sys.argv[2:])
    print(json.dumps(said | {"memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))

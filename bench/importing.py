"""`python -m bench.importing N`: the importer against COPY of the same rows and against stock django-import-export.

All three write to databases of one server in one run: the importer N new rows, then the same with a change in each,
then the same again; COPY the rows that the first of these left; the stock Resources the same tables. Each step is a
process of its own, so that its memory is its own. Times make the ratios readable; only the ratios mean something.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.directories import databases

STAGES = ("new", "changed", "same")
NEEDED = {"stock": 25, "copy": 0.3}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=10_000)
    parser.add_argument("--database", choices=["postgresql", "sqlite"], default="postgresql")
    parser.add_argument("--publish", action="store_true", help="publish what is new, so that the index grows too")
    parser.add_argument("--stock", type=int, default=300, help="so many profiles go through the stock Resources")
    parser.add_argument("--without-likeness", action="store_true", help="leave out the search for names much alike")
    parser.add_argument("--profile", choices=STAGES, help="print what this stage spends its time on")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="peacemap-bench-") as name,
        databases(options.database, name) as address,
    ):
        folder = Path(name)
        ours = Step(address("ours"), folder)
        ours.prepare()
        done = {}
        for stage in STAGES:
            done[stage] = ours.run("ours", options.count, stage, *_flags(options, stage))
            if stage == "new" and options.database == "postgresql":
                ours.run("unload")  # now: the changes would add their history
        others = {}
        if options.stock:
            ours.run("dump", options.stock)
            others["stock"] = Step(address("stock"), folder).prepare().run("stock")
        if options.database == "postgresql":
            others["copy"] = Step(address("copied"), folder).prepare().run("copy", options.count)
        tell(options, done, others)


def _flags(options, stage):
    flags = {"publish": options.publish, "plain": options.without_likeness, "profile": options.profile == stage}
    return [name for name, is_set in flags.items() if is_set]


class Step:
    """One database, and steps that run against it as processes of their own."""

    def __init__(self, address, folder):
        self.environment = os.environ | {
            "DATABASE_URL": address,
            "VAR_DIR": str(folder / "var"),
            "BENCH_FOLDER": str(folder),
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "DEBUG": "0",
            "HTTPS": "0",
            "ALLOWED_HOSTS": "127.0.0.1",
            "SECRET_KEY": "only-for-measuring-" * 4,
        }

    def prepare(self):
        for command in (["migrate"], ["loaddata", "countries"]):
            self._call("manage.py", *command, "--verbosity", "0")
        return self

    def run(self, *arguments):
        """What the step says of itself, a dict."""
        said = self._call("-m", "bench.import_steps", *map(str, arguments)).splitlines()
        print("\n".join(said[:-1]), end="\n" if said[:-1] else "", flush=True)
        return json.loads(said[-1])

    def _call(self, *arguments):
        command = [sys.executable, *arguments]
        done = subprocess.run(command, env=self.environment, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
        return done.stdout


def tell(options, done, others):
    print(f"\n{options.database}, {options.count} rows{', published' if options.publish else ''}\n")
    print("| rows | plan, s | write, s | of it Python, s | rows/s | memory, MB |\n|---|---|---|---|---|---|")
    for stage, found in done.items():
        times = f"{found['plan']:.2f} | {found['write']:.2f} | {found['cpu']:.2f}"
        print(f"| {stage} | {times} | {_rate(found):.0f} | {found['memory']:.0f} |")
    for name, found in others.items():
        ratio = _rate(done["new"]) / _rate(found)
        print(
            f"\n{name}: {_rate(found):.0f} rows/s; new rows by the importer: {ratio:.2f} of that (bar {NEEDED[name]})"
        )


def _rate(found):
    return found["rows"] / (found["plan"] + found["write"])


if __name__ == "__main__":
    main()

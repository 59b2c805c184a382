"""`python -m bench.saving 5000`: three editors who save all the time while an import is planned and written.

Each is a process, with a published profile of its own, and saves through the door in as the admin does. Told are how
long the slowest of their saves took and whether one failed.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.directories import databases
from bench.importing import Step

EDITORS = 3
LONGEST = 2.0  # seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=5000)
    parser.add_argument("--database", choices=["postgresql", "sqlite"], default="postgresql")
    parser.add_argument("--publish", action="store_true")
    parser.add_argument("--without-likeness", action="store_true")
    options = parser.parse_args()
    flags = [name for name, is_set in (("publish", options.publish), ("plain", options.without_likeness)) if is_set]
    with (
        tempfile.TemporaryDirectory(prefix="peacemap-bench-") as name,
        databases(options.database, name) as address,
    ):
        step = Step(address("saving"), Path(name)).prepare()
        step.run("ours", EDITORS, "new", "publish")
        found, told = _together(step, Path(name), ["ours", options.count, "more", *flags])
    print(f"{options.database}: {options.count} rows, plan {found['plan']:.1f} s, write {found['write']:.1f} s")
    failed = [error for one in told for error in one["failed"]]
    slowest = max(one["slowest"] for one in told)
    print(f"{sum(one['saves'] for one in told)} saves, {len(failed)} failed (bar 0) {failed[:1]}")
    print(f"slowest {slowest:.2f} s (bar {LONGEST:.0f})")


def _together(step, folder, arguments):
    """(what the import says, [what each editor says])"""
    command = [sys.executable, "-m", "bench.import_steps", "edit"]
    editors = [
        subprocess.Popen([*command, str(number)], env=step.environment, stdout=subprocess.PIPE, text=True)  # noqa: S603
        for number in range(EDITORS)
    ]
    for editor in editors:
        editor.stdout.readline()
    try:
        found = step.run(*arguments)
    finally:
        (folder / "stop").touch()
        told = [json.loads(editor.communicate()[0].splitlines()[-1]) for editor in editors]
    return found, told


if __name__ == "__main__":
    main()

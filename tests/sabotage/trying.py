"""One line of the project spoilt in a copy of it, and the tests that must then turn red."""

import compileall
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.plugins.surroundings import BEFORE, OF_THE_SITE, SETTINGS

ROOT = Path(__file__).resolve().parents[2]
NEEDED = ("initiatives", "peacemap", "templates", "static", "fixtures", "tests", "manage.py", "pyproject.toml")
UNNEEDED = shutil.ignore_patterns("__pycache__", ".*")
PATIENCE = 300  # seconds until tests that should take five are given up, on a busy machine
GREEN, RED = 0, 1  # exit codes of pytest; any other means that nothing was tried
CLUMSY = re.compile(r"^E +((?:Syntax|Indentation|Import|ModuleNotFound|Name|TemplateSyntax)Error)\b", re.MULTILINE)


@dataclass(frozen=True)
class Sabotage:
    """`old`, which stands once in `file`, becomes `new`; `tests` (files or node ids of pytest) must notice on
    `database`, sqlite or postgres."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]
    database: str = "sqlite"

    @property
    def count(self):
        """How often `old` stands in the file: once, or this sabotage spoils nothing or too much."""
        return (ROOT / self.file).read_text().count(self.old)


class Untried(Exception):
    """The tests did not run to an end, or fell over a mistake in the sabotage itself: this says nothing."""


@contextmanager
def a_copy():
    """A folder with all that the tests need of the project; deleted afterwards."""
    with tempfile.TemporaryDirectory(prefix="peacemap-sabotage-") as folder:
        for name in NEEDED:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, Path(folder, name), ignore=UNNEEDED)
            else:
                shutil.copy(ROOT / name, folder)
        compileall.compile_dir(folder, quiet=1)  # once, which halves the time of each run
        yield Path(folder)


def is_noticed(sabotage, copy):
    """Whether a test turns red once `copy` is spoilt; afterwards it is whole again. Raises Untried."""
    file = copy / sabotage.file
    whole = file.read_text()
    file.write_text(whole.replace(sabotage.old, sabotage.new))
    try:
        code, said = run(sabotage.tests, sabotage.database, copy)
    finally:
        file.write_text(whole)
    mistake = CLUMSY.search(said)
    if code not in (GREEN, RED) or mistake:
        raise Untried(f"{sabotage.name}: {mistake[1] if mistake else f'exit code {code}'}\n{said[-3000:]}")
    return code == RED


def run(tests, database, copy):
    """(exit code, what pytest said) of `tests` in `copy`, up to the first that fails. Makes tables without migrations,
    which takes a second instead of many."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
    command += ["--nomigrations", *dict.fromkeys(tests)]
    process = subprocess.Popen(
        command, cwd=copy, env=environment(database), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    give_up = threading.Timer(PATIENCE, process.send_signal, [signal.SIGINT])  # pytest then ends its database too
    kill = threading.Timer(PATIENCE + 60, process.kill)
    give_up.start(), kill.start()
    try:
        said = process.communicate()[0]
    finally:
        give_up.cancel(), kill.cancel()
    return process.returncode, said


def environment(database):
    """That of a session on its own, whatever the one around it has set."""
    unwanted = {*SETTINGS, *OF_THE_SITE, "CI", "VAR_DIR", "DATABASE_URL", "TEST_DATABASE_URL"}
    unwanted.add("PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in BEFORE.items() if name not in unwanted}
    kept = {name: value for name, value in kept.items() if not name.startswith(("PEACEMAP_", "PYTEST_"))}
    return kept | {"PEACEMAP_TEST_DB": database}

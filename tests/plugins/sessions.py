"""One `pytest` is two sessions: the same tests on SQLite and on PostgreSQL, then one line with both counts.

PEACEMAP_TEST_DB=sqlite or postgres runs one of them only; PEACEMAP_TEST_PARALLEL=1 runs both at the same time;
with CI=true a skipped test fails the run.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from django.db import connection

from tests.plugins.surroundings import BEFORE

DATABASES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}
ONLY_LOOKING = ("collectonly", "showfixtures", "show_fixtures_per_test", "markers", "help", "version", "setupplan")
IN_CI = os.environ.get("CI") == "true"


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config):
    """Run both sessions in place of this one; answer the worse exit code."""
    if "PEACEMAP_TEST_DB" in os.environ or any(config.getoption(name, False) for name in ONLY_LOOKING):
        return None
    with tempfile.TemporaryDirectory(prefix="peacemap-runs-") as folder:
        runs = [Run(name, Path(folder), config.invocation_params) for name in DATABASES]
        if os.environ.get("PEACEMAP_TEST_PARALLEL") == "1":
            run_side_by_side(*runs)
        else:
            for run in runs:
                run.start()
                run.wait()
        print("\n" + "; ".join(run.sentence() for run in runs) + f"; skipped: {sum(run.skipped for run in runs)}")
        return max(run.code for run in runs)


def run_side_by_side(shown, kept):
    """Show the first as it goes; keep what the second says until the first has ended."""
    with open(kept.folder / "kept.txt", "w+") as output:
        kept.start(stdout=output, stderr=subprocess.STDOUT)
        shown.start()
        shown.wait()
        kept.wait()
        output.seek(0)
        print(output.read(), flush=True)


class Run:
    """One session in a process of its own."""

    def __init__(self, database, folder, invocation):
        self.database, self.folder, self.invocation = database, folder, invocation
        self.report = folder / f"{database}.json"
        self.counts = {}
        self.code = None

    def start(self, **streams):
        print(f"\n=== {DATABASES[self.database]} ===", flush=True, **file_of(streams))
        mine = {"PEACEMAP_TEST_DB": self.database, "PEACEMAP_TEST_REPORT": str(self.report)}
        command = [sys.executable, "-m", "pytest", *self.invocation.args]
        self.process = subprocess.Popen(command, cwd=self.invocation.dir, env=BEFORE | mine, **streams)

    def wait(self):
        self.code = self.process.wait()
        self.code = self.code if self.code >= 0 else 1  # ended by a signal
        if self.report.exists():
            self.counts = json.loads(self.report.read_text())

    @property
    def skipped(self):
        return self.counts.get("skipped", 0)

    def sentence(self):
        if not self.counts:
            return f"{DATABASES[self.database]}: did not finish"
        failed = self.counts["failed"] + self.counts["error"]
        return (
            f"{DATABASES[self.database]}: {self.counts['passed']} passed, of them {self.counts['browser']} in Chromium"
            + (f", {failed} FAILED" if failed else "")
        )


def file_of(streams):
    return {"file": streams["stdout"]} if "stdout" in streams else {}


def pytest_sessionstart():
    """A session that would quietly test the other database must not start."""
    wanted = os.environ.get("PEACEMAP_TEST_DB", connection.vendor)
    if not connection.vendor.startswith(wanted):
        raise pytest.UsageError(f"This session should run on {wanted}, but the settings name {connection.vendor}.")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    """Leave the counts for the outer process; in CI a skip is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or hasattr(session.config, "workerinput"):
        return
    counts = {name: len(reporter.stats.get(name, ())) for name in ("passed", "failed", "error", "skipped")}
    counts["browser"] = sum("browser" in report.keywords for report in reporter.stats.get("passed", ()))
    if IN_CI and counts["skipped"] and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    if path := os.environ.get("PEACEMAP_TEST_REPORT"):
        Path(path).write_text(json.dumps(counts))


def pytest_terminal_summary(terminalreporter):
    if IN_CI and terminalreporter.stats.get("skipped"):
        terminalreporter.write_line("CI allows no skipped test: this run has failed.", red=True, bold=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """Give SQLite a file, as in real life: the live server's threads each open it, with WAL and the waiting."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")

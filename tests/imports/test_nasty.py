"""Files that go wrong: each has an outcome, a message with line and column, and leaves nothing behind."""

import json
import os
import subprocess
import sys

import pytest

from initiatives.imports import plan, reading
from initiatives.models import ImportRun, Initiative, Organisation, Place, Source
from tests.conftest import SLOW
from tests.domain import made
from tests.imports import nasty

SECONDS, MEGABYTES = 10, 400
IN_THE_FAST_RUN = {"10 MB cell", "workbook of a million strings", "workbook with a far corner"}
MEASURE = """
import json, pathlib, re, resource, sys, time
import django
django.setup()
from initiatives.imports import reading
data = open(sys.argv[1], "rb").read()
began = time.process_time()
table = reading.read(data)
rows = sum(1 for row in table.rows)
own, other = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
scale = 1 if sys.platform == "darwin" else 1024
status = pathlib.Path("/proc/self/status")
# Where there is /proc: what getrusage says of a process begins with the size of the one that started it.
peak = int(re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1]) * 1024 if status.exists() else own.ru_maxrss * scale
print(json.dumps({
    "seconds": time.process_time() - began + other.ru_utime + other.ru_stime,
    "megabytes": max(peak, other.ru_maxrss * scale) // 1024 // 1024,
}))
"""


@pytest.fixture
def countries():
    for code in ("UA", "XK"):
        made.country(code)


def saved():
    return [model.objects.count() for model in (Initiative, Organisation, Place, Source, ImportRun)]


def check(name):
    expected = nasty.NASTY[name][1]
    before = saved()
    planned = plan.make(reading.read(nasty.content(name)))
    found = [(p.line, p.column, p.level) for p in planned.problems]
    assert found == [(line, column, level) for line, column, level, _words in expected]
    for problem, (*_place, words) in zip(planned.problems, expected, strict=True):
        assert words in problem.message
    assert saved() == before


@pytest.mark.django_db
@pytest.mark.parametrize("name", nasty.LIGHT)
def test_a_nasty_file_has_an_outcome(countries, name):
    check(name)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name in nasty.HEAVY if name != "20 MB of commas"])
def test_a_large_nasty_file_has_an_outcome(countries, name):
    check(name)


@pytest.mark.parametrize("name", nasty.NASTY if SLOW else sorted(IN_THE_FAST_RUN))
def test_reading_a_nasty_file_takes_little_time_and_memory(tmp_path, name):
    path = tmp_path / "file.csv"
    path.write_bytes(nasty.content(name))
    answer = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)], env=os.environ, capture_output=True, check=True, timeout=120
    )
    used = json.loads(answer.stdout.splitlines()[-1])
    assert used["seconds"] < SECONDS
    assert used["megabytes"] < MEGABYTES


def test_there_are_enough_of_them():
    assert len(nasty.NASTY) >= 60

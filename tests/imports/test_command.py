import csv
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from initiatives.models import ImportRun, Initiative
from tests.domain import made
from tests.imports.files import file_of

pytestmark = pytest.mark.django_db

GOOD = {"title": "Good", "themes": "unheard-of"}
BAD = {"title": "=Bad", "status": "nonsense"}


@pytest.fixture(autouse=True)
def ukraine():
    made.country("UA")


@pytest.fixture
def run(tmp_path):
    def run(*rows, **options):
        """(exit code, what --json printed)"""
        path, out = tmp_path / "rows.csv", StringIO()
        path.write_bytes(file_of(*rows))
        try:
            call_command("import_profiles", str(path), json=True, stdout=out, **options)
        except CommandError as error:
            return error.returncode, json.loads(out.getvalue()) if out.getvalue() else None
        return 0, json.loads(out.getvalue())

    return run


def test_json_has_the_contract_s_shape(run):
    code, answer = run(GOOD)
    assert (code, list(answer)) == (0, ["run", "state", "new", "changed", "same", "problems", "seconds", "rows"])
    assert (answer["state"], answer["new"], answer["changed"], answer["same"], answer["rows"]) == (
        "applied",
        1,
        0,
        0,
        1,
    )
    assert answer["run"] == str(ImportRun.objects.get().uuid)
    assert [list(problem) for problem in answer["problems"]] == [["line", "column", "value", "message", "level"]]


def test_a_preview_saves_nothing(run):
    code, answer = run(GOOD, preview=True)
    assert (code, answer["state"], answer["new"], answer["run"]) == (0, "previewed", 1, None)
    assert (Initiative.objects.count(), ImportRun.objects.count()) == (0, 0)


@pytest.mark.parametrize("preview", [True, False])
def test_a_refused_file_saves_nothing(run, preview):
    code, answer = run(GOOD, BAD, preview=preview)
    assert (code, answer["state"], answer["new"]) == (1, "refused", 1)
    assert (Initiative.objects.count(), ImportRun.objects.count()) == (0, 0)


def test_valid_only_imports_the_good_rows(run):
    code, answer = run(GOOD, BAD, valid_only=True)
    assert (code, answer["state"], Initiative.objects.count()) == (0, "applied", 1)


def test_publish(run):
    run(GOOD, publish=True)
    assert Initiative.objects.get().stage == "published"


@pytest.mark.parametrize("options", [{"encoding": "koi8-r"}, {"user": "nobody"}])
def test_bad_usage(run, options):
    assert run(GOOD, **options) == (2, None)


def test_a_missing_file_is_bad_usage():
    with pytest.raises(CommandError) as refusal:
        call_command("import_profiles", "/nowhere/rows.csv")
    assert refusal.value.returncode == 2


def test_the_report_is_safe_to_open_in_a_spreadsheet(run, tmp_path):
    report = tmp_path / "report.csv"
    run({"title": "=1+1", "status": "=2+2"}, report=str(report))
    rows = list(csv.DictReader(StringIO(report.read_text(encoding="utf-8-sig"))))
    assert [(row["line"], row["column"], row["value"], row["level"]) for row in rows] == [
        ("2", "status", "'=2+2", "error")
    ]


def test_in_words(run, tmp_path, capsys):
    path = tmp_path / "rows.csv"
    path.write_bytes(file_of(GOOD))
    call_command("import_profiles", str(path))
    first, second = capsys.readouterr().out.splitlines()
    assert first == "applied: 1 new, 0 changed, 0 same"
    assert second.startswith("warning: line 2 themes “unheard-of”: ")


def test_a_change_is_told_with_its_old_and_new_value(tmp_path, capsys):
    key = made.initiative("Old title", website="https://example.org/old")
    path = tmp_path / "rows.csv"
    path.write_bytes(file_of({"id": key, "title": "New title", "kind": "", "lead": "New body"}))
    call_command("import_profiles", str(path), preview=True)
    lines = capsys.readouterr().out.splitlines()
    assert lines[:4] == [
        "previewed: 0 new, 1 changed, 0 same",
        "new organisation: New body",
        "changed: line 2 New title",
        "  text en: title: “Old title” -> “New title”",
    ]
    assert "New body" in lines[4] and not any(key in line for line in lines)


def test_no_file_commands_the_terminal(tmp_path):
    path, out = tmp_path / "rows.csv", StringIO()
    path.write_bytes("title,countries,\x1b]0;x\x07,\x9b2J\nOne,UA,,,\x1b[5A\n".encode())
    with pytest.raises(CommandError):
        call_command("import_profiles", str(path), stdout=out)
    assert "This column is not known" in out.getvalue()
    assert not {"\x1b", "\x07", "\x9b"} & set(out.getvalue())

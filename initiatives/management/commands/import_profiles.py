"""Import a file from the shell: the importer of the admin, without its limit for uploads (docs/data.md)."""

import csv
import json
import time
from itertools import chain
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from initiatives.domain import history
from initiatives.domain.cells import clean, defused
from initiatives.domain.editing import Stale
from initiatives.domain.publishing import Refused
from initiatives.imports import apply as applying
from initiatives.imports import reading
from initiatives.imports.problems import Problem

REFUSED, BAD_USAGE = 1, 2
PROBLEM = ("line", "column", "value", "message", "level")


class Command(BaseCommand):
    help = "Import initiatives from a file: all of it or nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", help="a table (CSV, XLSX), an IATI file (XML) or grants of 360Giving (CSV)")
        parser.add_argument("--preview", action="store_true", help="say what would happen, and change nothing")
        parser.add_argument("--valid-only", action="store_true", help="import the good rows, leave out the others")
        parser.add_argument("--publish", action="store_true", help="publish what it makes; otherwise it makes drafts")
        parser.add_argument("--encoding", default="", help="the file's encoding; found out where it is not said")
        parser.add_argument("--report", metavar="OUT.csv", help="write the problems to this file")
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")
        parser.add_argument("--user", metavar="NAME", help="the account in whose name, and within whose countries")

    def handle(self, **options):
        began = time.monotonic()
        data, user = read_file(options["file"]), find_user(options["user"])
        if not reading.is_known_encoding(options["encoding"]):
            raise CommandError(f"The encoding {options['encoding']} is not known.", returncode=BAD_USAGE)
        chosen = {name: options[name] for name in ("encoding", "valid_only", "publish")}
        run = applying.preview(data, file_name=Path(options["file"]).name, by=user, **chosen)
        state, problems = decide(run, user, options)
        outcome = summary(run, state, problems, time.monotonic() - began)
        if options["report"]:
            write_report(options["report"], problems)
        self.stdout.write(json.dumps(outcome, ensure_ascii=False) if options["json"] else in_words(outcome, run))
        if state != "applied":
            run.delete()
        if state == "refused":
            raise CommandError("Nothing was saved.", returncode=REFUSED)


def decide(run, user, options):
    """(state, [problem as a dict]): applied, unless the file is refused or only a preview was asked for"""
    problems = list(problems_of(run))
    if run.state == "refused" or (run.rows.filter(outcome="problem").exists() and not options["valid_only"]):
        return "refused", problems
    if options["preview"]:
        return "previewed", problems
    try:
        applying.apply(run, by=user)
    except (Refused, Stale) as error:
        return "refused", [*problems, Problem(0, "", "", str(error)).as_dict()]
    return "applied", problems


def problems_of(run):
    """All problems as dicts in the contract's order: those of the file first, then by line."""
    rows = run.rows.filter(has_remarks=True).values_list("problems", flat=True)
    for problems in chain([run.problems], rows.iterator(500)):
        for problem in problems:
            yield {name: problem[name] for name in PROBLEM}  # PostgreSQL keeps another order


def read_file(name):
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise CommandError(f"{name} can't be read: {error.strerror}.", returncode=BAD_USAGE) from error


def find_user(name):
    if name is None:
        return None
    user = get_user_model().objects.filter(username=name, is_active=True).first()
    if user is None:
        raise CommandError(f"There is no account called {name}.", returncode=BAD_USAGE)
    return user


def summary(run, state, problems, seconds):
    counts = dict.fromkeys(("new", "changed", "same", "rows"), 0) | run.counts
    return {
        "run": str(run.uuid) if state == "applied" else None,
        "state": state,
        "new": counts["new"],
        "changed": counts["changed"],
        "same": counts["same"],
        "problems": problems,
        "seconds": round(seconds, 3),
        "rows": counts["rows"],
    }


def in_words(outcome, run):
    lines = [f"{outcome['state']}: {outcome['new']} new, {outcome['changed']} changed, {outcome['same']} same"]
    brought = run.rows.exclude(subject="initiative").values_list("subject", "title", "key")
    lines += [f"new {subject}: {title}" for subject, title, key in brought]
    lines += changes_in_words(run, {key: title for subject, title, key in brought})
    lines += [problem_in_words(problem) for problem in outcome["problems"]]
    return clean("\n".join(lines), multiline=True)  # no file commands a terminal


def changes_in_words(run, brought):
    for row in run.rows.filter(outcome="changed").iterator(500):
        yield f"changed: line {row.line} {row.title}"
        [changes] = history.differences_of(row.subject, [(row.before, row.document)], brought)
        for change in changes:
            yield f"  {change.label}: “{change.old}” -> “{change.new}”"


def problem_in_words(problem):
    value = problem["value"] and f"“{problem['value']}”"
    place = " ".join(filter(None, (f"line {problem['line']}", problem["column"], value)))
    return f"{problem['level']}: {place}: {problem['message']}"


def write_report(name, problems):
    try:
        with open(name, "w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(PROBLEM)
            writer.writerows([defused(str(problem[column])) for column in PROBLEM] for problem in problems)
    except OSError as error:
        raise CommandError(f"{name} can't be written: {error.strerror}.", returncode=BAD_USAGE) from error

"""CSV files for tests: rows as dicts, planned and applied as an editor would."""

import csv
import io
from pathlib import Path

from initiatives.exports import csv as csv_export
from initiatives.exports.rows import batches
from initiatives.imports import apply, plan, reading
from initiatives.models import Initiative
from initiatives.visibility import EDITORS

DATA = Path(__file__).parent.parent / "data"


def file_of(*rows):
    """The bytes of a CSV file with these rows, {column: text} each; title and countries have a default."""
    rows = [{"title": "Bridge", "countries": "UA", "kind": "project"} | row for row in rows]
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(dict.fromkeys(name for row in rows for name in row)), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def planned(*rows, **options):
    return plan.make(reading.read(file_of(*rows)), **options)


def imported(*rows, by=None, **options):
    """The ImportRun of these rows, applied."""
    run = apply.preview(file_of(*rows), file_name="rows.csv", by=by, **options)
    apply.apply(run, by=by)
    run.refresh_from_db()
    return run


def exported():
    """The bytes of what editors export of everything."""
    return "".join(csv_export.stream(batches(Initiative.objects.order_by("pk")), EDITORS)).encode()


def own(plan):
    """The planned initiatives, without what they bring along."""
    return [row for row in plan.rows if row.subject == "initiative"]


def outcomes(plan):
    return [row.outcome for row in own(plan)]


def told(plan, level="error"):
    """[(line, column, value)] of the problems of a level."""
    return [(problem.line, problem.column, problem.value) for problem in plan.problems if problem.level == level]

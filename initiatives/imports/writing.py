"""A kept plan into the directory: every planned document through the door, under the token of what the preview saw."""

from initiatives.domain import documents, editing
from initiatives.models import PlannedRow

ORDER = ("place", "organisation", "source", "initiative")
BATCH = 500


def write(run, *, by):
    """Write all that `run` planned, inside the caller's transaction.

    Raises editing.Stale where a profile has changed since the preview, IntegrityError or LookupError where the plan no
    longer fits the directory.
    """
    for subject in ORDER:
        _write(run, subject, by)


def _write(run, subject, by):
    rows = run.rows.filter(subject=subject, outcome__in=("new", "changed")).order_by("pk")
    keys = list(rows.values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        batch = PlannedRow.objects.filter(pk__in=keys[start : start + BATCH])
        wanted = {row.key: _document(row, run.publish) for row in batch}
        tokens = {row.key: documents.token(row.before) for row in batch}
        editing.write(subject, wanted, by=by, act="imported", run=run, tokens=tokens)


def _document(row, publish):
    if publish and row.subject == "initiative" and row.outcome == "new":
        return row.document | {"stage": "published"}
    return row.document

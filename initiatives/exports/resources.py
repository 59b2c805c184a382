"""The rows of the contract as a django-import-export Resource, so that the admin offers its formats and permissions.

Export only: files come in through `initiatives.imports`, which plans before it writes.
"""

import tablib
from import_export.resources import Resource

from initiatives.domain.cells import defused
from initiatives.domain.columns import COLUMNS
from initiatives.exports.rows import batches, rows
from initiatives.visibility import EDITORS


class InitiativeResource(Resource):
    """What editors see of the initiatives of a queryset, with no cell that a spreadsheet would run."""

    class Meta:
        name = "initiatives"

    def export(self, queryset=None, **kwargs):
        """A tablib.Dataset in the contract's columns. `queryset` is already bound to what the person may see."""
        dataset = tablib.Dataset(headers=COLUMNS, title="initiatives")
        for batch in batches(queryset):
            for row in rows(batch, EDITORS):
                dataset.append([defused(row[column]) for column in COLUMNS])
        return dataset

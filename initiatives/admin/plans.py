"""The plan of an import, as its page shows it: totals, rows by outcome, page by page.

The totals are those counted while the file was read, and a page finds its rows in an index: a preview of 50,000 rows
opens as fast as one of 50.
"""

import json
import re
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from initiatives.domain import history
from initiatives.imports import choices
from initiatives.imports.planned import BROUGHT_ALONG
from initiatives.models import Initiative, PlannedRow

TABS = {"new": _("new"), "changed": _("changed"), "same": _("same"), "problem": _("with problems")}
REMARKS, ALONG = "remarks", "along"
SIZE = 25

_KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Shown:
    """One row of the plan. `differences`: old and new values, in words."""

    row: PlannedRow
    differences: list
    initiative: Initiative | None


class Counted(Paginator):
    """Pages of rows whose number is known."""

    def __init__(self, rows, size, count):
        super().__init__(rows, size)
        self.count = count  # in place of asking the database


class Plan:
    """What of `run` is shown: `show` is an outcome, "remarks", "along" (what the file brings along) or "" for all."""

    def __init__(self, run, user, show, page):
        self.run, self.user = run, user
        self.show = show if show in (*TABS, REMARKS, ALONG) else ""
        self._page = page

    @cached_property
    def page(self):
        keys = self._rows(self.show).values_list("pk", flat=True)
        return Counted(keys, SIZE, self._totals[self.show]).get_page(self._page)

    def _rows(self, show):
        rows = self.run.rows.order_by("line", "pk")
        if show == ALONG:
            return rows.filter(subject__in=BROUGHT_ALONG)
        rows = rows.filter(subject="initiative")
        if show == REMARKS:
            return rows.filter(has_remarks=True)
        return rows.filter(outcome=show) if show else rows

    @property
    def _totals(self):
        """{tab: how many rows}"""
        counts = self.run.counts
        along = sum(counts.get(f"{subject}s", 0) for subject in BROUGHT_ALONG)
        special = {"": counts.get("rows", 0), REMARKS: counts.get("remarks", 0), ALONG: along}
        return special | {name: counts.get(name, 0) for name in TABS}

    @property
    def tabs(self):
        """[(name, label, how many)]"""
        labels = {"": _("all"), **TABS, REMARKS: _("with remarks")}
        labels[ALONG] = _("organisations, places and sources that are new")
        return [(name, label, self._totals[name]) for name, label in labels.items()]

    @cached_property
    def _planned(self):
        """The PlannedRows of this page."""
        found = PlannedRow.objects.in_bulk(list(self.page))
        return [found[key] for key in self.page if key in found]

    @cached_property
    def rows(self):
        keys = [row.key for row in self._planned if row.key]
        initiatives = Initiative.objects.visible_to(self.user).in_bulk(keys, field_name="uuid")
        found = {str(key): initiative for key, initiative in initiatives.items()}
        return [
            Shown(row, differences, found.get(row.key))
            for row, differences in zip(self._planned, self._differences, strict=True)
        ]

    @property
    def _differences(self):
        pairs = [(row.before, row.document) if row.subject == "initiative" else (None, None) for row in self._planned]
        return history.differences_of("initiative", pairs, self._brought)

    @property
    def _brought(self):
        """{uuid: name} of what the file brings along, as far as this page speaks of it."""
        keys = {key for row in self._planned for key in _KEY.findall(json.dumps(row.document))}
        rows = self.run.rows.filter(key__in=keys, subject__in=BROUGHT_ALONG)
        return dict(rows.values_list("key", "title"))

    @cached_property
    def undecided(self):
        """How many new organisations may be known already."""
        return choices.open_rows(self.run).count()

    @property
    def has_errors(self):
        return bool(self.run.counts.get("problem"))

    @property
    def writes(self):
        """How many profiles confirming would make or change."""
        return self.run.counts.get("new", 0) + self.run.counts.get("changed", 0)

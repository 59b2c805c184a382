"""The plan of an import, as its page shows it: totals, rows by outcome, page by page."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from initiatives.domain import history, scope
from initiatives.imports import choices
from initiatives.models import Initiative, PlannedRow

TABS = {"new": _("new"), "changed": _("changed"), "same": _("same"), "problem": _("with problems")}
REMARKS, ALONG = "remarks", "along"
SIZE = 25


@dataclass(frozen=True)
class Shown:
    """One row of the plan. `differences`: old and new values, in words."""

    row: PlannedRow
    differences: list
    initiative: Initiative | None


class Plan:
    """What of `run` is shown: `show` is an outcome, "remarks", "along" (what the file brings along) or "" for all."""

    def __init__(self, run, user, show, page):
        self.run, self.user = run, user
        self.show = show if show in (*TABS, REMARKS, ALONG) else ""
        self._page = page

    @cached_property
    def page(self):
        return Paginator(self._rows(self.show), SIZE).get_page(self._page)

    def _rows(self, show):
        rows = self.run.rows.order_by("line", "pk")
        if show == ALONG:
            return rows.exclude(subject="initiative")
        rows = rows.filter(subject="initiative")
        if show == REMARKS:
            return rows.exclude(problems=[])
        return rows.filter(outcome=show) if show else rows

    @property
    def tabs(self):
        """[(name, label, how many)]"""
        outcomes = [(name, label, self.run.counts.get(name, 0)) for name, label in TABS.items()]
        counted = [(REMARKS, _("with remarks")), (ALONG, _("organisations, places and sources that are new"))]
        return [("", _("all"), self._rows("").count()), *outcomes] + [
            (name, label, self._rows(name).count()) for name, label in counted
        ]

    @cached_property
    def rows(self):
        shown = list(self.page)
        initiatives = Initiative.objects.editable_by(self.user).in_bulk(
            [row.key for row in shown if row.key], field_name="uuid"
        )
        found = {str(key): initiative for key, initiative in initiatives.items()}
        return [Shown(row, self._differences[row.pk], found.get(row.key)) for row in shown]

    @cached_property
    def _differences(self):
        shown = list(self.page)
        subject = "initiative"
        pairs = [(row.before, row.document) if row.subject == subject else (None, None) for row in shown]
        return dict(zip((row.pk for row in shown), history.differences_of(subject, pairs, self._brought), strict=True))

    @cached_property
    def _brought(self):
        """{uuid: name} of what the file brings along."""
        return dict(self.run.rows.exclude(subject="initiative").values_list("key", "title"))

    @property
    def can_confirm(self):
        return self.run.state == "previewed"

    @cached_property
    def undecided(self):
        """How many new organisations may be known already."""
        return choices.open_rows(self.run).count()

    @cached_property
    def has_errors(self):
        return self.run.rows.filter(outcome="problem").exists()

    @property
    def writes(self):
        """How many profiles confirming would make or change."""
        return self.run.counts.get("new", 0) + self.run.counts.get("changed", 0)


def is_within(run, user):
    """Whether all that the run would write lies within the countries of `user` today."""
    own = scope.bound_to(user)
    if own is None:
        return True
    rows = run.rows.filter(subject="initiative", outcome__in=("new", "changed")).values_list("before", "document")
    return all(_is_own(own, before) and not _outside(user, before, after) for before, after in rows.iterator(500))


def _is_own(own, before):
    return before is None or bool(own & set(before["countries"]))


def _outside(user, before, after):
    return scope.outside(user, before["countries"] if before else (), after["countries"])

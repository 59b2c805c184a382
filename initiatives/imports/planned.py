"""What a plan consists of: a Planned row each, and how many of each kind."""

from collections import Counter
from dataclasses import dataclass, field

NEW, CHANGED, SAME, PROBLEM = "new", "changed", "same", "problem"
BROUGHT_ALONG = ("place", "organisation", "source")
ORDER = (*BROUGHT_ALONG, "initiative")  # what is referred to comes first


@dataclass(frozen=True)
class Planned:
    """What one row does. `before` and `document` are None where nothing is written.

    Organisations, places and sources that the file brings along are planned too, with line 0. `cells`: of a problem,
    the row as written, to be mended.
    """

    line: int
    subject: str
    key: str
    title: str
    outcome: str
    before: dict | None = None
    document: dict | None = None
    problems: tuple = ()
    cells: dict = field(default_factory=dict)
    proposals: tuple = ()


@dataclass(frozen=True)
class Plan:
    rows: list = field(default_factory=list)
    file_problems: list = field(default_factory=list)

    @property
    def problems(self):
        """All Problems, those of the file first, then by line."""
        return [*self.file_problems, *(problem for row in self.rows for problem in row.problems)]

    @property
    def has_errors(self):
        return any(problem.is_error for problem in self.problems)

    @property
    def is_refused(self):
        """Whether the file as a whole can't be read, so that there is no good row either."""
        return any(problem.is_error for problem in self.file_problems)

    @property
    def counts(self):
        """{"new", "changed", "same", "problem"} of initiatives, "rows" of the file, and what it brings along."""
        totals = Totals()
        totals.add(self.rows)
        return totals.counts


class Totals:
    """What a plan does, counted as its rows come."""

    def __init__(self):
        self.own, self.brought = Counter(), Counter()

    def add(self, rows):
        """Count Planned rows."""
        self.own.update(row.outcome for row in rows if row.subject == "initiative")
        self.brought.update(row.subject for row in rows if row.subject != "initiative")

    def join(self, other):
        """Count what other Totals counted as well."""
        self.own.update(other.own)
        self.brought.update(other.brought)

    @property
    def read(self):
        """Rows of the file so far."""
        return self.own.total()

    @property
    def counts(self):
        """As Plan.counts."""
        counts = {name: self.own[name] for name in (NEW, CHANGED, SAME, PROBLEM)}
        return counts | {"rows": self.read} | {f"{name}s": self.brought[name] for name in BROUGHT_ALONG}

"""What reading gives and planning takes: the rows of a file, whatever its format."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    """`cells`: {column: text as written}, only of known columns, without the apostrophes that keep formulas from
    running; `cleared`: the columns that say CLEAR; `extra`: what a richer format says that no column holds."""

    line: int
    cells: dict
    cleared: frozenset = frozenset()
    problems: tuple = ()
    extra: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """A file that was read: its rows, and what is wrong with it as a whole."""

    rows: list = field(default_factory=list)
    problems: list = field(default_factory=list)

    @property
    def is_refused(self):
        return any(problem.is_error for problem in self.problems)

"""The sources behind facts: which mark stands beside which value, and who says otherwise."""

from collections import defaultdict
from dataclasses import dataclass


@dataclass(frozen=True)
class Statement:
    """What one source says where it is not what is shown."""

    number: int
    states: str
    quote: str
    note: str


@dataclass(frozen=True)
class Fact:
    """A value with its sources: `marks` are numbers in the profile's list of sources.

    `notes` are editors' sentences about it, `conflicts` the sources that say otherwise.
    """

    path: str
    value: object
    marks: tuple = ()
    notes: tuple = ()
    conflicts: tuple = ()
    quotes: tuple = ()


class Cited:
    """The citations of one document, by path."""

    def __init__(self, document, sources):
        rows = document["citations"]
        keys = dict.fromkeys(row["source"] for row in sorted(rows, key=lambda row: _oldest_first(row, sources)))
        self.numbers = {key: number for number, key in enumerate(keys, 1) if key in sources}
        self.sources = tuple((number, sources[key]) for key, number in self.numbers.items())
        self.by_path = defaultdict(list)
        for row in rows:
            self.by_path[row["field"]].append(row)

    def fact(self, path, value, *fallbacks):
        """`value` with the citations of `path`, else of the first of `fallbacks` that has some, else of the row."""
        paths = (path, *fallbacks, "*")
        agreeing = next(
            (rows for rows in ([row for row in self.by_path[name] if not row["states"]] for name in paths) if rows), []
        )
        contrary = [row for row in self.by_path[path] if row["states"]]
        return Fact(
            path,
            value,
            tuple(sorted({self.numbers[row["source"]] for row in agreeing})),
            tuple(row["note"] for row in agreeing if row["note"]),
            tuple(self._statement(row) for row in contrary),
            tuple((self.numbers[row["source"]], row["quote"]) for row in agreeing if row["quote"]),
        )

    def quotes(self):
        """{number of a source: its words that facts here rest on, each once}"""
        found = defaultdict(dict)
        for row in (row for rows in self.by_path.values() for row in rows if row["quote"]):
            found[self.numbers[row["source"]]][row["quote"]] = True
        return {number: tuple(quotes) for number, quotes in found.items()}

    def _statement(self, row):
        return Statement(self.numbers[row["source"]], row["states"], row["quote"], row["note"])


def _oldest_first(row, sources):
    source = sources.get(row["source"])
    return (source.date or "9999", source.title, source.uuid) if source else ("", "", "")

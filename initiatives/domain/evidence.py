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


class Facts(dict):
    """{name of a field: Fact}, each made when it is asked for: the public index asks for none."""

    def __init__(self, cited, document):
        super().__init__()
        self.cited, self.document = cited, document

    def __missing__(self, name):
        self[name] = self.cited.fact(name, self.document.get(name))
        return self[name]


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
        self.agreeing = {path: found for path, rows in self.by_path.items() if (found := self._agreeing(rows))}

    def _agreeing(self, rows):
        """(marks, notes, quotes) of those of `rows` that say what is shown; None where all say otherwise."""
        rows = [row for row in rows if not row["states"]]
        marks = tuple(sorted({self.numbers[row["source"]] for row in rows}))
        notes = tuple(row["note"] for row in rows if row["note"])
        quotes = tuple((self.numbers[row["source"]], row["quote"]) for row in rows if row["quote"])
        return (marks, notes, quotes) if rows else None

    def fact(self, path, value, *fallbacks):
        """`value` with the citations of `path`, else of the first of `fallbacks` that has some, else of the row."""
        found = self.agreeing.get(path)
        for name in (*fallbacks, "*"):
            found = found or self.agreeing.get(name)
        marks, notes, quotes = found or ((), (), ())
        rows = self.by_path.get(path)
        conflicts = tuple(self._statement(row) for row in rows if row["states"]) if rows else ()
        return Fact(path, value, marks, notes, conflicts, quotes)

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

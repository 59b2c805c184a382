"""The last look at a filled-in row: what a person should know of it, and whether it is new, changed or the same.

It needs only what memory holds, and takes half of the time of a plan: `plan` lets it be done beside.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from initiatives.domain import documents, four_eyes, publishing, sightings
from initiatives.domain.sightings import Sighting
from initiatives.imports import looking
from initiatives.imports.planned import CHANGED, NEW, SAME, Planned
from initiatives.imports.problems import WARNING, Problem


@dataclass(frozen=True)
class Filled:
    """A row without errors. `document`: what it asks for, not canonical yet; `texts`: {column: text} of what it says
    anew in words; `served`: whom it serves, as written; `problems`: what was told of it so far."""

    line: int
    key: str
    title: str
    before: dict | None
    document: dict
    texts: dict
    served: str
    problems: tuple


class Judge:
    """`bound`: the codes of the countries that bound the importing person, None for no bounds; `publish`: whether new
    profiles are to be published at once."""

    def __init__(self, bound, publish):
        self.bound, self.publish = bound, publish
        self.dangers = publishing.dangers() if publish else {}
        self.sightings: Any = None  # Sightings, once they are needed

    def knows_enough(self, rows):
        """Whether `judged` can be asked for `rows` without `learn`."""
        return self.sightings is not None or all(isinstance(row, Planned) or row.before for row in rows)

    def learn(self):
        """Read what initiatives there are, for the doubles of new ones."""
        self.sightings = sightings.known(self.bound)

    def judged(self, rows):
        """Planned rows of Filled ones; those that are planned already stay as they are."""
        return [row if isinstance(row, Planned) else self._judged(row) for row in rows]

    def _judged(self, row):
        problems = [*row.problems, *looking.remarks(row.line, row.texts)]
        if not row.before:
            problems += self._of_new(row)
        document = documents.canonical("initiative", row.document)
        common = {"line": row.line, "subject": "initiative", "key": row.key, "title": row.title}
        if document == row.before:
            return Planned(outcome=SAME, problems=tuple(problems), **common)
        outcome = CHANGED if row.before else NEW
        return Planned(outcome=outcome, before=row.before, document=document, problems=tuple(problems), **common)

    def _of_new(self, row):
        yield from self._doubles(row)
        if self.publish:
            yield from self._of_publishing(row)

    def _doubles(self, row):
        document = row.document
        sighting = Sighting(
            "",
            row.title,
            frozenset(document["countries"]),
            document["start_date"],
            document["end_date"],
            row.line,
        )
        if other := self.sightings.like(sighting):
            message = _("This looks like “%(title)s” (%(key)s), which exists already: is it the same?")
            if other.line:
                message = _("This looks like “%(title)s” on line %(line)s of this file: is it the same?")
            message = message % {"title": other.title, "key": other.key, "line": other.line}
            yield Problem(row.line, "title", row.title, message, WARNING)
        self.sightings.add(sighting)

    def _of_publishing(self, row):
        document = row.document
        for sentence in publishing.lacking(document):
            message = _("It will be published although %(missing)s.") % {"missing": sentence}
            yield Problem(row.line, "", "", message, WARNING)
        if four_eyes.is_sensitive(document):
            message = _("It will be published although it is sensitive, and nobody else has read it.")
            yield Problem(row.line, "beneficiaries", row.served, message, WARNING)
        named = {*document["countries"], *document["places"]}
        named |= {link["organisation"] for link in (*document["partners"], *document["funders"])}
        flagged = sorted({self.dangers[key] for key in named if key in self.dangers})
        if flagged:
            message = _("It will be published although laws there punish foreign funding or contacts: harm nobody.")
            yield Problem(row.line, "countries", ", ".join(flagged), message, WARNING)

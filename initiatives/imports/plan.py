"""Rows to a plan, without writing: for each row an outcome and the document it would leave.

table = reading.read(data)
plan = plan.make(table, by=user)
plan.counts  ->  {"new": 17, "changed": 0, "same": 0, "problem": 0, "rows": 17, "organisations": 21, …}
"""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives.domain import documents, publishing
from initiatives.domain.audience import visible
from initiatives.domain.columns import main_text, project
from initiatives.domain.lookups import Lookups
from initiatives.domain.matching import Sighting, Sightings
from initiatives.domain.scope import bound_to, outside
from initiatives.imports import classing, events, facts, keys, linking, texts
from initiatives.imports.directory import Directory
from initiatives.imports.draft import Draft
from initiatives.imports.problems import WARNING, Problem
from initiatives.models import Country, Initiative, InitiativeText
from initiatives.visibility import PUBLIC

BATCH = 500
NEW, CHANGED, SAME, PROBLEM = "new", "changed", "same", "problem"
BROUGHT_ALONG = ("place", "organisation", "source")


@dataclass(frozen=True)
class Planned:
    """What one row does. `before` and `document` are None where nothing is written.

    Organisations, places and sources that the file brings along are planned too, with line 0.
    """

    line: int
    subject: str
    key: str
    title: str
    outcome: str
    before: dict | None = None
    document: dict | None = None
    problems: tuple = ()
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
        own = Counter(row.outcome for row in self.rows if row.subject == "initiative")
        brought = Counter(f"{row.subject}s" for row in self.rows if row.subject != "initiative")
        counts = {name: own[name] for name in (NEW, CHANGED, SAME, PROBLEM)}
        return counts | {"rows": own.total()} | {f"{name}s": brought[f"{name}s"] for name in BROUGHT_ALONG}


def make(table, *, by=None, publish=False):
    """The Plan of a Table. `by`: whose countries bound it; None for no bounds. `publish`: whether what it makes is
    to be published at once (what is missing for that becomes a warning)."""
    if table.is_refused:
        return Plan([], table.problems)
    return Plan(_Planner(table.rows, by, publish).planned(), table.problems)


class _Planner:
    def __init__(self, rows, by, publish):
        self.rows, self.by, self.publish = rows, by, publish
        self.keys = keys.Keys(rows)
        self.directory = Directory(urls={url for row in rows if (url := keys.source_url(row))})
        self.bound = bound_to(by) if by else None
        self.flagged = set(Country.objects.filter(funding_law=True).values_list("pk", flat=True)) if publish else set()
        self.sightings = None

    def planned(self):
        found = []
        for start in range(0, len(self.rows), BATCH):
            found += self._batch(self.rows[start : start + BATCH])
        return [*self._brought_along(found), *found]

    def _batch(self, rows):
        matched = [(row, *self.keys.of(row)) for row in rows]
        before = documents.read("initiative", {key for _, key, _ in matched if key})
        names = Lookups(before.values())
        return [self._row(row, before.get(key), problems, names) for row, key, problems in matched]

    def _row(self, row, before, problems, names):
        earlier = self.keys.earlier(row, before and before["uuid"])
        if earlier:
            return _repeated(row, earlier, before)
        draft = Draft(row, before, self.directory, _exported(before, names), names)
        draft.problems += problems
        if not problems and self._may_touch(draft):
            self._fill(draft)
        return self._outcome(draft)

    def _fill(self, draft):
        texts.fill(draft)
        facts.fill(draft)
        classing.fill(draft)
        linking.fill_places(draft)
        linking.fill(draft)
        events.fill(draft)
        facts.fill_source(draft)
        if draft.is_good:
            self._finish(draft)

    def _finish(self, draft):
        title = _title(draft.document)
        if draft.is_new:
            draft.document["slug"] = self.directory.free_slug("initiative", title, draft.key)
            self._warn_of_double(draft, title)
            if self.publish:
                draft.document["stage"] = "published"
                self._warn_of_publishing(draft)
        before = draft.before["countries"] if draft.before else draft.document["countries"]
        if self.by and (codes := outside(self.by, before, draft.document["countries"])):
            message = _("You may not add or take away countries that are not yours: %(codes)s.")
            draft.error("countries", "; ".join(sorted(codes)), message % {"codes": ", ".join(sorted(codes))})

    def _may_touch(self, draft):
        """Whether the profile lies within the countries of the importing person; strangers learn nothing of it."""
        if draft.is_new or self.bound is None or self.bound & set(draft.before["countries"]):
            return True
        draft.error("id", draft.written("id"), _("This profile is outside your countries."))
        return False

    def _warn_of_double(self, draft, title):
        if self.sightings is None:
            self.sightings = _sightings(self.bound)
        document = draft.document
        sighting = Sighting(
            draft.key, title, frozenset(document["countries"]), document["start_date"], document["end_date"]
        )
        if other := self.sightings.like(sighting):
            message = _("This looks like “%(title)s” (%(key)s), which exists already: is it the same?")
            draft.warn("title", title, message % {"title": other.title, "key": other.key})
        self.sightings.add(sighting)

    def _warn_of_publishing(self, draft):
        for sentence in publishing.lacking(draft.document):
            draft.warn("", "", _("It will be published although %(missing)s.") % {"missing": sentence})
        flagged = sorted(self.flagged.intersection(draft.document["countries"]))
        if flagged:
            message = _("It will be published although laws there punish foreign funding or contacts: harm nobody.")
            draft.warn("countries", ", ".join(flagged), message)

    def _outcome(self, draft):
        """The Planned row of a finished draft."""
        common = {"line": draft.row.line, "subject": "initiative", "problems": tuple(draft.problems)}
        key = draft.key if draft.before and self._is_theirs(draft) else ""
        title = draft.written("title") or (_title(draft.before) if key else "")
        if not draft.is_good:
            return Planned(key=key, title=title, outcome=PROBLEM, **common)
        document = documents.canonical("initiative", draft.document)
        title = _title(document)
        if document == draft.before:
            return Planned(key=draft.key, title=title, outcome=SAME, **common)
        outcome = NEW if draft.is_new else CHANGED
        return Planned(key=draft.key, title=title, outcome=outcome, before=draft.before, document=document, **common)

    def _is_theirs(self, draft):
        return self.bound is None or bool(self.bound & set(draft.before["countries"]))

    def _brought_along(self, rows):
        """What the good rows refer to and the directory does not have yet."""
        wanted = set()
        for row in rows:
            if row.document:
                wanted |= _references(row.document)
        for subject in BROUGHT_ALONG:
            for key, document in self.directory.planned[subject].items():
                if key in wanted:
                    name = document.get("name") or document["title"]
                    proposals = self.directory.proposals(key, wanted)
                    yield Planned(0, subject, key, name, NEW, None, document, proposals=proposals)


def _repeated(row, earlier, before):
    """A second row about one profile: skipped where it says the same, refused where it does not."""
    title, key = row.cells.get("title", ""), before["uuid"] if before else ""
    if keys.are_identical(row, earlier):
        message = _("This row says the same as line %(line)s and is skipped.") % {"line": earlier.line}
        problem = Problem(row.line, "", "", message, WARNING)
        return Planned(row.line, "initiative", key, title, SAME, problems=(problem,))
    message = _("This row is about the same profile as line %(line)s. Keep one of them.") % {"line": earlier.line}
    return Planned(row.line, "initiative", "", title, PROBLEM, problems=(Problem(row.line, "", title, message),))


def _exported(before, names):
    """What editors and, where it is less, readers get of a profile as a row."""
    if before is None:
        return ()
    precisions = {key: place.precision for key, place in names.places.items()}
    public = visible(
        "initiative", before | {"stage": "published"}, PUBLIC, on=timezone.localdate(), precisions=precisions
    )
    return tuple(project(document, names) for document in (before, public) if document)


def _references(document):
    rows = [*document["funders"], *document["partners"]]
    keys = {row["organisation"] for row in rows} | {row["source"] for row in document["citations"]}
    return keys | set(document["places"]) | {key for row in document["activities"] for key in row["places"]}


def _title(document):
    """The title in English, else in the original language, else any."""
    return main_text(document)["title"] if document["texts"] else ""


def _sightings(bound):
    """What exists already, of what the importing person may know of."""
    rows = InitiativeText.objects.order_by("initiative", "language")
    if bound is not None:
        public = Q(initiative__in=Initiative.objects.published())
        rows = rows.filter(public | Q(initiative__countries__in=bound)).distinct()
    found = Sightings()
    names = ("initiative__uuid", "title", "initiative__countries", "initiative__start_date", "initiative__end_date")
    for key, title, country, start, end in rows.values_list(*names):
        if country:
            found.add(Sighting(str(key), title, frozenset({country}), start, end))
    return found

"""Rows to a plan, without writing: for each row an outcome and the document it would leave.

table = reading.read(data)
plan = plan.make(table, by=user)
plan.counts  ->  {"new": 17, "changed": 0, "same": 0, "problem": 0, "rows": 17, "organisations": 21, …}
"""

from dataclasses import replace
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives.batching import batches as in_batches
from initiatives.domain import documents, four_eyes, publishing, sightings
from initiatives.domain.audience import visible
from initiatives.domain.columns import main_text, project
from initiatives.domain.lookups import Lookups
from initiatives.domain.scope import bound_to, outside
from initiatives.domain.sightings import Sighting
from initiatives.imports import classing, events, extras, facts, keys, linking, looking, texts
from initiatives.imports.directory import Directory
from initiatives.imports.draft import Draft
from initiatives.imports.mending import as_written
from initiatives.imports.planned import BROUGHT_ALONG, CHANGED, NEW, ORDER, PROBLEM, SAME, Plan, Planned
from initiatives.imports.problems import WARNING, Problem
from initiatives.visibility import PUBLIC

BATCH = 1000


def make(table, *, by=None, publish=False):
    """The whole Plan of a Table, for a table that fits in memory: what it brings along stands first.

    `by`: whose countries bound it; None for no bounds. `publish`: whether what it makes is to be published at once
    (what is missing for that becomes a warning).
    """
    rows = [] if table.is_refused else [row for batch in batches(table, by=by, publish=publish) for row in batch]
    rows.sort(key=lambda row: ORDER.index(row.subject))
    return Plan(rows, table.problems)


def batches(table, *, by=None, publish=False):
    """Lists of the Planned rows of a Table, in its order, made as they are asked for. Options as in `make`.

    What a row brings along stands in its own list or an earlier one.
    """
    planner = _Planner(by, publish)
    planned = []
    try:
        for rows in in_batches(table.rows, BATCH):
            known = planner.known(rows)  # asked for before the last list is given away, so that the server may store
            if planned:  # that while the next is made
                yield planned
            planned = planner.planned(known)
        if planned:
            yield planned
    finally:
        planner.close()


class _Planner:
    def __init__(self, by, publish):
        self.by, self.publish = by, publish
        self.bound = bound_to(by) if by else None
        self.keys = keys.Keys(self.bound)
        self.directory = Directory()
        self.extras = extras.Extras(self.directory, self.bound)
        self.dangers = publishing.dangers() if publish else {}
        self.sightings = None

    def close(self):
        self.keys.seen.close()
        self.directory.taken.close()

    def known(self, rows):
        """([(row, key of its profile or None, [Problem])], {key: document}, Lookups): what the directory knows."""
        self.keys.read(rows)
        urls = {url for row in rows if (url := keys.source_url(row))}
        self.directory.read_sources(urls | extras.addresses(rows))
        matched = [(row, *self.keys.of(row)) for row in rows]
        before = documents.read("initiative", {key for _, key, _ in matched if key})
        return matched, before, Lookups(before.values())

    def planned(self, known):
        """The Planned rows of a batch, of which the directory knows so much, after what it brings along."""
        matched, before, names = known
        planned = [(row, self._row(row, before.get(key), problems, names)) for row, key, problems in matched]
        found = [replace(one, cells=as_written(row)) if one.outcome == PROBLEM else one for row, one in planned]
        return [*self._brought_along(found), *found]

    def _row(self, row, before, problems, names):
        earlier = self.keys.earlier(row, before and before["uuid"])
        if earlier:
            line, is_same = earlier
            return _repeated(row, line, is_same, before)
        draft = Draft(row, before, self.directory, _Exports(before, names) if before else (), names)
        draft.problems += problems
        if not problems and self._may_touch(draft) and draft.is_bounded():
            self._fill(draft)
        return self._outcome(draft)

    def _fill(self, draft):
        self.extras.prepare(draft)
        texts.fill(draft)
        facts.fill(draft)
        classing.fill(draft)
        linking.fill_places(draft)
        linking.fill(draft)
        events.fill(draft)
        facts.fill_source(draft)
        self.extras.fill(draft)
        if draft.is_good:
            self._finish(draft)

    def _finish(self, draft):
        looking.warn(draft)
        title = _title(draft.document)
        if draft.is_new:
            draft.document["slug"] = self.directory.free_slug("initiative", title, draft.key)
            self._warn_of_double(draft, title)
            if self.publish:
                draft.document["stage"] = "published"
                self._warn_of_publishing(draft)
        if self.bound is not None and not draft.document["countries"]:
            draft.error("countries", "", _("This names no country, and you may only work on your own."))
        before = draft.before["countries"] if draft.before else ()
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
            self.sightings = sightings.known(self.bound)
        document = draft.document
        sighting = Sighting(
            "",
            title,
            frozenset(document["countries"]),
            document["start_date"],
            document["end_date"],
            draft.row.line,
        )
        if other := self.sightings.like(sighting):
            message = _("This looks like “%(title)s” (%(key)s), which exists already: is it the same?")
            if other.line:
                message = _("This looks like “%(title)s” on line %(line)s of this file: is it the same?")
            draft.warn("title", title, message % {"title": other.title, "key": other.key, "line": other.line})
        self.sightings.add(sighting)

    def _warn_of_publishing(self, draft):
        for sentence in publishing.lacking(draft.document):
            draft.warn("", "", _("It will be published although %(missing)s.") % {"missing": sentence})
        if four_eyes.is_sensitive(draft.document):
            message = _("It will be published although it is sensitive, and nobody else has read it.")
            draft.warn("beneficiaries", draft.written("beneficiaries"), message)
        named = {*draft.document["countries"], *draft.document["places"]}
        named |= {row["organisation"] for row in (*draft.document["partners"], *draft.document["funders"])}
        flagged = sorted({self.dangers[key] for key in named if key in self.dangers})
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
            waiting = self.directory.planned[subject]
            for key in [key for key in waiting if key in wanted]:
                document = waiting.pop(key)
                name, proposals = document.get("name") or document["title"], self.directory.proposals(key, wanted)
                yield Planned(0, subject, key, name, NEW, None, document, proposals=proposals)


def _repeated(row, line, is_same, before):
    """A second row about one profile: skipped where it says the same as that on `line`, refused where it does not."""
    title, key = row.cells.get("title", ""), before["uuid"] if before else ""
    if is_same:
        message = _("This row says the same as line %(line)s and is skipped.") % {"line": line}
        problem = Problem(row.line, "", "", message, WARNING)
        return Planned(row.line, "initiative", key, title, SAME, problems=(problem,))
    message = _("This row is about the same profile as line %(line)s. Keep one of them.") % {"line": line}
    return Planned(row.line, "initiative", "", title, PROBLEM, problems=(Problem(row.line, "", title, message),))


class _Exports:
    """What editors and, where it is less, readers get of a profile as a row; the second made only if asked for."""

    def __init__(self, before, names):
        self.before, self.names = before, names

    def __iter__(self):
        yield self._of_editors
        if self._of_readers:
            yield self._of_readers

    @cached_property
    def _of_editors(self):
        return project(self.before, self.names)

    @cached_property
    def _of_readers(self):
        precisions = {key: place.precision for key, place in self.names.places.items()}
        published = self.before | {"stage": "published"}
        public = visible("initiative", published, PUBLIC, on=timezone.localdate(), precisions=precisions)
        return public and project(public, self.names)


def _references(document):
    rows = [*document["funders"], *document["partners"]]
    keys = {row["organisation"] for row in rows} | {row["source"] for row in document["citations"]}
    return keys | set(document["places"]) | {key for row in document["activities"] for key in row["places"]}


def _title(document):
    """The title in English, else in the original language, else any."""
    return main_text(document)["title"] if document["texts"] else ""

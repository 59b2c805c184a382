"""Rows to a plan, without writing: for each row an outcome and the document it would leave.

table = reading.read(data)
plan = plan.make(table, by=user)
plan.counts  ->  {"new": 17, "changed": 0, "same": 0, "problem": 0, "rows": 17, "organisations": 21, …}
"""

from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives.batching import batches as in_batches
from initiatives.beside import beside
from initiatives.domain import documents
from initiatives.domain.audience import visible
from initiatives.domain.columns import main_text, project
from initiatives.domain.lookups import Lookups
from initiatives.domain.scope import bound_to, outside
from initiatives.imports import classing, events, extras, facts, keys, linking, looking, texts
from initiatives.imports.directory import Directory
from initiatives.imports.draft import Draft
from initiatives.imports.judging import Filled, Judge
from initiatives.imports.mending import as_written
from initiatives.imports.planned import BROUGHT_ALONG, NEW, ORDER, PROBLEM, SAME, Plan, Planned
from initiatives.imports.problems import WARNING, Problem
from initiatives.visibility import PUBLIC

BATCH = 500  # rows for which the directory is asked at once
PIECE = 125  # of them, that are judged while the next are filled in
WAITING = BATCH // PIECE  # pieces that may be judged still when the next batch is read


def make(table, *, by=None, publish=False):
    """The whole Plan of a Table, for a table that fits in memory: what it brings along stands first.

    `by`: whose countries bound it; None for no bounds. `publish`: whether what it makes is to be published at once
    (what is missing for that becomes a warning).
    """
    rows = [] if table.is_refused else [row for batch in batches(table, by=by, publish=publish) for row in batch]
    rows.sort(key=lambda row: ORDER.index(row.subject))
    return Plan(rows, table.problems)


def batches(table, *, by=None, publish=False, form=list):
    """Lists of the Planned rows of a Table, in its order, made as they are asked for. Options as in `make`.

    What rows bring along stands in a list after theirs. `form`: what is made of each list, maybe beside.
    """
    planner = _Planner(by, publish)
    judge = planner.judge
    try:
        with beside(lambda rows: form(judge.judged(rows)), rows=len(table.rows)) as helper:
            for rows in in_batches(table.rows, BATCH):
                known = planner.known(rows)
                yield from helper.taken(but=WAITING)
                found = planner.filled(known)
                for piece in in_batches(found, PIECE):
                    if not judge.knows_enough(piece):
                        helper.pause()
                        judge.learn()
                    helper.give(piece)
                if brought := planner.brought_along():
                    helper.give(brought)
            yield from helper.taken()
    finally:
        planner.close()


class _Planner:
    def __init__(self, by, publish):
        self.by = by
        self.bound = bound_to(by) if by else None
        self.keys = keys.Keys(self.bound)
        self.directory = Directory()
        self.extras = extras.Extras(self.directory, self.bound)
        self.judge = Judge(self.bound, publish)
        self.referred = set()

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

    def filled(self, known):
        """The Filled rows of a batch, of which the directory knows so much; Planned ones of those with errors."""
        matched, before, names = known
        for row, key, problems in matched:
            yield self._row(row, before.get(key), problems, names)

    def _row(self, row, before, problems, names):
        earlier = self.keys.earlier(row, before and before["uuid"])
        if earlier:
            line, is_same = earlier
            return _repeated(row, line, is_same, before)
        draft = Draft(row, before, self.directory, _Exports(before, names) if before else (), names)
        draft.problems += problems
        if not problems and self._may_touch(draft) and draft.is_bounded():
            self._fill(draft)
        return self._finished(draft) if draft.is_good else self._problem(draft)

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
            self._keep_within_bounds(draft)

    def _keep_within_bounds(self, draft):
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

    def _finished(self, draft):
        """The Filled row of a draft without errors."""
        title = _title(draft.document)
        if draft.is_new:
            draft.document["slug"] = self.directory.free_slug("initiative", title, draft.key)
            if self.judge.publish:
                draft.document["stage"] = "published"
        self.referred |= _references(draft.document)
        return Filled(
            line=draft.row.line,
            key=draft.key,
            title=title,
            before=draft.before,
            document=draft.document,
            texts=looking.texts(draft),
            served=draft.written("beneficiaries"),
            problems=tuple(draft.problems),
        )

    def _problem(self, draft):
        """The Planned row of a draft with errors."""
        key = draft.key if draft.before and self._is_theirs(draft) else ""
        title = draft.written("title") or (_title(draft.before) if key else "")
        return _refused(draft.row, key, title, draft.problems)

    def _is_theirs(self, draft):
        return self.bound is None or bool(self.bound & set(draft.before["countries"]))

    def brought_along(self):
        """Planned rows of what the good rows since the last time refer to and the directory does not have yet."""
        wanted, self.referred = self.referred, set()
        return list(self._brought_along(wanted))

    def _brought_along(self, wanted):
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
    return _refused(row, "", title, [Problem(row.line, "", title, message)])


def _refused(row, key, title, problems):
    cells = as_written(row)
    return Planned(row.line, "initiative", key, title, PROBLEM, problems=tuple(problems), cells=cells)


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
    return keys | set(document["places"]) | {key for row in document["activities"] for key in row.get("places", ())}


def _title(document):
    """The title in English, else in the original language, else any."""
    return main_text(document)["title"] if document["texts"] else ""

"""What a row says beyond its columns: other languages, planned or actual dates, identifiers, documents, the whole.

`Extras.prepare` before the cells are read, `Extras.fill` after. A row whose extra says "adds" takes nothing away.
"""

from initiatives.imports import values
from initiatives.imports.references import References
from initiatives.imports.texts import LIMITS
from initiatives.models import Identifier, Initiative
from initiatives.models.fields import PartialDate

DOCUMENTED = "description"  # the fact for which a linked document is cited
KEYS = {
    "texts": ("language",), "terms": ("list", "slug"), "aliases": ("name",), "identifiers": ("scheme", "value"),
    "funders": ("organisation", "programme"), "partners": ("role", "organisation"), "activities": ("key",),
}  # fmt: skip


def addresses(rows):
    """The addresses of all documents that `rows` link."""
    return {address for row in rows for address, _title, _date in row.extra.get("documents", ())}


class Extras:
    """`bound`: the codes of the countries that bound the importing person, None for no bounds."""

    def __init__(self, directory, bound):
        self.directory, self.bound = directory, bound
        self.references = References(directory)
        self.wholes, self.known = {}, {}

    def prepare(self, draft):
        if draft.row.extra.get("is_whole"):
            self.wholes[draft.row.extra["identifier"]] = draft
        self.references.prepare(draft)

    def fill(self, draft):
        extra = draft.row.extra
        self.references.add(draft)
        _fill_texts(draft, extra.get("texts", ()))
        self._coarsen(extra.get("regions", ()))
        self._cite_dates(draft, extra.get("dates", {}))
        self._cite_documents(draft, extra.get("documents", ()))
        if extra.get("parent"):
            self._fill_parent(draft, extra["parent"])
        if extra.get("adds") and draft.before:
            _keep(draft)

    def _coarsen(self, regions):
        """A region of the world is no town: nothing hides it where only countries may be shown."""
        planned = self.directory.planned["place"]
        for name in regions:
            for key in self.directory.places(name, ()) if isinstance(name, str) else ():
                if key in planned:
                    planned[key]["precision"] = "country"

    # --- citations ---
    def _cite_dates(self, draft, notes):
        title, date = draft.written("source_title"), draft.written("source_date")
        if not notes or not title or not draft.is_good:
            return
        source = self.directory.source("", title, values.date(date) if date else PartialDate(""))
        for field, note in notes.items():
            same = bool(draft.before) and draft.before[field] == draft.document[field]
            told = any(row["field"] == field and row["note"] == note for row in _citations(draft))
            if not (same and told):
                _cite(draft, source, field, note)

    def _cite_documents(self, draft, documents):
        cited = {row["source"] for row in _citations(draft)}
        for address, title, date in documents:
            source = self.directory.source(address, title, PartialDate(date))
            if source not in cited:
                _cite(draft, source, DOCUMENTED)
                cited.add(source)

    # --- the whole ---
    def _fill_parent(self, draft, identifier):
        whole = self.wholes.get(identifier)
        key = self._in_directory(identifier) if whole is None else whole.key if whole.is_good else None
        if key and key != draft.key:
            draft.document["parent"] = key

    def _in_directory(self, identifier):
        """The key of the profile with this IATI identifier, None where the person may not know of it."""
        if identifier not in self.known:
            found = Initiative.objects.filter(
                pk__in=Identifier.objects.filter(scheme="iati", value=identifier).values("initiative")
            )
            if self.bound is not None:
                found = found.filter(countries__in=self.bound)
            self.known[identifier] = next(map(str, found.values_list("uuid", flat=True)), None)
        return self.known[identifier]


def _citations(draft):
    return [{"field": "", "note": ""} | row for row in draft.document["citations"]]


def _cite(draft, source, field, note=""):
    """Cite a source for a fact, once; its note is what the newest reading of it says."""
    rows = draft.document["citations"]
    found = next((row for row in rows if (row["source"], row["field"]) == (source, field)), None)
    if found is None:
        rows.append({"source": source, "field": field, "note": note})
    else:
        found["note"] = note


def _fill_texts(draft, texts):
    for text in texts:
        found = next((row for row in draft.document["texts"] if row["language"] == text["language"]), None)
        if found is None:
            found = {"language": text["language"], "is_original": False}
            draft.document["texts"].append(found)
        for column in ("title", "description"):
            if text[column]:
                found[column] = draft.parsed(column, text[column], values.short, LIMITS[column])


def _keep(draft):
    """Give back what the cells took away: lists only grow."""
    for name in ("countries", "participant_countries", "places"):
        draft.document[name] = sorted({*draft.before[name], *draft.document[name]})
    for name, key in KEYS.items():
        there = {tuple(row.get(part, "") for part in key) for row in draft.document[name]}
        lost = [row for row in draft.before[name] if tuple(row[part] for part in key) not in there]
        draft.document[name] = [*draft.document[name], *lost]

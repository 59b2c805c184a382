"""Two profiles side by side, in words."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.domain import documents, history, likenesses, references, uniting
from initiatives.domain.shapes import SHAPES
from initiatives.domain.titles import title_in
from initiatives.imports.reasons import REASONS as OF_NAMES
from initiatives.vocabulary import STAGES

REASONS = OF_NAMES | {
    likenesses.IDENTIFIER: gettext_lazy("both bear one outside identifier"),
    likenesses.WEBSITE: gettext_lazy("both name one website"),
    likenesses.TITLE: gettext_lazy("their titles are much alike, in one country"),
    likenesses.PARTNERS: gettext_lazy("one organisation, country and time, and one title holds the words of the other"),
    likenesses.SPOT: gettext_lazy("they lie on one spot"),
    likenesses.SERIES: gettext_lazy("but other years, amounts or grant numbers: perhaps two grants of one series"),
}


@dataclass(frozen=True)
class Side:
    """One profile of a pair; `facts`: what tells it from others at a glance."""

    key: str
    title: str
    facts: str
    address: str


def listed(subject, likenesses):
    """[(Side that would stay, Side that would go, [reasons in words], address of the comparison)]"""
    keys = [str(key) for row in likenesses for key in (row.one, row.other)]
    found = documents.read(subject, keys)
    pks = dict(SHAPES[subject].model._base_manager.filter(uuid__in=keys).values_list("uuid", "pk"))
    pks = {str(key): pk for key, pk in pks.items()}
    for row in likenesses:
        pair = [found[str(key)] for key in (row.one, row.other) if str(key) in found]
        if len(pair) == 2:
            first, second = sorted(pair, key=lambda document: (_is_hidden(document), pks[document["uuid"]]))
            sides = [_side(subject, document, pks) for document in (first, second)]
            address = reverse("admin:merge", args=[subject, first["uuid"], second["uuid"]])
            yield *sides, [REASONS[reason] for reason in row.reasons if reason in REASONS], address


def _is_hidden(document):
    return document.get("stage", "published") != "published"


def _side(subject, document, pks):
    address = reverse(f"admin:initiatives_{subject}_change", args=[pks[document["uuid"]]])
    return Side(document["uuid"], title_in(document), " · ".join(_facts(document)), address)


def _facts(document):
    """Countries, years, stage: codes and dates as they stand in the document."""
    yield from filter(None, [", ".join(document.get("countries", ())) or document.get("country")])
    if document.get("start_date") or document.get("end_date"):
        yield f"{document['start_date']}–{document['end_date']}"
    yield from filter(None, [document.get("founded"), document.get("website")])
    if "stage" in document:
        yield str(STAGES[document["stage"]])


@dataclass(frozen=True)
class Row:
    """A Question of `uniting` in words."""

    path: str
    label: str
    kept: str
    gone: str
    taken: str


class Comparison:
    """`chosen`: {path: side} as somebody chose before. Raises Refused where the two can't be united at all."""

    def __init__(self, subject, kept, gone, chosen):
        self.subject, self.chosen = subject, chosen
        found = documents.read(subject, [kept, gone])
        self.kept, self.gone = found[kept], found[gone]
        self.tokens = documents.token(self.kept), documents.token(self.gone)
        self.united = uniting.united(subject, self.kept, self.gone, chosen)
        self.names = history.names_in(subject, [self.kept, self.gone])

    @property
    def titles(self):
        return title_in(self.kept), title_in(self.gone)

    @property
    def sides(self):
        rows = SHAPES[self.subject].model._base_manager.filter(uuid__in=[self.kept["uuid"], self.gone["uuid"]])
        pks = {str(key): pk for key, pk in rows.values_list("uuid", "pk")}
        return [_side(self.subject, document, pks) for document in (self.kept, self.gone)]

    @property
    def rows(self):
        """[Row] of what the two hold differently, each to be chosen."""
        return [self._row(question) for question in uniting.questions(self.subject, self.kept, self.gone)]

    def _row(self, question):
        kept, gone = (self._words(question.path, value) for value in (question.kept, question.gone))
        taken = self.chosen.get(question.path, question.default)
        return Row(question.path, _label(self.subject, question.path), kept, gone, taken)

    def _words(self, path, value):
        shape, (head, _dot, rest) = SHAPES[self.subject], path.partition(".")
        if head in shape.root.fields:
            return history.in_words(shape.root, head, value, self.names)
        field = rest.rpartition(".")[2] if head == "texts" else ""
        return history.in_words(shape.rows[head], field, value, self.names)

    @property
    def differences(self):
        """What changes in the one that stays, as far as is chosen now."""
        return history.differences(self.subject, self.kept, self.united)

    @property
    def referring(self):
        """How many profiles name the one that goes, and will name the other."""
        return len({row[1:] for row in references.to(self.subject, [self.gone["uuid"]])})


def _label(subject, path):
    """What a Question is about, in words: a field, or a row and its kind."""
    shape = SHAPES[subject]
    head, _dot, rest = path.partition(".")
    if head in shape.root.fields:
        return str(shape.root.fields[head].verbose_name)
    table = shape.rows[head]
    if head == "texts":
        language, _dot, field = rest.partition(".")
        return _("%(field)s (%(language)s)") % {"field": table.fields[field].verbose_name, "language": language}
    return str(table.model._meta.verbose_name)

"""Same or new: what an editor says of the organisations that a file brings along and that may be known already."""

from collections import Counter
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from initiatives.batching import batches
from initiatives.domain import documents, naming
from initiatives.domain.columns import ROLE_COLUMNS
from initiatives.domain.publishing import Refused
from initiatives.imports.holding import past
from initiatives.imports.reasons import REASONS
from initiatives.models import ImportRun, PlannedRow

NEW = "new"
BATCH = 500
COLUMNS = {*ROLE_COLUMNS, "funders", "other_organisations"}


def open_rows(run):
    """The planned new organisations of `run` that may be known already and of which nobody has said yet."""
    return run.rows.filter(subject="organisation", outcome="new", choice="").exclude(proposals=[]).order_by("pk")


def offered(row):
    """[(key, name, reason in words)] of what a planned organisation may be."""
    return [(found["key"], found["name"], REASONS[found["reason"]]) for found in row.proposals]


@transaction.atomic
def choose(run, chosen):
    """Take over what an editor chose: {primary key of an open row: "new", or the key of a proposed organisation}.

    One that is the same leaves the plan: every row names the other instead, and the name as written becomes another
    name of that one, so that the next file is matched by itself. Raises Refused where the run is not only previewed,
    or something is chosen that was not proposed; then nothing is changed.
    """
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.state != "previewed":
        raise past(run)
    rows = {row.pk: row for row in open_rows(run).filter(pk__in=chosen)}
    for pk, choice in chosen.items():
        if pk not in rows or choice not in {NEW, *(found["key"] for found in rows[pk].proposals)}:
            raise Refused(_("This choice is not open any more. Look at the page again."))
    same = _ends({rows[pk].key: choice for pk, choice in chosen.items() if choice != NEW})
    run.rows.filter(pk__in=[pk for pk, choice in chosen.items() if choice == NEW]).update(choice=NEW)
    if same:
        _unite(run, {row.key: row for row in rows.values() if row.key in same}, same)


def _ends(same):
    """{key: key that it is in the end}: A is B and B is C makes both C. Raises Refused where they run in a ring."""
    ends = {}
    for key in same:
        end, seen = same[key], {key}
        while end in same and end not in seen:
            seen.add(end)
            end = same[end]
        if end in seen:
            raise Refused(_("These organisations can't each be the other. Choose “new” for one of them."))
        ends[key] = end
    return ends


def _unite(run, rows, same):
    for key, row in rows.items():
        _remember(run, row, same[key])
    counts = _rewrite(run, rows, same)
    run.rows.filter(pk__in=[row.pk for row in rows.values()]).delete()
    _renew_proposals(run, same)
    counts["organisations"] -= len(rows)
    run.counts |= {name: run.counts.get(name, 0) + change for name, change in counts.items()}
    run.save(update_fields=["counts"])


# --- the organisation that it is ---


def _remember(run, row, key):
    """Plan that the organisation `key` gets the names of the planned one `row` as other names."""
    planned = run.rows.filter(subject="organisation", key=key).first() or _change_of(run, key)
    document = planned.document
    known = {document["name"], *(alias["name"] for alias in document["aliases"])}
    names = [{"name": row.document["name"], "kind": _kind(row.document["name"], document)}, *row.document["aliases"]]
    added = [alias for alias in {alias["name"]: alias for alias in names}.values() if alias["name"] not in known]
    planned.document = documents.canonical("organisation", document | {"aliases": [*document["aliases"], *added]})
    planned.save()


def _change_of(run, key):
    before = documents.read_one("organisation", key)
    if before is None:
        raise Refused(_("This organisation is not there any more. Upload the file again."))
    common = {"run": run, "line": 0, "subject": "organisation", "key": key, "title": before["name"][:300]}
    return PlannedRow(**common, outcome="changed", before=before, document=before)


def _kind(name, document):
    """An editor says that it is the same: kept as printed, not as an acronym, it is matched by itself from then on."""
    return "printed" if naming.is_cyrillic(name) == naming.is_cyrillic(document["name"]) else "other-script"


# --- the rows that name it ---


def _rewrite(run, gone, same):
    """Let the rows that name an organisation of `gone` name what it is instead; how that changes the counts."""
    counts = Counter()
    holds = reduce(or_, (Q(text__contains=key) for key in same))
    rows = run.rows.filter(subject="initiative").annotate(text=Cast("document", TextField())).filter(holds)
    keys = list(rows.values_list("pk", flat=True))
    for some in batches(keys, BATCH):
        batch = list(PlannedRow.objects.filter(pk__in=some))
        for row in batch:
            counts[row.outcome] -= 1
            _rename(row, gone, same)
            counts[row.outcome] += 1
        PlannedRow.objects.bulk_update(batch, ["outcome", "before", "document", "problems"])
    return counts


def _rename(row, gone, same):
    document, before = row.document, row.before or {"partners": [], "funders": []}
    united = {
        "partners": _united(document["partners"], before["partners"], same, "role"),
        "funders": _united(document["funders"], before["funders"], same, "programme"),
    }
    row.problems = _without_remarks(row.problems, [gone[key] for key in same if _names(document, key)])
    row.document = documents.canonical("initiative", document | united)
    if row.document == row.before:
        row.outcome, row.before, row.document = "same", None, None


def _names(document, key):
    return any(link["organisation"] == key for link in (*document["partners"], *document["funders"]))


def _united(links, before, same, beside):
    """The links with the other organisation; of two of one role or programme the one that was there before stays."""
    renamed = [link | {"organisation": same.get(link["organisation"], link["organisation"])} for link in links]
    there = {(link[beside], link["organisation"]): link for link in before}
    found = {}
    for link in renamed:
        mark = link[beside], link["organisation"]
        if mark not in found or found[mark] == there.get(mark, link) or link != there.get(mark, link):
            found.setdefault(mark, link)
        else:
            found[mark] = link
    return list(found.values())


def _without_remarks(problems, gone):
    """Without the last remark on each name that is not new any more: it said that it would be made."""
    kept = list(problems)
    names = {name for row in gone for name in (row.title, *(alias["name"] for alias in row.document["aliases"]))}
    for problem in reversed(problems):
        written = naming.read_name(problem["value"]).name
        if problem["level"] == "warning" and problem["column"] in COLUMNS and {written, problem["value"]} & names:
            kept.remove(problem)
            names -= {written, problem["value"]}
    return kept


def _renew_proposals(run, same):
    """What is not planned any more is not proposed any more: its place takes what it is."""
    holds = reduce(or_, (Q(text__contains=key) for key in same))
    for row in open_rows(run).annotate(text=Cast("proposals", TextField())).filter(holds):
        renewed = {found["key"]: found for found in row.proposals if found["key"] not in same}
        for found in row.proposals:
            if (end := same.get(found["key"])) and end != row.key:
                renewed.setdefault(end, found | {"key": end})
        row.proposals = list(renewed.values())
        row.save(update_fields=["proposals"])

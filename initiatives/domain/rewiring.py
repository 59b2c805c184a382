"""Documents that name one profile, made to name another: pure, of documents as `domain.documents` gives them."""

from django.utils.translation import gettext as _

from initiatives.domain.audience import NARROW
from initiatives.domain.documents import canonical
from initiatives.domain.publishing import Refused
from initiatives.domain.recognising import CONSENT, row_key
from initiatives.domain.shapes import SHAPES

# Values that mean something only together: a gap is filled with all of them or none.
TOGETHER = (("amount", "currency"), ("start", "end"))
JOINED = {"purpose": ("; ", 300), "note": (" ", 400), "quote": (" […] ", 400)}
BLANK = (None, "", [])


def rewired(subject, document, model, old, new):
    """`document` with the profile `new` of `model` in the place of `old`; rows that then say the same are one.

    `old`, `new`: {"key": UUID, "slug": address or ""}. Raises Refused where two rows become one and contradict.
    """
    shape = SHAPES[subject]
    wired = document | _row(shape.root, document, model, old["key"], new["key"])
    for name, table in shape.rows.items():
        rows = [_row(table, row, model, old["key"], new["key"]) for row in document[name]]
        wired[name] = without_doubles(name, rows, first=document[name])
    if "citations" in wired and old.get("slug"):
        paths = {f"funders.{old['slug']}": f"funders.{new['slug']}"}
        roles = {row["role"] for row in document.get("partners", ())}
        paths |= {f"partners.{role}.{old['slug']}": f"partners.{role}.{new['slug']}" for role in roles}
        wired["citations"] = without_doubles("citations", repathed(wired["citations"], paths))
    return canonical(subject, wired)


def _row(table, row, model, old, new):
    """The row with `new` where it named `old`; never naming itself."""
    own = row.get("uuid")
    changed = {}
    for name, target in table.references.items():
        if target is model and row[name] == old:
            changed[name] = None if own == new else new
    for name, field in table.links.items():
        if field.related_model is model and old in row[name]:
            changed[name] = sorted({new if key == old else key for key in row[name]})
    return row | changed


def repathed(citations, paths):
    """Citations whose facts are found under other paths; `paths`: {old: new}, for what lies beneath them too."""
    return [row | {"field": _repathed(row["field"], paths)} for row in citations]


def _repathed(field, paths):
    for old, new in paths.items():
        if field == old or field.startswith(f"{old}."):
            return new + field[len(old) :]
    return field


def without_doubles(name, rows, first=()):
    """Rows of the list `name`, those recognised by the same values made one; the ones that stand in `first` lead."""
    found = {}
    for row in sorted(rows, key=lambda row: row not in first):
        key = row_key(name, row)
        found[key] = _one(name, found[key], row) if key in found else row
    return list(found.values())


def _one(name, row, other):
    both = filled(row, other)
    for field, value in row.items():
        if field in CONSENT or value == other[field] or other[field] in BLANK or both[field] == other[field]:
            continue
        divider, length = JOINED.get(field, ("", 0))
        both[field] = f"{value}{divider}{other[field]}"[: length + 1]
        if len(both[field]) > length:
            raise Refused(_clash(name, row))
    return both


def _clash(name, row):
    what = row.get("programme") or row.get("role") or row.get("name") or row.get("value") or ""
    return _(
        "A profile names both, with values that contradict (%(rows)s %(what)s). Make these say the same first, or "
        "delete one of them."
    ) % {"rows": name, "what": what}


def filled(row, other):
    """`row` with its gaps filled from `other`; consent is never taken over, nor made longer or wider."""
    groups = {field: group for group in TOGETHER for field in group if field in row}
    result = dict(row)
    for field, value in other.items():
        group = groups.get(field, (field,))
        if field not in CONSENT and all(row.get(part) in BLANK for part in group):
            result[field] = value
    ends = [day for day in (row.get("consent_expires"), other.get("consent_expires")) if day]
    if row.get("consent_given") and ends:
        result["consent_expires"] = min(ends)
    if NARROW in (row.get("consent_scope"), other.get("consent_scope")):
        result["consent_scope"] = NARROW
    return result

"""What happened to a profile, in words: the ledger read for people."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from initiatives.domain import citable, documents
from initiatives.domain.recognising import KEYS, row_key
from initiatives.domain.shapes import SHAPES, SUBJECTS, key_name
from initiatives.models import Change, Country, Organisation, Place, Source

NAMED = {Organisation: "name", Place: "name", Source: "title", Country: "name_en"}
FACT = "field"  # of a citation: which fact it stands behind
REFERENCE = re.compile(r"[A-Z]{2}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Difference:
    """One value that two versions hold differently, in words. `old` or `new` is "" where there is none."""

    label: str
    path: str
    old: str
    new: str


@dataclass(frozen=True)
class Entry:
    change: Change
    differences: list


def of(subject, key):
    """The acts on one profile, newest first, each with what it changed."""
    changes = list(
        Change.objects.filter(subject=subject, key=str(key)).select_related(
            "by", "merge", "run__by", "run__confirmed_by"
        )
    )
    names = _names(subject, [version for change in changes for version in (change.before, change.after)])
    return [Entry(change, _differences(subject, change.before, change.after, names)) for change in changes]


def differences(subject, before, after):
    """The Differences between two documents of one profile; None stands for no profile."""
    return _differences(subject, before, after, _names(subject, [before, after]))


def differences_of(subject, pairs, known=None):
    """The Differences of each (before, after) of `pairs`, in a constant number of queries.

    `known`: {uuid: name} of what the documents refer to and no table holds yet.
    """
    known = known or {}
    names = _names(subject, [version for pair in pairs for version in pair], known.keys()) | known
    return [_differences(subject, before, after, names) for before, after in pairs]


def in_words(table, field, value, names):
    """One value of a `documents.Table`, or a whole row of it where `field` is ""; `names`: as `names_in` gives them."""
    if not field:
        return _in_words(table, value, names, ())
    return _spoken({**table.fields, **table.links}[field], value, names)


def names_in(subject, versions):
    """{uuid or code: name} of all that these documents refer to."""
    return _names(subject, versions)


def version(subject, key, token):
    """The document that had this version token, from the ledger; None where it holds none."""
    for change in Change.objects.filter(subject=subject, key=str(key)).iterator(chunk_size=20):
        for document in (change.after, change.before):
            if document and documents.token(document) == token:
                return document
    return None


def _differences(subject, before, after, names):
    shape = SHAPES[subject]
    before, after = before or {}, after or {}
    found = list(_of_row(shape.root, "", before, after, names))
    for name, table in shape.rows.items():
        old = {row_key(name, row): row for row in before.get(name, ())}
        new = {row_key(name, row): row for row in after.get(name, ())}
        for key in [*old, *(key for key in new if key not in old)]:
            found += _of_rows(table, name, key, old.get(key), new.get(key), names)
    return found


def _named_key(table, name, key, names):
    """What a row is recognised by, with the names of what it refers to."""
    parts = zip(KEYS[name], key, strict=True)
    named = {*table.references, FACT}
    return [names.get(part, part) if field in named else str(part) for field, part in parts if part]


def _of_rows(table, name, key, old, new, names):
    key = _named_key(table, name, key, names)
    spoken = " · ".join(key)
    label = f"{table.model._meta.verbose_name} {spoken}".strip()
    if old is None or new is None:
        words = _in_words(table, old or new, names, key)
        yield Difference(label, f"{name}.{spoken}", words if old else "", words if new else "")
        return
    for difference in _of_row(table, f"{name}.{spoken}.", old, new, names):
        yield Difference(f"{label}: {difference.label}", difference.path, difference.old, difference.new)


def _of_row(table, prefix, old, new, names):
    for name, field in {**table.fields, **table.links}.items():
        if old.get(name) != new.get(name) and (old.get(name) or new.get(name)):
            yield Difference(
                str(field.verbose_name),
                prefix + name,
                _spoken(field, old.get(name), names),
                _spoken(field, new.get(name), names),
            )


def _in_words(table, row, names, key):
    """A whole row as one line; what names it already is left out, unless it is all there is."""
    fields = {**table.fields, **table.links}
    if not row.get("consent_given"):
        fields.pop("consent_scope", None)  # of no consent
    values = [
        str(field.verbose_name) if row.get(name) is True else _spoken(field, row.get(name), names)
        for name, field in fields.items()
    ]
    return "; ".join(value for value in values if value and value not in key) or "; ".join(filter(None, values))


def _spoken(field, value, names):
    if value in (None, "", [], False):
        return ""
    if value is True:
        return _("yes")
    if isinstance(value, list):
        return ", ".join(names.get(item, item) for item in value)
    if field.is_relation or field.name == FACT:
        return names.get(value, value)
    return str(dict(field.flatchoices or ()).get(value, value))


def _names(subject, versions, known=frozenset()):
    """{uuid, code or path of a fact: name} of all that the documents refer to; those `known` may be left out."""
    tables = [SHAPES[subject].root, *SHAPES[subject].rows.values()]
    models = {model for table in tables for model in table.references.values()}
    models |= {field.related_model for table in tables for field in table.links.values()}
    keys = _strings(versions)
    found = citable.labels(subject, None) if subject in citable.FACTS else {}
    for model in models & NAMED.keys():
        by = key_name(model)
        wanted = [key for key in keys if (len(key) == 2) == (by == "code")]
        found |= {
            str(key): name for key, name in model.objects.filter(**{f"{by}__in": wanted}).values_list(by, NAMED[model])
        }
    own = {version["uuid"] for version in versions if version and "uuid" in version}
    lost = [key for key in keys - found.keys() - known - own if len(key) > 2]
    return found | _names_of_deleted(models, lost)


def _names_of_deleted(models, keys):
    """{uuid: name} of profiles that are gone, as after an undone import: what the ledger called them last."""
    if not keys:
        return {}
    subjects = {SUBJECTS[model]: name for model, name in NAMED.items() if model in models}
    last = Change.objects.filter(subject__in=subjects, key__in=keys, after__isnull=True).order_by("pk")
    rows = last.values_list("subject", "key", "before").iterator(chunk_size=500)
    return {key: before[subjects[subject]] for subject, key, before in rows if before}


def _strings(value):
    """Every text inside a JSON value that has the shape of a reference: a country's code or a UUID."""
    if isinstance(value, dict):
        return set().union(*map(_strings, value.values())) if value else set()
    if isinstance(value, list):
        return set().union(*map(_strings, value)) if value else set()
    return {value} if isinstance(value, str) and REFERENCE.fullmatch(value) else set()

"""The one door in. Whatever changes a profile opens here and closes here, in one transaction.

Closing writes one Change, the whole document before and after, and refreshes the public index. What was read under
one version token and changed since is refused with Stale, never overwritten.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from initiatives.domain import documents, listings, redirects, storing
from initiatives.domain.shapes import SHAPES
from initiatives.models import Change, PlannedRow, copying

PLANNED = {"subject": "subject", "key": "key", "before": "before", "after": "document", "run_id": "run_id"}
RECORDED = ("subject", "key", "act", "at", "by_id", "reason", "before", "after", "run_id", "merge_id")


class Stale(Exception):
    """The profile is no longer what the editor saw. `current` is its document now, None where it is gone."""

    def __init__(self, subject, key, current):
        super().__init__(f"{subject} {key} has changed since it was read.")
        self.subject, self.key, self.current = subject, key, current


@dataclass(frozen=True)
class Edit:
    """An open act on one profile: what it was when the act began, None where it did not exist."""

    subject: str
    key: str
    before: dict | None


def begin(subject, key, token=None):
    """Lock one profile for this transaction and remember what it is. Raises Stale where `token` is not its token."""
    key = str(key)
    before = lock(subject, [key])
    if token is not None:
        _refuse_stale(subject, before, {key: token})
    return Edit(subject, key, before.get(key))


def finish(edit, *, by, act="edited", reason="", run=None):
    """Close an act: the Change it made, None where nothing changed."""
    after = documents.read_one(edit.subject, edit.key)
    if after == edit.before:
        return None
    _record(edit.subject, {edit.key: (edit.before, after)}, by=by, act=act, reason=reason, run=run)
    listings.refresh_for(edit.subject, [edit.key])
    return Change.objects.filter(subject=edit.subject, key=edit.key).first()


@transaction.atomic
def write(subject, wanted, *, by, act, reason="", run=None, tokens=None):
    """Make the profiles say what the documents `wanted` ({key: document}) say; the keys of those that changed.

    `tokens`: {key: token} of what the caller saw. Raises Stale for the first that differs, IntegrityError where a
    constraint refuses, LookupError where a document names what does not exist; then nothing is written.
    """
    wanted = {key: documents.canonical(subject, document) for key, document in wanted.items()}
    changed = write_part(subject, wanted, by=by, act=act, reason=reason, run=run, tokens=tokens)
    listings.refresh_for(subject, list(changed))
    return list(changed)


def write_part(subject, wanted, *, by, act, reason="", run=None, merge=None, tokens=None):
    """As `write`, for a caller who writes more in this transaction and then refreshes the index for all of it.

    The documents are canonical. Returns {key of what changed: (primary key, moment of the change)}.
    """
    stored, pairs = _store(subject, wanted, tokens or {})
    _record(subject, pairs, by=by, act=act, reason=reason, run=run, merge=merge)
    return stored


def write_planned(subject, planned, *, by):
    """As `write_part` for what PlannedRows say: {key: (their primary key, document before, document)}.

    The ledger takes these documents from there: they need not be sent to the database again.
    """
    wanted = {key: document for key, (_, _, document) in planned.items()}
    tokens = {key: documents.token(before) for key, (_, before, _) in planned.items()}
    stored, pairs = _store(subject, wanted, tokens)
    redirects.note(subject, pairs)
    _record_planned([planned[key][0] for key in pairs], by=by)
    return stored


def _store(subject, wanted, tokens):
    """({key of what changed: (primary key, moment)}, {key: (document before, document after)})"""
    before = lock(subject, wanted)
    _refuse_stale(subject, before, tokens)
    changed = {key: document for key, document in wanted.items() if before.get(key) != document}
    stored = storing.store(subject, changed, {key: before[key] for key in changed if key in before})
    return stored, {key: (before.get(key), document) for key, document in changed.items()}


def take_over(subject, wanted, gone, *, by, act, reason="", merge=None):
    """Delete the profile `gone` and write `wanted` ({key: document}, canonical, of others of its kind) in one step.

    What only one profile may have (identifiers, the name of a place) may pass from the first to the others, and what
    referred to it may refer to another. Each gets one Change, those that stay the same too: the ledger then holds all
    that took part. Returns the primary keys of initiatives whose listing showed the one that went; the caller
    refreshes the index for these, and for `wanted`.
    """
    before = lock(subject, [*wanted, gone])
    linked = listings.linked(subject, [gone])
    listings.drop(subject, [gone])
    storing.remove(subject, [gone])
    changed = {key: document for key, document in wanted.items() if before[key] != document}
    storing.store(subject, changed, {key: before[key] for key in changed})
    pairs = {key: (before[key], document) for key, document in wanted.items()} | {gone: (before[gone], None)}
    _record(subject, pairs, by=by, act=act, reason=reason, run=None, merge=merge)
    return linked


@transaction.atomic
def delete(subject, keys, *, by, act="deleted", reason="", run=None, tokens=None):
    """Delete profiles with all their rows. Raises ProtectedError while other profiles refer to one of them.

    `tokens`: {key: token} of what the caller saw. Raises Stale for the first that differs; then nothing is deleted.
    """
    before = lock(subject, keys)
    _refuse_stale(subject, before, tokens or {})
    linked = listings.linked(subject, list(before))
    listings.drop(subject, list(before))
    storing.remove(subject, list(before))
    pairs = {key: (document, None) for key, document in before.items()}
    _record(subject, pairs, by=by, act=act, reason=reason, run=run)
    listings.refresh(linked)


def rewrite(subject, wanted):
    """Make profiles that exist say what the canonical documents `wanted` say, with no Change and no new index.

    Only for removals (domain.redaction): the ledger must not keep what was. Call inside a transaction.
    """
    storing.store(subject, wanted, lock(subject, wanted))


def lock(subject, keys):
    """{key: document} of those of `keys` that exist; nobody else writes them until the caller's transaction ends.

    Their rows are locked, not their keys: a listing of theirs that another change makes may go on referring to them.
    """
    shape = SHAPES[subject]
    rows = shape.model._base_manager.select_for_update(no_key=True).filter(**{f"{shape.key}__in": list(keys)})
    found = list(rows.order_by("pk").values_list(shape.key, flat=True))
    return documents.read(subject, found)


def _refuse_stale(subject, before, tokens):
    for key, token in tokens.items():
        if documents.token(before.get(key)) != token:
            raise Stale(subject, key, before.get(key))


def _record_planned(pks, *, by):
    """A Change "imported" for each of these PlannedRows."""
    told = {"act": "imported", "at": timezone.now(), "by_id": by and by.pk, "reason": ""}
    copying.insert_from(PlannedRow, pks, Change, PLANNED, told)


def _record(subject, pairs, *, by, act, reason, run, merge=None):
    """One Change for each of `pairs`: {key: (document before, document after)}; addresses that change lead on."""
    redirects.note(subject, pairs)
    now, run, by, merge = timezone.now(), run and run.pk, by and by.pk, merge and merge.pk
    rows = (
        (
            subject,
            key,
            "created" if before is None and act == "edited" else act,
            now,
            by,
            reason,
            before,
            after,
            run,
            merge,
        )
        for key, (before, after) in pairs.items()
    )
    copying.insert(Change, RECORDED, rows)

"""An old version of a profile, or a deleted one, brought back, as an act of its own. It never shows more than now.

Stage, sensitivity and address stay as they are; so do consents, and a contact, funder or partner that is gone by now
comes back without its consent. Links to profiles that the person may not open stay as they are.
"""

from dataclasses import dataclass

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from initiatives.domain import documents, editing, history, publishing, scope
from initiatives.domain.recognising import CONSENT, NO_CONSENT, row_key
from initiatives.domain.shapes import SHAPES
from initiatives.models import Change, Initiative

ACT = "restored"
KEPT = ("stage", "sensitivity", "slug")


@dataclass(frozen=True)
class Return:
    """What bringing a version back would make of a profile: `wanted` in the place of `now`, whose token is `token`."""

    subject: str
    key: str
    now: dict
    wanted: dict

    @property
    def token(self):
        return documents.token(self.now)

    @property
    def differences(self):
        return history.differences(self.subject, self.now, self.wanted)


def outlook(subject, key, version, *, by):
    """The Return of the version with the token `version`; None where the ledger knows no such version.

    Raises publishing.Refused where `by` may not bring it back.
    """
    now, old = documents.read_one(subject, key), history.version(subject, str(key), version)
    if now is None or old is None:
        return None
    wanted = documents.canonical(subject, without_more(subject, documents.canonical(subject, old), now))
    if subject == "initiative":
        wanted = _within_reach(wanted, now, by)
        _must_be_allowed(wanted, now, by)
    return Return(subject, str(key), now, wanted)


@transaction.atomic
def restore(subject, key, version, *, by, seen, reason=""):
    """Bring the version back; the Return that was done. Raises Stale where `seen` is not the token of the profile now,
    publishing.Refused as `outlook`, and where the version names what is gone, or clashes with another profile."""
    editing.begin(subject, key, seen)
    found = outlook(subject, key, version, by=by)
    if found is None:
        raise publishing.Refused(_("There is no such version."))
    if subject == "initiative":
        publishing.must_have_reason(found.now, found.wanted, reason)
    try:
        with transaction.atomic():
            editing.write(subject, {found.key: found.wanted}, by=by, act=ACT, reason=reason, tokens={found.key: seen})
    except (DatabaseError, LookupError) as error:
        raise publishing.Refused(
            _("This version names something that is gone by now, or that another profile holds: copy by hand from it.")
        ) from error
    return found


def is_deletion(change):
    """Whether a Change is the last act on a profile that it deleted: one that `revive` can bring back.

    A profile that became part of another comes back by taking that merge back.
    """
    if change.after is not None or change.before is None or change.merge_id or change.subject not in SHAPES:
        return False
    return not Change.objects.filter(subject=change.subject, key=change.key, pk__gt=change.pk).exists()


def revive(change, *, by):
    """Bring back the profile that the act `change` deleted; an initiative as a draft, nothing with consent.

    Raises publishing.Refused where `by` may not, or where it names what is gone or clashes with another profile.
    """
    subject, old = change.subject, documents.canonical(change.subject, change.before)
    nothing = dict.fromkeys(SHAPES[subject].rows, ())
    document = without_more(subject, old, {name: old[name] for name in KEPT if name in old} | nothing)
    if subject == "initiative":
        document["stage"] = "draft"
        _must_be_within(old["countries"], old["countries"], by)
    try:
        with transaction.atomic():
            absent = {change.key: documents.token(None)}
            editing.write(subject, {change.key: document}, by=by, act=ACT, tokens=absent)
    except (editing.Stale, DatabaseError, LookupError) as error:
        raise publishing.Refused(
            _("It can't come back as a whole: it names something that is gone by now, or another profile has its name.")
        ) from error


def without_more(subject, old, now):
    """The document `old`, showing no more to anybody than `now` does."""
    document = old | {name: now[name] for name in KEPT if name in now}
    for name, table in SHAPES[subject].rows.items():
        if CONSENT[0] in table.fields:
            document[name] = [_consented_as_now(name, row, now) for row in old[name]]
    return document


def _consented_as_now(name, row, now):
    held = next((other for other in now[name] if row_key(name, other) == row_key(name, row)), NO_CONSENT)
    return row | {field: held[field] for field in CONSENT if field in held}


def _within_reach(wanted, now, by):
    parent = wanted["parent"]
    mine = parent is None or Initiative.objects.editable_by(by).filter(uuid=parent).exists()
    return wanted if mine else wanted | {"parent": now["parent"]}


def _must_be_allowed(wanted, now, by):
    _must_be_within(now["countries"], wanted["countries"], by)
    missing = publishing.lacking(wanted)
    if wanted["stage"] == "published" and missing:
        sentence = _("This version can't stand in public: %(missing)s.")
        raise publishing.Refused(sentence % {"missing": "; ".join(missing)})


def _must_be_within(old, new, by):
    outside = scope.outside(by, old, new)
    if outside:
        codes = ", ".join(sorted(outside))
        raise publishing.Refused(_("These countries are not among yours: %(codes)s.") % {"codes": codes})

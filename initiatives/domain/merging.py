"""Two profiles become one, in one transaction, and two again. Never by itself: somebody chose, and may take it back."""

from dataclasses import dataclass

from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives.domain import documents, editing, listings, redirects, references, scope
from initiatives.domain.publishing import Refused, must_have_reason
from initiatives.domain.rewiring import rewired
from initiatives.domain.shapes import SHAPES
from initiatives.domain.uniting import united
from initiatives.models import Distinct, Initiative, Likeness, Merge

ACT, BACK = "merged", "unmerged"
RIGHT, PUBLISH = "initiatives.merge_profiles", "initiatives.publish_initiative"
SUBJECTS = ("organisation", "place", "initiative")
UNSEEN = ("draft", "in-review")


@dataclass(frozen=True)
class Undone:
    """What taking a merge back did: how many profiles are as before, and [(subject, key)] left as they are."""

    restored: int
    left: list


def may(user, subject):
    """Whether `user` may merge profiles of this kind at all; whose, `merge` asks."""
    return user.has_perm(RIGHT) and user.has_perm(f"initiatives.change_{subject}")


def merge(subject, kept, gone, *, by, seen, chosen=None, reason=""):
    """Make the profile `gone` part of the profile `kept` (UUIDs); the Merge.

    `seen`: {key: version token} of the two as the person saw them; `chosen`: as `uniting.united` takes it. All that
    referred to the one refers to the other, its address leads there. Raises Refused, with a sentence, where one of
    them has changed or is gone, `by` may not, values contradict; then nothing is written.
    """
    try:
        with transaction.atomic():
            return _merge(subject, str(kept), str(gone), by, seen, chosen or {}, reason)
    except IntegrityError as error:
        raise Refused(
            _("These values don't go together, or an outside identifier is another's. Look again.")
        ) from error
    except (editing.Stale, DatabaseError, LookupError) as error:
        raise Refused(
            _("Somebody changed these profiles at the same moment. Nothing was merged: try again.")
        ) from error


def _merge(subject, kept, gone, by, seen, chosen, reason):
    found = editing.lock(subject, [kept, gone])
    if kept == gone or len(found) < 2:
        raise Refused(_("One of the two is not there any more. Nothing was merged."))
    if any(documents.token(found[key]) != seen.get(key) for key in found):
        raise Refused(_("One of the two has changed since you looked. Nothing was merged: look again."))
    referring = _referring(subject, gone)
    _must_be_allowed(by, subject, found[kept], found[gone], referring)
    record = Merge.objects.create(subject=subject, kept=kept, gone=gone, by=by)
    told = {"by": by, "act": ACT, "reason": reason, "merge": record}
    refresh = listings.Refresh()
    for its_subject, keys in sorted(referring.items()):
        if its_subject != subject:
            wanted = _rewired(its_subject, keys, subject, found[gone], found[kept])
            refresh.add(its_subject, editing.write_part(its_subject, wanted, **told))
    others = _rewired(subject, referring.get(subject, set()) - {kept, gone}, subject, found[gone], found[kept])
    wanted = others | {kept: united(subject, found[kept], found[gone], chosen)}
    if by and subject == "initiative":
        must_have_reason(found[kept], wanted[kept], reason)
    linked = editing.take_over(subject, wanted, gone, **told)
    refresh.add(subject, list(wanted))
    refresh.finish()
    listings.refresh(linked)
    if subject in redirects.ADDRESSED:
        redirects.add(subject, found[gone]["slug"], kept)
    Likeness.objects.filter(subject=subject, one__in=[kept, gone], other__in=[kept, gone]).delete()
    return record


def _referring(subject, key):
    """{subject: {keys}} of all profiles that refer to this one."""
    found = {}
    for _key, its_subject, its_key in references.to(subject, [key]):
        found.setdefault(its_subject, set()).add(its_key)
    return found


def _rewired(its_subject, keys, subject, gone, kept):
    old, new = ({"key": row["uuid"], "slug": row.get("slug", "")} for row in (gone, kept))
    held = editing.lock(its_subject, sorted(keys)) if keys else {}
    return {key: rewired(its_subject, row, SHAPES[subject].model, old, new) for key, row in held.items()}


# --- who may ---


def _must_be_allowed(by, subject, kept, gone, referring):
    """Raises Refused where `by` (None: the shell) may not. What the public sees nobody takes away or shows by it."""
    if by is None:
        return
    if not may(by, subject):
        raise Refused(_("You have no right to merge these profiles."))
    if not _is_within(by, subject, kept, gone, referring):
        raise Refused(
            _("Profiles outside your countries are concerned: somebody who works on them has to merge these.")
        )
    if subject == "initiative" and not by.has_perm(PUBLISH) and gone["stage"] not in (*UNSEEN, kept["stage"]):
        raise Refused(
            _("The one that would go has been public, the one that would stay is not: only a reviewer may merge these.")
        )


def _is_within(by, subject, kept, gone, referring):
    """Whether both, and every initiative that names the one that goes, are this person's to edit."""
    bound = scope.bound_to(by)
    if bound is None:
        return True
    if subject == "initiative" and not (bound & set(kept["countries"]) and bound & set(gone["countries"])):
        return False
    keys = referring.get("initiative", set())
    return Initiative.objects.editable_by(by).filter(uuid__in=keys).count() == len(keys)


# --- and back ---


def undo(record, *, by):
    """Take a merge back: the Undone. Both profiles, and all that referred to the one, are as they were, byte for byte.

    A profile that referred to it and was edited since is left as it is. Raises Refused, with a sentence, where it was
    taken back already, one of the two was edited, merged or deleted since, what the one that went was alone to have
    is another's by now, or `by` may not; then nothing is written.
    """
    try:
        with transaction.atomic():
            return _undo(Merge.objects.select_for_update(no_key=True).get(pk=record.pk), by)
    except IntegrityError as error:
        raise Refused(_("Its address, name or an outside identifier belongs to another profile by now.")) from error
    except (editing.Stale, DatabaseError, LookupError) as error:
        raise Refused(
            _("Somebody changed these profiles at the same moment. Nothing was changed: try again.")
        ) from error


def _undo(record, by):
    if record.undone_at:
        raise Refused(_("This merge was taken back already."))
    changes = {(change.subject, change.key): change for change in record.changes.filter(act=ACT)}
    now = _now(changes)
    kept, gone = (record.subject, str(record.kept)), (record.subject, str(record.gone))
    _must_be_untouched(changes, now, kept, gone)
    back = {id: change.before for id, change in changes.items() if now.get(id) == change.after}
    back = {id: before for id, before in back.items() if id in (kept, gone) or not _lacks(id, before, gone)}
    _must_be_allowed(by, record.subject, changes[kept].before, changes[gone].before, _initiatives(back, gone))
    redirects.remove(record.subject, changes[gone].before.get("slug", ""), record.kept)
    _write_back(record, back, gone, by)
    record.undone_at, record.undone_by = timezone.now(), by
    record.save(update_fields=["undone_at", "undone_by"])
    return Undone(len(back), sorted(changes.keys() - back.keys()))


def _now(changes):
    """{(subject, key): document} of today, each locked."""
    found = {}
    for subject in sorted({subject for subject, _key in changes}):
        keys = [key for its, key in changes if its == subject]
        found |= {(subject, key): row for key, row in editing.lock(subject, keys).items()}
    return found


def _must_be_untouched(changes, now, kept, gone):
    if gone not in changes or kept not in changes:
        raise Refused(_("The history does not hold this merge any more."))
    if now.get(kept) != changes[kept].after:
        raise Refused(
            _("The profile was edited since it was merged. Take that back first; then the merge can be taken back.")
        )
    if gone in now or _lacks(kept, changes[kept].before, gone) or _lacks(gone, changes[gone].before, kept):
        raise Refused(_("Something that one of the two referred to has been deleted since, or is back already."))


def _lacks(id, document, other):
    """Whether a document refers to what does not exist, `other` apart, which comes back."""
    return bool(references.missing(references.of(id[0], document) - {other}))


def _initiatives(back, gone):
    return {"initiative": {key for subject, key in back if subject == "initiative" and (subject, key) != gone}}


def _write_back(record, back, gone, by):
    """First what gives back what was the other's, then the other, with those that refer to it, then the rest."""
    refresh = listings.Refresh()
    naming = {id for id, before in back.items() if gone in references.of(id[0], before)}
    steps = [
        [id for id in back if id[0] == gone[0] and id not in naming and id != gone],
        [gone, *(id for id in naming if id[0] == gone[0])],
        [id for id in back if id[0] != gone[0]],
    ]
    for step in steps:
        for subject in sorted({id[0] for id in step}):
            wanted = {key: back[its, key] for its, key in step if its == subject}
            refresh.add(subject, editing.write_part(subject, wanted, by=by, act=BACK, merge=record))
    refresh.finish()


# --- not the same ---


def ordered(one, other):
    """The two keys as a Pair holds them."""
    return tuple(sorted((str(one), str(other))))


@transaction.atomic
def keep_apart(subject, one, other, *, by):
    """Remember that two profiles are not the same: they are not proposed again."""
    one, other = ordered(one, other)
    Distinct.objects.get_or_create(subject=subject, one=one, other=other, defaults={"by": by})
    Likeness.objects.filter(subject=subject, one=one, other=other).delete()

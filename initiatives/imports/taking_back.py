"""What an account did in its last days, taken back in one step, as after it was in wrong hands.

Each profile goes back to what it was before the account first touched it, and shows no more than it does now: what was
hidden meanwhile stays hidden, what the account published is published no longer. What others changed meanwhile is left
and listed, or goes too if the administrator says so. Merges are taken back by themselves, redactions never.
"""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives.domain import editing, restoring
from initiatives.domain.shapes import SHAPES
from initiatives.imports import undo
from initiatives.imports.outlook import Acts, Outlook, spans
from initiatives.models import Change
from initiatives.vocabulary import SENSITIVITIES


def preview(user, days, *, by, take_edited=False):
    """The Outlook of taking back what `user` did in the last `days`. Writes nothing."""
    return Outlook(_of_account(user, days), by=by, take_edited=take_edited)


def take_back(user, days, *, by, seen, take_edited=False):
    """Do it in one transaction; the Outlook. `seen`: the token of the one that `by` agreed to. Raises Refused where
    it is another one by now; then nothing is written."""
    with undo.all_or_nothing():
        outlook = Outlook(_of_account(user, days), by=by, take_edited=take_edited, read=editing.lock)
        undo.must_be_the_one_seen(outlook, seen)
        undo.write(outlook, by=by, reason=_("What %(name)s did is taken back.") % {"name": user.get_username()})
    return outlook


def _of_account(user, days):
    since = timezone.now() - timedelta(days=days)
    own = Change.objects.filter(by=user, at__gte=since, subject__in=SHAPES, merge=None)
    found = spans(own)
    return Acts(found, _before_account, _mixed(own, found))


def _mixed(own, found):
    """Those of `found` that somebody else, or a merge, changed between the first and last act of the account."""
    others = Change.objects.exclude(pk__in=own.values("pk")).filter(
        Exists(own.filter(subject=OuterRef("subject"), key=OuterRef("key"), pk__lt=OuterRef("pk")))
    )
    rows = others.values_list("subject", "key", "pk")
    return frozenset((subject, key) for subject, key, pk in rows if pk < found.get((subject, key), (0, 0))[1])


def _before_account(subject, before, after, now):
    if before is None or now is None:
        return before
    document = restoring.without_more(subject, before, now)
    if now.get("stage") == "published" != before["stage"]:
        document["stage"] = before["stage"]
    if "sensitivity" in now:
        document["sensitivity"] = max(before["sensitivity"], now["sensitivity"], key=list(SENSITIVITIES.slugs).index)
    return document

"""A form overtaken by somebody else: what was written, what is there now, and who changed it."""

from dataclasses import dataclass

from initiatives.domain import documents, history
from initiatives.models import Change


@dataclass(frozen=True)
class Overtaken:
    """`acts`: the changes made meanwhile, newest first. `written`: where your version differs from the one now,
    None while the form has errors. `theirs`: what the others changed, where the ledger still knows your version.
    """

    acts: list
    written: list | None
    theirs: list


def overtaken(subject, key, *, token, current, mine):
    """The Overtaken of a form read under the version `token`; `mine` is the document it would make, or None."""
    seen = history.version(subject, key, token)
    theirs = history.differences(subject, seen, current) if seen else []
    written = None if mine is None else history.differences(subject, current, mine)
    return Overtaken(acts_since(subject, key, token), written, theirs)


def acts_since(subject, key, token):
    """The changes after the version `token`, newest first; only the last where the ledger never held that version."""
    acts = []
    for change in Change.objects.filter(subject=subject, key=key).select_related("by")[:100]:
        if documents.token(change.after) == token:
            return acts
        acts.append(change)
        if documents.token(change.before) == token:
            return acts
    return acts[:1]

"""Old addresses lead on: of a profile whose address was changed, and of one that became part of another."""

from initiatives.domain.shapes import SHAPES
from initiatives.models import Merge, Redirect

ADDRESSED = ("initiative", "organisation")
MOST_STEPS = 50  # from one merge to the next


def note(subject, pairs):
    """Remember the addresses that a change takes from profiles which had a public one.

    `pairs`: {key: (document before, document after)}.
    """
    for key, (before, after) in pairs.items() if subject in ADDRESSED else ():
        if before and after and before["slug"] != after["slug"] and before.get("stage", "published") == "published":
            add(subject, before["slug"], key)


def add(subject, slug, key):
    """Let the old address `slug` lead to the profile `key`."""
    Redirect.objects.update_or_create(subject=subject, slug=slug, defaults={"key": key})


def remove(subject, slug, key):
    """Forget that `slug` leads to `key`: it is somebody's own again."""
    Redirect.objects.filter(subject=subject, slug=slug, key=key).delete()


def target(subject, slug):
    """The row that an old address leads to today, through any number of merges; None where it leads nowhere."""
    found = Redirect.objects.filter(subject=subject, slug=slug).first()
    return _living(subject, found.key) if found else None


def _living(subject, key):
    for _step in range(MOST_STEPS):
        if found := SHAPES[subject].model._base_manager.filter(uuid=key).first():
            return found
        merge = Merge.objects.filter(subject=subject, gone=key, undone_at=None).first()
        if merge is None:
            return None
        key = merge.kept
    return None

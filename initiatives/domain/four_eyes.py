"""A sensitive profile is read by a second person before strangers may read it (safety.md)."""

from initiatives.models import Change
from initiatives.vocabulary import BENEFICIARIES

# Acts that write nothing that strangers would read.
STEPS = {"in-review", "published", "archived", "withdrawn", "draft", "verified"}


def is_sensitive(document):
    """Whether an initiative's document says by itself that it could harm."""
    return document["sensitivity"] != "open" or any(
        row["list"] == "beneficiary" and BENEFICIARIES[row["slug"]].sensitive for row in document["terms"]
    )


def was_sensitive(key):
    """Whether a version since the last publication was: who makes a profile open does not publish it alone."""
    for act, before in _changes(key).values_list("act", "before").iterator(chunk_size=20):
        if act == "published":
            return False
        if before and is_sensitive(before):
            return True
    return False


def had_part(person, key):
    """Whether `person` wrote the profile last, or sent it to review last."""
    changes = _changes(key)
    wrote = changes.exclude(act__in=STEPS).values_list("by", flat=True).first()
    sent = changes.filter(act="in-review").values_list("by", flat=True).first()
    return person.pk in (wrote, sent)


def _changes(key):
    """Newest first."""
    return Change.objects.filter(subject="initiative", key=str(key))

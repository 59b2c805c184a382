"""Why an undo leaves a profile as it is, in words for the person who asked for it."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.batching import batches
from initiatives.domain import documents
from initiatives.domain.titles import title_in
from initiatives.models import Initiative

EDITED, DELETED, REFERRED, TAKEN, GONE, OUTSIDE, PUBLIC = (
    "edited", "deleted", "referred", "taken", "gone", "outside", "public",
)  # fmt: skip
SENTENCES = {
    EDITED: gettext_lazy("It was edited since."),
    DELETED: gettext_lazy("It was deleted since."),
    REFERRED: gettext_lazy("“%(name)s”, which stays, refers to it."),
    TAKEN: gettext_lazy("Its address or an identifier belongs to “%(name)s” now."),
    GONE: gettext_lazy("Something that it referred to before has been deleted since."),
    OUTSIDE: gettext_lazy("It is outside your countries."),
    PUBLIC: gettext_lazy("It has been published, or was: only a reviewer may take it back."),
}
BATCH = 500


@dataclass(frozen=True)
class Left:
    """A profile that stays as it is; `title` is "" where the reader may not know it; `reason` says `why`, a code."""

    subject: str
    key: str
    title: str
    why: str
    reason: str


def told(items, by):
    """[Left] of the Items that an undo leaves; `by`: who reads it."""
    names = _names({item.other for item in items if item.other}, by)
    unnamed = _("a profile outside your countries")
    return [
        Left(
            item.subject, item.key, item.title, item.why, SENTENCES[item.why] % {"name": names.get(item.other, unnamed)}
        )
        for item in items
    ]


def _names(ids, by):
    """{(subject, key): title} of those that `by` may know of."""
    grouped = defaultdict(list)
    for subject, key in sorted(ids):
        grouped[subject].append(key)
    return {
        (subject, key): title_in(document)
        for subject, keys in grouped.items()
        for batch in batches(keys, BATCH)
        for key, document in documents.read(subject, _known(subject, batch, by)).items()
    }


def _known(subject, keys, by):
    if subject != "initiative" or by is None:
        return keys
    return list(Initiative.objects.visible_to(by).filter(uuid__in=keys).values_list("uuid", flat=True))

"""What a planned row would change, in words: the old and the new value of each fact."""

import re
from dataclasses import replace

from initiatives.domain import history

_KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def differences(row, brought):
    """The Differences (domain.history) of a Planned or PlannedRow that is new or changed.

    `brought`: {key: name} of what the same file brings along and no table knows yet.
    """
    found = history.differences(row.subject, row.before, row.document)
    return [replace(change, label=_named(change.label, brought), new=_named(change.new, brought)) for change in found]


def _named(text, brought):
    return _KEY.sub(lambda found: brought.get(found[0], found[0]), text)

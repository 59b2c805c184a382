"""What people hid since an import stays hidden, also where an undo takes their other edits."""

from initiatives.domain.recognising import CONSENT, NO_CONSENT, row_key

ROWS = ("contacts", "funders", "partners")
KEPT = ("stage", "sensitivity")


def still_hidden(before, after, now):
    """The document `before`, but with the stage, sensitivity and consent that people set since.

    `after`: what the import left; `now`: what has become of it. A row that was deleted since comes back without its
    consent, so that the public does not see it.
    """
    document = before | {name: now[name] for name in KEPT if name in now and now[name] != after[name]}
    for name in ROWS:
        if name in before:
            document[name] = [_row(name, row, _by_key(name, after), _by_key(name, now)) for row in before[name]]
    return document


def _row(name, row, after, now):
    key = row_key(name, row)
    left, found = after.get(key), now.get(key)
    if left is None or (found and all(found.get(field) == left.get(field) for field in CONSENT)):
        return row
    return row | ({field: found[field] for field in CONSENT if field in found} if found else NO_CONSENT)


def _by_key(name, document):
    return {row_key(name, row): row for row in document[name]}

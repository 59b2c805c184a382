"""Rows of a form found again after an import or another editor has replaced or removed them."""

import re

from initiatives.models import Funder, Partner

OWNERS = {"initiative", "organisation", "place", "country"}


def relink(data, prefix, rows):
    """`data` (a mutable QueryDict) with the rows of one formset pointing at the rows that exist now.

    A row whose id is gone is the existing one of the same natural key, else a new one.
    `rows`: the QuerySet of existing rows.
    """
    shown = _number(data.get(f"{prefix}-INITIAL_FORMS"))
    total = _number(data.get(f"{prefix}-TOTAL_FORMS"))
    existing = {str(row.pk): row for row in rows}
    held = [data.get(f"{prefix}-{index}-id", "") for index in range(shown)]
    if not 0 < shown <= total <= 1000 or all(pk in existing for pk in held):
        return
    free = {_key_of(row): pk for pk, row in existing.items() if pk not in held}
    found = [pk if pk in existing else free.pop(_key_in(data, prefix, i, rows), "") for i, pk in enumerate(held)]
    kept = [index for index in range(shown) if found[index]]
    lost = [index for index in range(shown) if not found[index]]
    for index, pk in enumerate(found):
        data[f"{prefix}-{index}-id"] = pk
    _renumber(data, prefix, [*kept, *lost, *range(shown, total)])
    data[f"{prefix}-INITIAL_FORMS"] = str(len(kept))


def _number(text):
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 5 else 0


def natural_fields(model):
    """The form fields that make the natural key, {form field: attribute}."""
    names = {name.removesuffix("_id"): name for name in model.NATURAL}
    skipped = OWNERS - {"organisation"} if model in (Funder, Partner) else OWNERS
    return {field: name for field, name in names.items() if field not in skipped}


def _key_of(row):
    return tuple(str(getattr(row, name) or "") for name in natural_fields(type(row)).values())


def _key_in(data, prefix, index, rows):
    return tuple(data.get(f"{prefix}-{index}-{name}", "") for name in natural_fields(rows.model))


def _renumber(data, prefix, order):
    pattern = re.compile(rf"{re.escape(prefix)}-(\d+)-(.+)")
    place = {old: new for new, old in enumerate(order)}
    found = [(key, match) for key in list(data) if (match := pattern.fullmatch(key))]
    moved = {f"{prefix}-{place.get(int(match[1]), match[1])}-{match[2]}": data.getlist(key) for key, match in found}
    for key, _ in found:
        del data[key]
    for key, values in moved.items():
        data.setlist(key, values)

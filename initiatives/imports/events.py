"""Activities of an initiative, each a cell's `type | title | date | place | state`."""

from django.utils.translation import gettext as _

from initiatives.domain.cells import split_parts
from initiatives.domain.columns import activity_parts
from initiatives.imports import values
from initiatives.imports.classing import free_key
from initiatives.imports.linking import known_places, place
from initiatives.models import Activity
from initiatives.vocabulary import ACTIVITY_STATES, ACTIVITY_TYPES

COLUMN = "activities"
LONGEST = Activity._meta.get_field("title").max_length
STATED = "claimed"  # a source says so; what is only planned is never shown as done


def fill(draft):
    wanted = draft.wanted(COLUMN)
    if wanted is None:
        return
    rows = draft.document["activities"]
    known = {tuple(activity_parts(row, draft.names)): row for row in rows} if draft.before else {}
    read, taken = [], {row["key"] for row in rows}
    for parts in split_parts(wanted):
        row = known.get(tuple([*parts, "", "", "", ""][:5])) or _activity(draft, parts, rows)
        if row and not row.get("key"):
            row["key"] = free_key(row["title"], taken)
            taken.add(row["key"])
        read.append(row)
    draft.document[COLUMN] = list({row["key"]: row for row in read if row}.values())


def _activity(draft, parts, rows):
    """A row of the document; one of the same type and title keeps what the cell does not say."""
    if len(parts) > 5:
        draft.error(COLUMN, " | ".join(parts), _("Write type | title | date | place | state."))
    kind, title, date, places, state = [*parts, "", "", "", ""][:5]
    kind = draft.code(COLUMN, kind, ACTIVITY_TYPES)
    title = draft.parsed(COLUMN, title, values.short, LONGEST) or kind.replace("-", " ").capitalize()
    start, end = draft.parsed(COLUMN, date, values.period, default=("", ""))
    row = next((row for row in rows if (row["type"], row["title"]) == (kind, title)), {"type": kind, "title": title})
    given = {"start": start, "end": end} if date else {}
    if state:
        given["state"] = draft.code(COLUMN, state, ACTIVITY_STATES)
    if places:
        given["places"] = _places(draft, places, row)
    return {"state": STATED, "places": []} | row | given if kind else None


def _places(draft, text, row):
    """Keys of one place, or of several known ones with commas between them."""
    known = known_places(draft, row.get("places", ()))
    names = [name.strip() for name in text.split(",")]
    several = len(names) > 1 and all(
        name in known or len(draft.directory.places(name, draft.document["countries"])) == 1 for name in names
    )
    keys = [place(draft, COLUMN, name, known) for name in (names if several else [text])]
    return sorted({key for key in keys if key})

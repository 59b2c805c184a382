"""Words taken out of every copy that the site keeps, for good: profiles, history, imports, index, sessions, files.

What is left is a tombstone (models.Redaction) that knows the words only by digests; with it a backup that is restored
later is cleaned again. The tombstones stand in a file beside the database too, for the day when that is lost.
"""

import json
import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, transaction

from initiatives.domain import copies, documents, editing, listings, scrubbing, spellings
from initiatives.domain.shapes import SHAPES
from initiatives.domain.spellings import Sought
from initiatives.models import Redaction

FILE = "removals.jsonl"
KEPT = ("uuid", "at", "reason", "subject", "key", "digests", "key_check", "counts")
TRIES = 3
FILES, SESSIONS = "files", "sessions"


@dataclass
class Found:
    """Where words stand: `counts` {table or "files": number}, `written` {as written: how often}, `profiles` the
    (subject, key) of those that hold them now."""

    counts: Counter = field(default_factory=Counter)
    written: Counter = field(default_factory=Counter)
    profiles: list = field(default_factory=list)

    @property
    def lines(self):
        """[(table or "files", number)]"""
        return sorted(self.counts.items())

    @property
    def spellings(self):
        """[(as written, how often)], the most frequent first."""
        return self.written.most_common()

    @property
    def token(self):
        """Changes when there is more or less to remove."""
        return documents.token(dict(self.counts))


def find(texts):
    """The Found of the spellings `texts`. Writes nothing. Raises ValueError with a spelling that is too short."""
    sought = Sought(spellings.forms_of(texts))
    found = Found()
    for subject in SHAPES:
        changed = [key for batch in _profiles(subject, sought) for key in batch]
        found.profiles += [(subject, key) for key in changed]
        found.counts[SHAPES[subject].model._meta.label_lower] += len(changed)
    for model in copies.tables():
        found.counts[model._meta.label_lower] += sum(1 for _ in copies.rows(model, sought))
    found.counts[SESSIONS], found.counts[FILES] = len(copies.sessions(sought)), len(copies.files(sought))
    found.counts, found.written = +found.counts, sought.written
    return found


def redact(texts, *, reason, by=None, subject="", key=""):
    """Remove the spellings `texts` everywhere; the Redaction. `reason`: a code of models.redaction.REASONS.

    Raises ValueError with a spelling that is too short, IntegrityError where two names would become one.
    """
    sought = Sought(spellings.forms_of(texts))
    with transaction.atomic():
        _delete_securely()
        row = Redaction(reason=reason, by=by, subject=subject, key=str(key))
        row.digests, row.key_check = sorted(map(list, sought.digests)), spellings.key_check()
        row.counts = dict(_remove(sought))
        row.save()
    _keep(row)
    _remove_what_came_meanwhile(sought)
    compact()
    spellings.forget()
    return row


def again(rows):
    """Remove what the Redactions `rows` name by their digests, as from a backup, where they were made with this
    site's SECRET_KEY. The index is left to the caller, who makes it anew."""
    known = spellings.key_check()
    sought = Sought(digests=[pair for row in rows if row.key_check == known for pair in row.digests])
    if sought.digests:
        _remove(sought, has_index=False)


def unknown():
    """The Redactions that can't be applied again: they were made with another SECRET_KEY."""
    return Redaction.objects.exclude(key_check=spellings.key_check())


def remembered():
    """Tombstones to carry over a restored backup: [{field: value}] of the database and of the file beside it."""
    rows = [{name: getattr(row, name) for name in KEPT} for row in Redaction.objects.order_by("pk")]
    path = Path(settings.PRIVATE_DIR) / FILE
    lines = path.read_text().splitlines() if path.exists() else []
    return rows + [json.loads(line) for line in lines]


def put_back(rows):
    """Make the tombstones `rows` (from `remembered`) where the database lacks them; all that there are now."""
    known = {str(key) for key in Redaction.objects.values_list("uuid", flat=True)}
    for values in rows:
        if str(values["uuid"]) not in known:
            known.add(str(values["uuid"]))
            row = Redaction.objects.create(**{name: value for name, value in values.items() if name != "at"})
            Redaction.objects.filter(pk=row.pk).update(at=values["at"])
    return list(Redaction.objects.all())


# --- removing ---


def _remove(sought, *, has_index=True):
    """{table: rows changed}"""
    counts, index = Counter(), listings.Refresh()
    for subject, shape in SHAPES.items():
        for changed in _profiles(subject, sought):
            editing.rewrite(subject, changed)
            if has_index:
                index.add(subject, list(changed))
            counts[shape.model._meta.label_lower] += len(changed)
    for model in copies.tables():
        counts[model._meta.label_lower] += copies.write(model, list(copies.rows(model, sought)))
    counts[SESSIONS] = Session.objects.filter(pk__in=copies.sessions(sought)).delete()[0]
    if has_index:
        _bring_in_line(index, counts, sought)
    for path in copies.files(sought):
        path.unlink(missing_ok=True)
        counts[FILES] += 1
    return +counts


def _bring_in_line(index, counts, sought):
    if any(counts[shape.model._meta.label_lower] for shape in SHAPES.values()):
        index.finish()
    if copies.is_in_index(sought):
        listings.rebuild()
    elif +counts:
        listings.raise_version([], whole=True)  # workers drop the cards that they keep in memory


def _remove_what_came_meanwhile(sought):
    """What another process wrote while the transaction above went on."""
    for _ in range(TRIES):
        with transaction.atomic():
            if not _remove(sought):
                return


def _profiles(subject, sought):
    """{key: clean document} of profiles that hold what is sought, batch by batch."""
    for keys in copies.batches(SHAPES[subject].model, SHAPES[subject].key):
        found = documents.read(subject, keys)
        clean = {key: scrubbing.document(subject, row, sought) for key, row in found.items()}
        if changed := {key: row for key, row in clean.items() if row is not found[key]}:
            yield changed


def _keep(row):
    """Write the tombstone into the file too, readable by this account only."""
    path = Path(settings.PRIVATE_DIR) / FILE
    line = json.dumps({name: getattr(row, name) for name in KEPT}, default=str)
    with open(path, "a", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(line + "\n")


# --- what a database keeps of deleted rows ---


def _delete_securely():
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def compact():
    """Let the database overwrite what it keeps of old rows; nothing inside a transaction, where it can't."""
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA secure_delete = ON")
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return
        for model in (*copies.PROFILES, *copies.INDEX, *copies.tables(), Session):
            cursor.execute(f"VACUUM (FULL, ANALYZE) {connection.ops.quote_name(model._meta.db_table)}")

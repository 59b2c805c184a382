"""Everything in one file, for either database: a backup of SQLite can be restored into PostgreSQL and the other way.

The file is gzipped JSON lines: a header, one line a row, and a last line with the number of rows and the SHA-256 of all
lines before it. Sessions stay out (everybody logs in again); so do the public index, which is made anew, and the counts
of what networks send, which live a day.
"""

import gzip
import hashlib
import json
import os
import zlib
from itertools import groupby
from pathlib import Path

from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from initiatives.batching import batches
from initiatives.domain import listings, redaction, spellings
from initiatives.models import (
    DayKey,
    Heartbeat,
    IndexChange,
    IndexState,
    Knock,
    Likeness,
    Listing,
    ListingText,
    Offer,
    Posting,
    Word,
)

FORMAT = "peacemap backup 1"
LEFT_OUT = {
    ContentType,
    Permission,
    Listing,
    ListingText,
    Offer,
    Posting,
    Word,
    IndexState,
    IndexChange,
    Heartbeat,
    DayKey,
    Knock,
    Likeness,
}
APPS = ("initiatives", "auth", "admin", "otp_totp", "otp_static")
BATCH = 500


class Damaged(Exception):
    """A file that can't be restored; its text is a sentence that says why."""


@transaction.atomic
def write(path):
    """Write everything to the file `path` (mode 0600), which appears only once it is whole; the number of rows."""
    path = Path(path)
    unfinished = path.with_name(path.name + ".unfinished")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    digest, rows = hashlib.sha256(), 0
    with os.fdopen(descriptor, "wb") as raw, gzip.open(raw, "wt", encoding="utf-8") as file:

        def put(value):
            line = json.dumps(value, default=str, ensure_ascii=False) + "\n"
            digest.update(line.encode())
            file.write(line)

        put({"format": FORMAT, "migrations": _migrations()})
        for rows, row in enumerate(_rows(), 1):  # noqa: B007  the last number is the count
            put(row)
        put({"rows": rows, "sha256": digest.hexdigest()})
    os.replace(unfinished, path)
    return rows


def check(path):
    """The number of rows in the file. Raises Damaged where it is no whole backup of this version."""
    digest, rows, end = hashlib.sha256(), 0, {}
    try:
        for number, line in enumerate(_lines(path)):
            value = json.loads(line)
            if number == 0:
                _check_header(value)
            elif isinstance(value, dict):
                end = value
                break
            else:
                rows += 1
            digest.update(line.encode())
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise Damaged(f"{path} cannot be read: {error or 'it ends too early'}.") from error
    if end != {"rows": rows, "sha256": digest.hexdigest()}:
        raise Damaged(f"{path} is not whole: it was cut off or changed after it was made.")
    return rows


def restore(path):
    """Replace everything by what the file holds, all or nothing; the number of rows. Raises Damaged beforehand.

    What was removed from every copy since the backup was made (domain.redaction) is removed again.
    """
    rows = check(path)
    with transaction.atomic():
        removals = redaction.remembered()
        for model in _models():
            model._base_manager.all()._raw_delete(connection.alias)
        values = (json.loads(line) for line in _lines(path))
        next(values)
        for label, group in groupby((value for value in values if isinstance(value, list)), key=lambda row: row[0]):
            _insert(apps.get_model(label), (row[1:] for row in group))
        for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
            with connection.cursor() as cursor:
                cursor.execute(statement)
        redaction.again(redaction.put_back(removals))
        listings.rebuild()
    if removals:
        redaction.compact()
        spellings.forget()
    return rows


def _lines(path):
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as file:
        yield from file


def _check_header(value):
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise Damaged("This is not a backup of peacemap.")
    if value["migrations"] != _migrations():
        raise Damaged("This backup was made by another version of peacemap: restore it with that one, then update.")


def _migrations():
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(name for app, name in applied if app == "initiatives" or app.startswith("otp_"))


def _models():
    """Every table that is kept, many-to-many tables included."""
    configs = (apps.get_app_config(label) for label in APPS)
    models = (model for config in configs for model in config.get_models(include_auto_created=True))
    return [model for model in models if model not in LEFT_OUT]


def _rows():
    """[label of the model, value, …] of every row; permissions and content types by name, since their keys differ."""
    names = _names()
    for model in _models():
        fields = model._meta.concrete_fields
        named = [position for position, field in enumerate(fields) if field.related_model in names]
        rows = model._base_manager.order_by("pk").values_list(*(field.attname for field in fields))
        for row in rows.iterator(chunk_size=BATCH):
            row = list(row)
            for position in named:
                row[position] = names[fields[position].related_model].get(row[position])
            yield [model._meta.label_lower, *row]


def _names():
    """{model: {pk: name}} of what migrations make in each database for itself."""
    types = {pk: f"{app}.{model}" for pk, app, model in ContentType.objects.values_list("pk", "app_label", "model")}
    permissions = Permission.objects.values_list("pk", "content_type_id", "codename")
    return {ContentType: types, Permission: {pk: f"{types[kind]}.{code}" for pk, kind, code in permissions}}


def _insert(model, rows):
    fields = model._meta.concrete_fields
    keys = {of: {name: pk for pk, name in names.items()} for of, names in _names().items()}
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608  names of ours
    with connection.cursor() as cursor:
        for batch in batches((list(_values(fields, row, keys)) for row in rows), BATCH):
            cursor.executemany(statement, batch)


def _values(fields, row, keys):
    for field, value in zip(fields, row, strict=True):
        if field.related_model in keys and value is not None:
            value = keys[field.related_model][value]
        value = value if value is None else field.to_python(value)
        yield field.get_db_prep_save(value, connection)

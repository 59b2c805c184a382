"""Where words may stand besides the profiles: every table of text, sessions, and files in the site's own folders.

Tables are found by their fields, so that a new one is looked at by itself.
"""

import gzip
import html
import io
import json
import re
import zipfile
import zlib
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db.models import CharField, JSONField, TextField
from django.utils import timezone

from initiatives.domain import scrubbing
from initiatives.domain.shapes import SHAPES
from initiatives.models import (
    Change,
    IndexChange,
    IndexState,
    Listing,
    ListingText,
    Offer,
    PlannedRow,
    Posting,
    Redaction,
    Redirect,
    Word,
)

BATCH = 500
PROFILES = {table.model for shape in SHAPES.values() for table in (shape.root, *shape.rows.values())}
INDEX = (Listing, ListingText, Offer, Word, Posting)
OTHERWISE = {*PROFILES, *INDEX, IndexState, IndexChange, Session, ContentType, Permission, Group, Redaction}
NOTHING_WITHOUT = {Redirect}  # rows that go altogether: nobody asks for an address that never was one
DOCUMENTS = {Change: ("before", "after"), PlannedRow: ("before", "document")}
ENCODINGS = ("utf-8", "utf-16", "cp1251", "koi8-u", "cp1250", "cp866", "latin-1")
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
TAG = re.compile(r"<[^>]*>")


def tables():
    """Models whose rows are looked at one by one."""
    return [model for model in apps.get_models(include_auto_created=True) if model not in OTHERWISE and fields(model)]


def fields(model):
    """The fields of a model that may hold words."""
    found = [field for field in model._meta.concrete_fields if isinstance(field, CharField | TextField | JSONField)]
    return [field for field in found if not (field.primary_key or field.flatchoices or field.name in scrubbing.CODES)]


def rows(model, sought):
    """(pk, {field: what it becomes}) of the rows of a table that hold what is sought, in constant memory."""
    held = fields(model)
    documents = DOCUMENTS.get(model, ())
    names = [field.name for field in held]
    for pks in batches(model):
        for pk, *values in model._base_manager.filter(pk__in=pks).values_list("pk", *names):
            row = dict(zip(names, values, strict=True))
            if any(sought.is_in(text) for text in scrubbing.texts(values)):
                subject = _subject(model, pk) if documents else ""
                clean = {field.name: _clean(field, row[field.name], sought, subject, documents) for field in held}
                if changed := {name: value for name, value in clean.items() if value != row[name]}:
                    yield pk, changed


def _subject(model, pk):
    return model._base_manager.values_list("subject", flat=True).get(pk=pk)


def _clean(field, value, sought, subject, documents):
    if not value:
        return value
    if field.name in documents:
        return scrubbing.document(subject, value, sought)
    return scrubbing.value(field, value, sought)


def batches(model, key="pk"):
    keys = list(model._base_manager.order_by("pk").values_list(key, flat=True))
    return (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))


def write(model, found):
    """Write what `rows` gave; the number of rows. The ledger says on which day words were removed from a version."""
    if model in NOTHING_WITHOUT:
        return model._base_manager.filter(pk__in=[pk for pk, _ in found]).delete()[0]
    count = 0
    for count, (pk, values) in enumerate(found, 1):  # noqa: B007  the last number is the count
        more = {"redacted_on": timezone.localdate()} if model is Change and "after" in values else {}
        model._base_manager.filter(pk=pk).update(**values, **more)
    return count


def sessions(sought):
    """Keys of the sessions that hold what is sought, in messages for example: they end."""
    found = Session.objects.order_by("pk").iterator(chunk_size=BATCH)
    return [row.pk for row in found if any(sought.is_in(text) for text in scrubbing.texts(row.get_decoded()))]


def is_in_index(sought):
    """Whether the public index still holds what is sought."""
    for model in INDEX:
        for pks in batches(model):
            for values in model._base_manager.filter(pk__in=pks).values_list(
                *(field.name for field in _indexed(model))
            ):
                if any(sought.is_in(text) for text in scrubbing.texts(values)):
                    return True
    return False


def _indexed(model):
    return [field for field in model._meta.concrete_fields if isinstance(field, CharField | TextField | JSONField)]


# --- files ---


def files(sought):
    """Uploads, and backups that `restore` made, in which what is sought stands; or that can't be read: in doubt."""
    paths = [*Path(settings.UPLOADS_DIR).iterdir(), *Path(settings.PRIVATE_DIR).glob("*.backup*")]
    return [path for path in sorted(paths) if path.is_file() and _holds(path, sought)]


def _holds(path, sought):
    try:
        return any(sought.is_in(text) for text in _texts_of(path.read_bytes()))
    except FileNotFoundError:
        return False
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError):
        return True


def _texts_of(data):
    if data.startswith(b"\x1f\x8b"):
        for line in io.BytesIO(gzip.decompress(data)):
            yield from scrubbing.texts(json.loads(line))
    elif data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for name in packed.namelist():
                yield from _decoded(packed.read(name))
    else:
        yield from _decoded(data)


def _decoded(data):
    """The text that the bytes are, in each encoding in which they are one; with escapes and tags resolved."""
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        text = html.unescape(ESCAPED.sub(lambda found: chr(int(found[1], 16)), text))
        yield text
        if "<" in text:
            yield TAG.sub("", text)
        if encoding == "utf-8":
            return

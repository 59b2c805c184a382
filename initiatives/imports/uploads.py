"""Uploaded files: one private folder (settings.UPLOADS_DIR), each under the identifier of its run, mode 0600."""

import datetime as dt
import os
from pathlib import Path

from django.conf import settings
from django.utils import timezone


def path(run):
    return Path(settings.UPLOADS_DIR) / str(run.uuid)


def store(run, data):
    """Keep the bytes of a run's file, readable by this account only."""
    with open(path(run), "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(data)


def read(run):
    """The bytes of a run's file. Raises FileNotFoundError where they are deleted already."""
    return path(run).read_bytes()


def size(run):
    """Bytes of a run's file, 0 where it is deleted already."""
    return path(run).stat().st_size if path(run).exists() else 0


def forget(run):
    path(run).unlink(missing_ok=True)


def forget_all_but(names, *, older_than=0):
    """Delete every file but those called `names`, and those younger than `older_than` seconds: they may be arriving."""
    oldest = timezone.now() - dt.timedelta(seconds=older_than)
    for file in Path(settings.UPLOADS_DIR).iterdir():
        if file.name not in names and file.stat().st_mtime < oldest.timestamp():
            file.unlink(missing_ok=True)

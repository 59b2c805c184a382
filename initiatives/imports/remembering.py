"""What earlier rows of a long file said: the last of it in memory, all else in a file."""

import sqlite3
from typing import Any

import orjson

MOST = 20_000  # names that are kept in memory


class Remembered:
    """A dictionary of JSON values under names of text. Most of a large one stands in a private file of SQLite's that
    goes when this does."""

    def __init__(self):
        self.held = {}
        self.file: Any = None  # once it is needed

    def get(self, name, default=None):
        if name in self.held:
            return self.held[name]
        return self._kept(name, default) if self.file else default

    def __setitem__(self, name, value):
        self.held[name] = value
        if len(self.held) >= MOST:
            self._put_away()

    def first(self, name, value):
        """What is remembered under `name`: `value` itself from now on, where nothing was."""
        found = self.get(name, self)
        if found is self:
            self[name] = found = value
        return found

    def take(self, name):
        """Whether `name` was not there; it is now, without a value."""
        if self.get(name, self) is not self:
            return False
        self[name] = None
        return True

    def add(self, names):
        """Remember `names`, an iterable, without a value."""
        for name in names:
            self[name] = None

    def close(self):
        if self.file:
            self.file.close()

    def _kept(self, name, default):
        found = self.file.execute("SELECT value FROM said WHERE name = ?", (name,)).fetchone()
        return orjson.loads(found[0]) if found else default

    def _put_away(self):
        if not self.file:
            self.file = sqlite3.connect("", isolation_level=None)  # no name: no other process can open it
            self.file.execute("PRAGMA journal_mode = OFF")
            self.file.execute("CREATE TABLE said (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID")
            self.file.execute("BEGIN")
        rows = ((name, orjson.dumps(value)) for name, value in self.held.items())
        self.file.executemany("INSERT OR REPLACE INTO said VALUES (?, ?)", rows)
        self.held.clear()

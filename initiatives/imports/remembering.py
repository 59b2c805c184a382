"""What earlier rows of a long file said, kept out of memory."""

import sqlite3

import orjson


class Remembered:
    """A dictionary of JSON values under names of text, in a private file of SQLite's that goes when this does."""

    def __init__(self):
        self.file = sqlite3.connect("", isolation_level=None)  # no name: no other process can open it
        self.file.execute("PRAGMA journal_mode = OFF")
        self.file.execute("CREATE TABLE said (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID")
        self.file.execute("BEGIN")

    def get(self, name, default=None):
        found = self.file.execute("SELECT value FROM said WHERE name = ?", (name,)).fetchone()
        return orjson.loads(found[0]) if found else default

    def __setitem__(self, name, value):
        self.file.execute("INSERT OR REPLACE INTO said VALUES (?, ?)", (name, orjson.dumps(value)))

    def first(self, name, value):
        """What is remembered under `name`: `value` itself from now on, where nothing was."""
        if self.file.execute("INSERT OR IGNORE INTO said VALUES (?, ?)", (name, orjson.dumps(value))).rowcount:
            return value
        return self.get(name)

    def take(self, name):
        """Whether `name` was not there; it is now, without a value."""
        return bool(self.file.execute("INSERT OR IGNORE INTO said VALUES (?, '')", (name,)).rowcount)

    def add(self, names):
        """Remember `names`, an iterable, without a value."""
        self.file.executemany("INSERT OR IGNORE INTO said VALUES (?, '')", ((name,) for name in names))

    def close(self):
        self.file.close()

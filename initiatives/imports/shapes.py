"""The shape of a table: the names of its columns in their order, by which a file like an earlier one is known."""

import hashlib
import json
import unicodedata


def shape(cells):
    """SHA-256 of a header's cells; case, spaces and blank columns at the end don't matter."""
    names = [name(cell) for cell in cells]
    while names and not names[-1]:
        names.pop()
    return hashlib.sha256(json.dumps(names).encode()).hexdigest()


def name(cell):
    """The name of a column as two of them are compared."""
    return " ".join(unicodedata.normalize("NFKC", cell).casefold().split())

"""Rows of documents: by what one is recognised in two versions, and which of its values are its consent."""

KEYS = {
    "texts": ("language",),
    "terms": ("list", "slug"),
    "aliases": ("name",),
    "identifiers": ("scheme", "value"),
    "funders": ("organisation", "programme"),
    "partners": ("role", "organisation"),
    "activities": ("key",),
    "claims": ("key",),
    "contacts": ("kind", "value"),
    "citations": ("field", "source", "states"),
}
CONSENT = ("consent_given", "consent_expires", "consent_note", "consent_scope")
NO_CONSENT = {"consent_given": None, "consent_expires": None, "consent_note": ""}


def row_key(name, row):
    """What a row of the list `name` is recognised by in two versions."""
    return tuple(row.get(field) or "" for field in KEYS[name])

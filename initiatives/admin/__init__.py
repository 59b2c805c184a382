"""The editors' room: one file a subject. Importing this registers them with the admin."""

from initiatives.admin import (
    cases,
    changes,
    countries,
    imports,
    initiatives,
    organisations,
    places,
    removals,
    sources,
    users,
)

__all__ = [
    "cases",
    "changes",
    "countries",
    "imports",
    "initiatives",
    "organisations",
    "places",
    "removals",
    "sources",
    "users",
]

"""What facets' values are called, and which of them a list knows."""

from functools import lru_cache

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from initiatives.domain import index
from initiatives.vocabulary import (
    ACTIVITY_TYPES,
    APPROACHES,
    BENEFICIARIES,
    KINDS,
    LEVELS,
    REACH,
    REGIONS,
    STATUSES,
    THEMES,
    language_name,
)

VOCABULARIES = {
    "region": REGIONS, "theme": THEMES, "approach": APPROACHES, "kind": KINDS, "status": STATUSES, "level": LEVELS,
    "reach": REACH, "beneficiary": BENEFICIARIES, "activity": ACTIVITY_TYPES,
}  # fmt: skip
FRESHNESS = {
    "recent": _("Of the last 18 months"),
    "older": _("Older than 18 months"),
    "undated": _("Without a date"),
}


def unknown(value, label):
    """The sentence about a value that no list holds; `label`: what it should have been, written small."""
    words = {"value": value, "filter": label}
    return gettext("“%(value)s” is no %(filter)s we know: nothing is listed under it.") % words


def is_known(name, value):
    """Whether a list holds the code `value`; a language is known by its shape alone."""
    if name == "country":
        return value in index.countries()
    if name == "freshness":
        return value in FRESHNESS
    return name in ("language", "year") or value == index.ACTIVE_NOW or value in VOCABULARIES[name]


def label_of(name, value):
    """What a facet's value is called in the reader's language; an unknown value is its own label."""
    if name == "country":
        country = index.countries().get(value)
        return country.name if country else value
    return _term(name, value, get_language())


@lru_cache(maxsize=10_000)
def _term(name, value, language):
    """The label of a code in `language`, the active one; kept, since every list says a hundred of them."""
    if name == "language":
        return language_name(value)
    if value == index.ACTIVE_NOW:
        return gettext("Active now")
    if name == "freshness" and value in FRESHNESS:
        return str(FRESHNESS[value])
    return str(VOCABULARIES[name].label(value)) if name in VOCABULARIES else value

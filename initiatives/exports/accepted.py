"""The codes that cells may hold, with what they are called: for people who read a file, and who fill in a table."""

from django.utils.translation import get_language, override

from initiatives.models import Country
from initiatives.visibility import EDITORS
from initiatives.vocabulary import (
    ACTIVITY_STATES,
    ACTIVITY_TYPES,
    ALL_ROLES,
    APPROACHES,
    BENEFICIARIES,
    KINDS,
    LEVELS,
    REACH,
    STATUSES,
    THEMES,
)

LISTS = {
    "kind": KINDS, "status": STATUSES, "themes": THEMES, "approaches": APPROACHES, "levels": LEVELS, "reach": REACH,
    "beneficiaries": BENEFICIARIES, "activity types": ACTIVITY_TYPES, "activity states": ACTIVITY_STATES,
    "roles": ALL_ROLES,
}  # fmt: skip
COUNTRIES = "countries"


def codes(audience=EDITORS, languages=()):
    """[list, code, label, …] of each code that `audience` may see, with a label in each of `languages`, by default
    the active one. The list is the column that holds it, or what it is called in the columns' help."""
    languages = languages or (get_language() or "en",)
    for name, vocabulary in LISTS.items():
        for entry in vocabulary if audience == EDITORS else vocabulary.public:
            yield [name, entry.slug, *(_label(entry, language) for language in languages)]
    for country in Country.objects.order_by("pk"):
        yield [COUNTRIES, country.pk, *(country.names.get(name.split("-")[0], country.name_en) for name in languages)]


def _label(entry, language):
    with override(language):
        return str(entry.label)

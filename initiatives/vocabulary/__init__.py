"""The controlled vocabularies: what a profile may be called, in slugs that stay and labels in six languages."""

from initiatives.vocabulary.activities import ACTIVITY_STATES, ACTIVITY_TYPES
from initiatives.vocabulary.approaches import APPROACHES
from initiatives.vocabulary.audiences import BENEFICIARIES
from initiatives.vocabulary.base import LABEL_LANGUAGES, SERBIAN_LATIN, Entry, Vocabulary, fold
from initiatives.vocabulary.criteria import INCLUSION_CRITERIA
from initiatives.vocabulary.kinds import KINDS
from initiatives.vocabulary.languages import (
    FALLBACKS,
    INTERFACE_LANGUAGES,
    LANGUAGES,
    best,
    is_language_tag,
    language_name,
)
from initiatives.vocabulary.levels import LEVELS, REACH
from initiatives.vocabulary.notices import PRE_2022_NOTICE
from initiatives.vocabulary.organisations import ORGANISATION_TYPES
from initiatives.vocabulary.places import NAMING_NOTES, PRECISIONS, REGIONS
from initiatives.vocabulary.roles import ALL_ROLES, ROLES
from initiatives.vocabulary.sources import ALIAS_KINDS, CLAIM_STATES, CONTACT_KINDS, SOURCE_TYPES
from initiatives.vocabulary.stages import SENSITIVITIES, STAGES, VERIFICATIONS
from initiatives.vocabulary.statuses import STATUSES
from initiatives.vocabulary.themes import THEMES
from initiatives.vocabulary.translations import TRANSLATION_METHODS

__all__ = [
    "ACTIVITY_STATES",
    "ACTIVITY_TYPES",
    "ALIAS_KINDS",
    "ALL_ROLES",
    "APPROACHES",
    "BENEFICIARIES",
    "CLAIM_STATES",
    "CONTACT_KINDS",
    "FALLBACKS",
    "INCLUSION_CRITERIA",
    "INTERFACE_LANGUAGES",
    "KINDS",
    "LABEL_LANGUAGES",
    "LANGUAGES",
    "LEVELS",
    "NAMING_NOTES",
    "ORGANISATION_TYPES",
    "PRECISIONS",
    "PRE_2022_NOTICE",
    "REACH",
    "REGIONS",
    "ROLES",
    "SENSITIVITIES",
    "SERBIAN_LATIN",
    "SOURCE_TYPES",
    "STAGES",
    "STATUSES",
    "THEMES",
    "TRANSLATION_METHODS",
    "VERIFICATIONS",
    "Entry",
    "Vocabulary",
    "best",
    "fold",
    "is_language_tag",
    "language_name",
]

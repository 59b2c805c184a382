"""Which audience may see which field. Every model field stands here; `manage.py check` fails on one that does not.

Classes (safety.md): PUBLIC, everyone once published; CONSENTED, everyone while a consent record is valid;
EDITORS, people with an account and the right; INTERNAL, nobody outside the server (keys, plumbing, the index).
"""

PUBLIC, CONSENTED, EDITORS, INTERNAL = "public", "consented", "editors", "internal"

_CONSENT = "consent_given consent_expires consent_note"

FIELDS = {
    "Initiative": {
        PUBLIC: "uuid slug kind status status_date start_date end_date countries participant_countries places parent"
        " website inclusion_criterion verification verified_date created_at updated_at",
        EDITORS: "stage sensitivity note",
        INTERNAL: "id",
    },
    "InitiativeText": {
        PUBLIC: "language title summary mission description is_original method",
        INTERNAL: "id initiative",
    },
    "Term": {PUBLIC: "list slug", INTERNAL: "id initiative"},
    "Funder": {
        CONSENTED: "organisation programme amount currency purpose start end",
        EDITORS: f"{_CONSENT} consent_scope",
        INTERNAL: "id initiative",
    },
    "Partner": {
        CONSENTED: "organisation role purpose start end",
        EDITORS: f"{_CONSENT} consent_scope",
        INTERNAL: "id initiative",
    },
    "Activity": {
        PUBLIC: "key type title language topics description places count state start end",
        INTERNAL: "id initiative",
    },
    "Claim": {PUBLIC: "key text number unit state start end", INTERNAL: "id initiative country"},
    "Contact": {CONSENTED: "kind value", EDITORS: _CONSENT, INTERNAL: "id initiative organisation"},
    "Alias": {PUBLIC: "name language kind start end", INTERNAL: "id initiative organisation place"},
    "Identifier": {PUBLIC: "scheme value", INTERNAL: "id initiative organisation"},
    "Citation": {PUBLIC: "source field quote states note", INTERNAL: "id initiative organisation country"},
    "Source": {
        PUBLIC: "uuid url title publisher type language date retrieved checksum part_of created_at updated_at",
        INTERNAL: "id",
    },
    "Organisation": {
        PUBLIC: "uuid slug name language type country founded parent description website created_at updated_at",
        EDITORS: "note",
        INTERNAL: "id",
    },
    "Place": {
        PUBLIC: "uuid name language country precision latitude longitude naming_note created_at updated_at",
        EDITORS: "note",
        INTERNAL: "id",
    },
    "Country": {
        PUBLIC: "code alpha3 numeric code_status name_en name_uk name_sq name_ky name_ru name_sr other_names region"
        " naming_note review_months",
        EDITORS: "funding_law funding_law_note",
    },
    "User": {
        EDITORS: "username first_name last_name email countries groups is_active is_staff date_joined last_login",
        INTERNAL: "id password is_superuser user_permissions session_stamp",
    },
    "Change": {EDITORS: "subject key act at by reason before after run merge redacted_on", INTERNAL: "id"},
    "ImportRun": {
        EDITORS: "uuid file_name checksum encoding encoding_guessed header state valid_only publish counts problems"
        " done total message by created_at confirmed_by applied_at seconds undoes",
        INTERNAL: "id worker",
    },
    "PlannedRow": {
        EDITORS: "line subject key title outcome before document problems cells has_remarks proposals choice",
        INTERNAL: "id run",
    },
    "ConfirmationLink": {
        EDITORS: "initiative by made_at expires_at answer answered_at case",
        INTERNAL: "id digest",
    },
    "LinkCheck": {
        PUBLIC: "state failing_since",
        EDITORS: "source url moved_to checked_at",
        INTERNAL: "id status failures failed_on",
    },
    "Case": {
        EDITORS: "kind subject key page country field title wrong right text website source_url contact language state"
        " answer reason outcome hidings by created_at closed_at",
        INTERNAL: "id digest",
    },
    "CaseWord": {EDITORS: "text at", INTERNAL: "id case"},
    "DayKey": {INTERNAL: "day secret"},
    "Knock": {INTERNAL: "id digest hour count"},
    "ColumnMapping": {EDITORS: "columns by at", INTERNAL: "id digest"},
    "Redaction": {EDITORS: "uuid at reason by subject key counts", INTERNAL: "id digests key_check"},
    "Merge": {EDITORS: "by at undone_by undone_at", INTERNAL: "id subject kept gone"},
    "Distinct": {EDITORS: "by at", INTERNAL: "id subject one other"},
    "Likeness": {EDITORS: "reasons rank found_at", INTERNAL: "id subject one other"},
    "Redirect": {INTERNAL: "id subject slug key at"},
    "GivenRight": {INTERNAL: "id role codename"},
    "Heartbeat": {INTERNAL: "id name takes_jobs seen_at"},
    "Listing": {INTERNAL: "initiative card facets title_key start_key updated_key"},
    "ListingText": {INTERNAL: "listing names text"},
    "Offer": {INTERNAL: "id organisation place words"},
    "Posting": {INTERNAL: "id key part block ids"},
    "Word": {INTERNAL: "key form count"},
    "IndexState": {INTERNAL: "id version token"},
    "IndexChange": {INTERNAL: "id version token initiative_id"},
}

CLASSES = {
    model: {field: level for level, fields in levels.items() for field in fields.split()}
    for model, levels in FIELDS.items()
}

# What a profile of each sensitivity still shows to the public (safety.md, "Sensitivity").
HIDES_LINKS = {"limited"}  # contacts, funders and partners without consent; places finer than admin1
NAME_ONLY = {"restricted"}  # titles, other names and countries, nothing else
HIDES_ALL = {"withheld"}  # as if it did not exist
COARSE_PRECISIONS = {"country", "admin1"}  # what `limited` still shows


def is_visible(model, field, audience, *, consented=True):
    """Whether `audience` ("public" or "editors") may see `field` of `model` (class name).

    `consented`: whether the row's consent holds, or needs none. Raises KeyError for an unlisted field.
    """
    level = CLASSES[model][field]
    if audience == EDITORS:
        return level != INTERNAL
    return level == PUBLIC or (level == CONSENTED and consented)

"""What the public may see: stages, sensitivities, consent, links, old addresses, old versions, files."""

from tests.sabotage.trying import Sabotage

VISIBILITY, AUDIENCE = "initiatives/visibility.py", "initiatives/domain/audience.py"
DETAILS, VERSIONS, REDIRECTS = (f"tests/views/test_{name}.py" for name in ("details", "versions", "redirects"))
NOT_THERE = f"{DETAILS}::test_what_is_not_public_is_not_there"

SABOTAGES = [
    Sabotage(
        "A draft is public",
        AUDIENCE,
        'if sensitivity in HIDES_ALL or document.get("stage", "published") != "published":',
        "if sensitivity in HIDES_ALL:",
        (NOT_THERE,),
    ),
    Sabotage("A withheld profile is public", VISIBILITY, 'HIDES_ALL = {"withheld"}', "HIDES_ALL = set()", (NOT_THERE,)),
    Sabotage(
        "A restricted profile shows all",
        VISIBILITY,
        'NAME_ONLY = {"restricted"}',
        "NAME_ONLY = set()",
        (f"{DETAILS}::test_restricted_profile_shows_name_and_country_only",),
    ),
    Sabotage(
        "A limited profile shows towns",
        VISIBILITY,
        'COARSE_PRECISIONS = {"country", "admin1"}',
        'COARSE_PRECISIONS = {"country", "admin1", "admin2", "place"}',
        (f"{DETAILS}::test_limited_profile_shows_no_money_and_no_town",),
    ),
    Sabotage(
        "A contact is public without consent",
        VISIBILITY,
        '"Contact": {CONSENTED: "kind value"',
        '"Contact": {PUBLIC: "kind value"',
        ("tests/domain/test_audience.py",),
    ),
    Sabotage(
        "The note of an organisation is public",
        VISIBILITY,
        ' description website created_at updated_at",\n        EDITORS: "note",',
        ' description website created_at updated_at note",\n        EDITORS: "",',
        ("tests/domain/test_audience.py",),
    ),
    Sabotage(
        "Consent never ends",
        AUDIENCE,
        "return started and (not expires or dt.date.fromisoformat(expires) >= on)",
        "return started",
        (f"{VERSIONS}::test_consent_that_ended_hides_old_versions_too",),
    ),
    Sabotage(
        "A source tells what a limited profile hides",
        AUDIENCE,
        "if not shown.get(name) or (name in LINKS and _is_narrowed(name, shown, document)):",
        "if not shown.get(name):",
        ("tests/domain/test_audience.py",),
    ),
    Sabotage(
        "Groups in danger are named",
        AUDIENCE,
        'return row["list"] == "beneficiary" and BENEFICIARIES[row["slug"]].sensitive',
        "return False",
        ("tests/exports/test_command.py::test_withheld_values_are_not_in_the_public_file",),
    ),
    Sabotage(
        "An organisation is listed by hidden links",
        "initiatives/models/support.py",
        '(Q(initiative__sensitivity="limited") & consented)',
        'Q(initiative__sensitivity="limited")',
        ("tests/views/test_organisations.py::test_organisation_of_a_hidden_link_is_not_there",),
    ),
    Sabotage(
        "An old address leads to what is hidden",
        "initiatives/views/details.py",
        "if found is None or profiles.get(found.slug) is None:",
        "if found is None:",
        (f"{REDIRECTS}::test_a_redirect_to_what_is_hidden_answers_as_if_missing",),
    ),
    Sabotage(
        "An address that was never public leads on",
        "initiatives/domain/redirects.py",
        ' and before.get("stage", "published") == "published"',
        "",
        (f"{REDIRECTS}::test_an_address_that_was_never_public_leads_nowhere",),
    ),
    Sabotage(
        "Old versions forget that a profile became sensitive",
        "initiatives/domain/versions.py",
        'strict = max(old["sensitivity"], now["sensitivity"], key=STRICTNESS.index)',
        'strict = old["sensitivity"]',
        (f"{VERSIONS}::test_stricter_sensitivity_counts_for_old_versions",),
    ),
    Sabotage(
        "The search offers places of hidden profiles",
        "initiatives/domain/offers.py",
        'place=OuterRef("pk"), initiative__stage="published", initiative__sensitivity="open"',
        'place=OuterRef("pk")',
        ("tests/domain/test_offers.py::test_what_only_hidden_profiles_name_is_not_offered",),
    ),
    Sabotage(
        "The index keeps what consent shows",
        "initiatives/domain/listing_rows.py",
        "profiles.build(found, with_consented=False, lookups=lookups)",
        "profiles.build(found, lookups=lookups)",
        ("tests/domain/test_audience.py",),
    ),
    Sabotage(
        "The form of a hidden organisation names it",
        "initiatives/domain/voice.py",
        "found = organisations.public(on=timezone.localdate()).filter(uuid=key).first()",
        "found = Organisation.objects.filter(uuid=key).first()",
        ("tests/views/test_voice.py::test_hidden_and_missing_organisations_answer_alike",),
    ),
    Sabotage(
        "The public file is that of editors",
        "initiatives/exports/csv.py",
        "yield _lines([defused(row[column]) for column in COLUMNS] for row in rows(batch, audience))",
        'yield _lines([defused(row[column]) for column in COLUMNS] for row in rows(batch, "editors"))',
        ("tests/exports/test_command.py::test_withheld_values_are_not_in_the_public_file",),
    ),
    Sabotage(
        "An old version publishes again",
        "initiatives/domain/restoring.py",
        'KEPT = ("stage", "sensitivity", "slug")',
        'KEPT = ("slug",)',
        ("tests/admin/test_restoring.py::test_nothing_is_published_or_shown_again",),
    ),
    Sabotage(
        "An undo shows what was hidden since",
        "initiatives/imports/hidden.py",
        'KEPT = ("stage", "sensitivity")',
        "KEPT = ()",
        ("tests/imports/test_undo.py::test_what_was_hidden_since_stays_hidden",),
    ),
    Sabotage(
        "A profile without a source is published",
        "initiatives/domain/readiness.py",
        '"citations": document["citations"],',
        '"citations": True,',
        ("tests/domain/test_publishing.py::test_what_lacks_something_is_not_published",),
    ),
    Sabotage(
        "A law against foreign funding asks for no reason",
        "initiatives/domain/publishing.py",
        "if countries and not reason.strip():",
        "if False:",
        ("tests/domain/test_publishing.py::test_a_law_against_foreign_funding_asks_for_a_reason",),
    ),
]

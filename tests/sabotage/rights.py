"""Who may do what: roles, countries, whose import it is, and that strangers are told nothing."""

from tests.sabotage.trying import Sabotage

PERMISSIONS, IMPORTS, CASES = (f"tests/admin/test_{name}.py" for name in ("permissions", "imports", "cases"))
MATRIX, EACH = "tests/admin/test_matrix.py", "test_each_role_gets_what_the_table_says_and_nothing_is_written_by_looking"
BOUND = f"{PERMISSIONS}::TestEditorOfOneCountry"

SABOTAGES = [
    Sabotage(
        "Editors may publish",
        "initiatives/domain/roles.py",
        'EDITORS |= {"read_others_initiative", "edit_others_initiative", "view_case", "change_case"}',
        'EDITORS |= {"read_others_initiative", "edit_others_initiative", "view_case", "publish_initiative"}',
        ("tests/domain/test_publishing.py::test_an_editor_sends_to_review_and_a_reviewer_publishes",),
    ),
    Sabotage(
        "Editors may delete cases",
        "initiatives/domain/roles.py",
        '"import_initiative", "export_initiative", "merge_profiles"}',
        '"import_initiative", "export_initiative", "merge_profiles", "delete_case"}',
        (f"{CASES}::test_only_reviewers_delete_a_case",),
    ),
    Sabotage(
        "Every step is open to everybody",
        "initiatives/domain/publishing.py",
        "return own or user.has_perm(PUBLISH)",
        "return True",
        ("tests/domain/test_publishing.py::test_an_editor_sends_to_review_and_a_reviewer_publishes",),
    ),
    Sabotage(
        "No country is outside one's own",
        "initiatives/domain/scope.py",
        "return (old ^ new) - own if new & own else new",
        "return set()",
        (f"{BOUND}::test_can_not_move_a_profile_out_of_sight",),
    ),
    Sabotage(
        "Profiles of every country are editable",
        "initiatives/models/initiative.py",
        "return self.filter(countries__in=codes).distinct() if codes else self",
        "return self",
        (PERMISSIONS,),
    ),
    Sabotage(
        "The admin opens profiles of every country",
        "initiatives/admin/initiatives.py",
        'Initiative.objects.filter(pk__in=Initiative.objects.visible_to(request.user).values("pk"))',
        "Initiative.objects.all()",
        (f"{MATRIX}::test_hidden_and_missing_answer_alike",),
    ),
    Sabotage(
        "What is not there is a redirect",
        "initiatives/admin/base.py",
        "        raise Http404\n",
        "        return super()._get_obj_does_not_exist_redirect(request, opts, object_id)\n",
        (f"{MATRIX}::{EACH}[contributor]",),
    ),
    Sabotage(
        "A redirect names rows that are not theirs",
        "initiatives/admin/site.py",
        'if getattr(url, "name", "") != "view_on_site"',
        "if url",
        (f"{PERMISSIONS}::test_view_on_site_names_no_hidden_profile",),
    ),
    Sabotage(
        "The whole ledger is read by people of one country",
        "initiatives/admin/changes.py",
        "return super().has_view_permission(request, obj) and scope.bound_to(request.user) is None",
        "return super().has_view_permission(request, obj)",
        (f"{MATRIX}::{EACH}[editor]",),
        database="postgres",
    ),
    Sabotage(
        "Letters of a password can be guessed by a filter",
        "initiatives/admin/users.py",
        'return not lookup.startswith("password") and super().lookup_allowed(lookup, value, request)',
        "return super().lookup_allowed(lookup, value, request)",
        ("tests/guards/test_attacks.py::test_hash_of_a_password_is_no_filter",),
    ),
    Sabotage(
        "A manager invites those who may do more",
        "initiatives/domain/invitations.py",
        "return within and not user.is_superuser and rights(user) <= rights(manager)",
        "return within",
        ("tests/admin/test_people.py::test_manager_invites_editors_and_nobody_who_may_do_more",),
    ),
    Sabotage(
        "A file is exported without the right",
        "initiatives/admin/exporting.py",
        'request.user.has_perm("initiatives.export_initiative") and self.has_view_permission(request)',
        "self.has_view_permission(request)",
        (f"{IMPORTS}::TestRights::test_without_the_right_there_is_no_door",),
    ),
    Sabotage(
        "Imports of others are listed",
        "initiatives/admin/imports.py",
        "return runs if request.user.is_superuser else runs.filter(by=request.user)",
        "return runs",
        (f"{IMPORTS}::TestRights::test_nobody_else_reads_or_confirms_a_run",),
    ),
    Sabotage(
        "An import leaves one's countries",
        "initiatives/imports/bounds.py",
        "    return all(_is_own(own, before)",
        "    return True or all(_is_own(own, before)",
        (f"{IMPORTS}::TestRights::test_countries_taken_away_since_the_preview_refuse_it",),
    ),
    Sabotage(
        "An import publishes without the right",
        "initiatives/imports/runs.py",
        'if run.publish and by is not None and not by.has_perm("initiatives.publish_initiative"):',
        "if False:",
        ("tests/imports/test_apply.py::test_publishing_needs_the_right",),
    ),
    Sabotage(
        "An undo takes from the public what a reviewer published",
        "initiatives/imports/outlook.py",
        "return leaving.PUBLIC if moved and not self.may_publish else",
        "return",
        ("tests/admin/test_undo.py::test_what_a_reviewer_published_needs_a_reviewer",),
    ),
    Sabotage(
        "Profiles elsewhere are merged",
        "initiatives/domain/merging.py",
        "    if bound is None:\n        return True\n",
        "    return True\n",
        ("tests/domain/test_merging.py::TestInitiatives::test_within_the_own_countries_only",),
    ),
    Sabotage(
        "Cases of every country are shown",
        "initiatives/domain/cases.py",
        "return Case.objects.filter(own | (homeless & Q(country__in=codes)))",
        "return Case.objects.all()",
        (f"{CASES}::TestEditorOfOneCountry::test_sees_nothing_of_elsewhere",),
    ),
]

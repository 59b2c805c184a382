"""Nothing is lost: transactions, tokens of what was seen, the ledger, the index, leases, removals."""

from tests.sabotage.trying import Sabotage

EDITING = "initiatives/domain/editing.py"
TESTS = "tests/domain/test_editing.py"

SABOTAGES = [
    Sabotage(
        "Half a change stays",
        EDITING,
        "@transaction.atomic\ndef write(",
        "def write(",
        (f"{TESTS}::test_what_is_refused_with_its_last_row_leaves_nothing_of_the_first",),
    ),
    Sabotage(
        "Half an import stays",
        "initiatives/imports/runs.py",
        "@transaction.atomic\ndef _save(",
        "def _save(",
        ("tests/imports/test_apply.py::test_an_address_taken_since_the_preview_stops_all",),
    ),
    Sabotage(
        "Half an undo stays",
        "initiatives/imports/undo.py",
        "        with transaction.atomic():\n            yield",
        "        yield",
        ("tests/imports/test_undo.py::test_a_failure_half_way_undoes_nothing",),
    ),
    Sabotage(
        "Half a merge stays",
        "initiatives/domain/merging.py",
        "        with transaction.atomic():\n            return _merge(",
        "        if True:\n            return _merge(",
        ("tests/domain/test_merging.py::test_a_merge_that_fails_half_way_changes_nothing",),
    ),
    Sabotage(
        "What others changed is overwritten",
        EDITING,
        "        if documents.token(before.get(key)) != token:\n",
        "        if False:\n",
        (f"{TESTS}::test_the_second_of_two_editors_with_one_form_is_refused",),
    ),
    Sabotage(
        "A step is taken with what nobody saw",
        "initiatives/domain/publishing.py",
        'edit = editing.begin("initiative", initiative.uuid, token)\n'
        "    current = Initiative.objects.get(pk=initiative.pk)\n    if not (allowed",
        'edit = editing.begin("initiative", initiative.uuid)\n'
        "    current = Initiative.objects.get(pk=initiative.pk)\n    if not (allowed",
        ("tests/admin/test_seen.py::test_action_on_a_row_that_changed_since_is_refused_and_tells_both_versions",),
    ),
    Sabotage(
        "What was changed since is deleted",
        EDITING,
        "    _refuse_stale(subject, before, tokens or {})\n    linked =",
        "    linked =",
        ("tests/admin/test_seen.py::test_deleting_what_changed_since_is_refused",),
    ),
    Sabotage(
        "An import overwrites what was edited since",
        EDITING,
        "tokens = {key: documents.token(before) for key, (_, before, _) in planned.items()}",
        "tokens = {}",
        ("tests/imports/test_apply.py::test_a_profile_edited_since_the_preview_stops_all",),
    ),
    Sabotage(
        "An undo does more than was shown",
        "initiatives/imports/undo.py",
        "if seen != outlook.token:",
        "if False:",
        ("tests/imports/test_undo.py::test_an_outlook_that_was_overtaken_is_refused",),
    ),
    Sabotage(
        "An old version comes over newer work",
        "initiatives/admin/restoring.py",
        '"seen": request.POST.get(SEEN, "")',
        '"seen": found.token',
        ("tests/admin/test_restoring.py::test_version_is_not_brought_back_over_what_somebody_changed_meanwhile",),
    ),
    Sabotage(
        "Profiles are merged that have changed since",
        "initiatives/domain/merging.py",
        "if any(documents.token(found[key]) != seen.get(key) for key in found):",
        "if False:",
        ("tests/domain/test_merging.py::test_seen_too_long_ago_it_is_refused",),
    ),
    Sabotage(
        "Words are removed that nobody was shown",
        "initiatives/admin/removals.py",
        "if request.POST.get(SEEN) != found.token or not found.counts:",
        "if not found.counts:",
        ("tests/admin/test_removals.py::test_nothing_is_removed_unseen_or_where_more_has_come",),
    ),
    Sabotage(
        "A change is not written down",
        EDITING,
        "    _record(edit.subject, {edit.key: (edit.before, after)}, by=by, act=act, reason=reason, run=run)\n",
        "",
        (f"{TESTS}::test_an_edit_writes_one_change_with_both_documents",),
    ),
    Sabotage(
        "A deletion is not written down",
        EDITING,
        "    _record(subject, pairs, by=by, act=act, reason=reason, run=run)\n    listings.refresh(linked)",
        "    listings.refresh(linked)",
        (f"{TESTS}::test_deleting_keeps_the_document_in_the_ledger_only",),
    ),
    Sabotage(
        "A new name is not found",
        EDITING,
        "    listings.refresh_for(subject, list(changed))\n",
        "",
        (f"{TESTS}::test_a_renamed_organisation_is_found_under_its_new_name_at_once",),
    ),
    Sabotage(
        "A living worker is taken for dead",
        "initiatives/imports/leases.py",
        "if run.state not in WORKING or is_waiting(run) or _is_in_hands(run):",
        "if run.state not in WORKING or is_waiting(run):",
        ("tests/imports/test_runs.py::TestInterruptions::test_a_living_worker_is_not_interrupted",),
    ),
    Sabotage(
        "A worker taken for dead saves too",
        "initiatives/imports/runs.py",
        '    if (held.state, held.worker) != ("saving", run.worker):\n        raise Stopped\n',
        "",
        ("tests/imports/test_runs.py::TestInterruptions::test_the_old_worker_can_not_save_any_more",),
    ),
    Sabotage(
        "Removed words stay in uploads",
        "initiatives/domain/redaction.py",
        "        path.unlink(missing_ok=True)\n",
        "",
        ("tests/domain/test_redaction.py::test_erase_this_person",),
    ),
    Sabotage(
        "Removed words come back with a backup",
        "initiatives/domain/redaction.py",
        "    _keep(row)\n",
        "",
        ("tests/domain/test_redaction.py::test_restored_backup_is_cleaned_by_the_file_where_the_database_is_lost",),
    ),
    Sabotage(
        "Nobody waits for who writes a profile",
        EDITING,
        "shape.model._base_manager.select_for_update(no_key=True).filter",
        "shape.model._base_manager.filter",
        ("tests/domain/test_two_editors.py::test_two_saves_of_one_profile_under_one_token_are_one",),
        "postgres",
    ),
]

"""What people who mean harm send: marks of HTML, formulas, addresses, forged links, floods, files too large."""

from tests.sabotage.trying import Sabotage

VOICE, PEOPLE, NASTY = (
    "tests/views/test_voice.py",
    "tests/admin/test_people.py",
    "tests/imports/test_reading_workbooks.py",
)
FORMS = "initiatives/views/voice_forms.py"

SABOTAGES = [
    Sabotage(
        "A title is HTML",
        "templates/initiatives/detail_head.html",
        "{{ profile.text.title }}",
        "{{ profile.text.title|safe }}",
        ("tests/views/test_details.py::test_text_is_text",),
    ),
    Sabotage(
        "A suggestion is HTML",
        "templates/initiatives/suggestions.html",
        "{{ offer.name }}",
        "{{ offer.name|safe }}",
        ("tests/views/test_suggestions.py::test_names_are_escaped",),
    ),
    Sabotage(
        "What a stranger wrote is HTML",
        "templates/admin/cases/case.html",
        "{{ text|linebreaksbr }}",
        "{{ text|safe }}",
        ("tests/admin/test_cases.py::test_words_of_strangers_are_text",),
    ),
    Sabotage(
        "A text in another language is HTML",
        "initiatives/templatetags/peacemap.py",
        "return format_html('<span lang=\"{}\">{}</span>', tag, text) if tag else text",
        "return mark_safe(f'<span lang=\"{tag}\">{text}</span>') if tag else text",
        ("tests/views/test_details.py::test_other_names_and_sources_are_text",),
    ),
    Sabotage(
        "The title of a source is HTML",
        "initiatives/templatetags/peacemap.py",
        'rel="noopener noreferrer external"{}>{}</a>\', url, spoken, title)',
        'rel="noopener noreferrer external"{}>{}</a>\', url, spoken, mark_safe(title))',
        ("tests/views/test_details.py::test_other_names_and_sources_are_text",),
    ),
    Sabotage(
        "The ledger is HTML",
        "initiatives/admin/changes.py",
        'return format_html_join("", "<p><b>{}</b>: {} → {}</p>", rows)',
        'return format_html_join("", "", ()).__class__("".join("<p><b>%s</b>: %s → %s</p>" % row for row in rows))',
        ("tests/admin/test_permissions.py::test_ledger_shows_text_as_text",),
    ),
    Sabotage(
        "Any address is a link",
        "initiatives/templatetags/peacemap.py",
        'return address if str(address).startswith(("https://", "http://")) else ""',
        "return address",
        ("tests/views/test_details.py::test_only_addresses_of_the_web_are_links",),
    ),
    Sabotage(
        "A spreadsheet runs a cell",
        "initiatives/domain/cells.py",
        """return f"'{text}" if _RUNS.match(text) else text""",
        "return text",
        ("tests/exports/test_round_trip.py::test_a_defused_cell_does_not_run",),
    ),
    Sabotage(
        "A list of editors runs in a spreadsheet",
        "initiatives/exports/csv.py",
        "_lines([defused(row[column]) for column",
        "_lines([row[column] for column",
        (
            "tests/admin/test_imports.py::TestExport::test_gives_what_the_list_shows_drafts_included_and_comes_back_the_same",
        ),
    ),
    Sabotage(
        "A list of problems runs in a spreadsheet",
        "initiatives/imports/mending.py",
        "CLEAR if name in row.cleared else defused(text)",
        "CLEAR if name in row.cleared else text",
        ("tests/imports/test_mending.py::test_opens_without_running_anything",),
    ),
    Sabotage(
        "A cell of a workbook is a formula",
        "initiatives/exports/workbook.py",
        '            cell.data_type = "s"',
        "            pass",
        ("tests/exports/test_workbook.py::test_a_cell_is_text_and_as_it_was_written",),
    ),
    Sabotage(
        "A workbook may be a bomb",
        "initiatives/imports/reading/workbook.py",
        "if unpacked > MEGABYTE and unpacked > settings.IMPORT_XLSX_RATIO * max(packed, 1):",
        "if False:",
        (f"{NASTY}::test_a_sheet_packed_too_well_is_a_bomb",),
    ),
    Sabotage(
        "A file may have any number of rows",
        "initiatives/imports/reading/limits.py",
        "if count > settings.IMPORT_MOST_ROWS:",
        "if False:",
        (f"{NASTY}::test_each_limit_is_a_setting_and_a_sentence",),
    ),
    Sabotage(
        "A form is sent faster than anybody writes",
        FORMS,
        "if self.age is None or self.age < settings.CASE_FASTEST:",
        "if self.age is None:",
        (f"{VOICE}::test_too_quick_is_asked_again_and_taken_a_little_later",),
    ),
    Sabotage(
        "A form never grows old",
        FORMS,
        "SIGNER.unsign(stamp, max_age=settings.CASE_OLDEST)",
        "SIGNER.unsign(stamp)",
        (f"{VOICE}::test_too_old_is_asked_again",),
    ),
    Sabotage(
        "A stamp needs no signature of ours",
        FORMS,
        "        SIGNER.unsign(stamp, max_age=settings.CASE_OLDEST)\n",
        "",
        (f"{VOICE}::test_without_a_stamp_of_ours_it_is_asked_again",),
    ),
    Sabotage(
        "The links of cases are stored",
        "initiatives/domain/voice.py",
        'return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()',
        "return token",
        (f"{VOICE}::test_only_the_hash_of_the_link_is_stored",),
    ),
    Sabotage(
        "One network floods the editors",
        "initiatives/domain/knocks.py",
        "within = this_hour <= settings.CASES_AN_HOUR and this_day <= settings.CASES_A_DAY",
        "within = True",
        (f"{VOICE}::test_one_network_sends_so_many_an_hour",),
    ),
    Sabotage(
        "The log holds links of cases",
        "peacemap/logs.py",
        'SECRET.sub(r"/\\1/…", record.getMessage())',
        "record.getMessage()",
        (f"{VOICE}::test_no_log_line_holds_a_link",),
    ),
    Sabotage(
        "Looking makes a link to log in with",
        "initiatives/admin/users.py",
        '        if request.method != "POST":\n            return HttpResponseNotAllowed(["POST"])\n',
        "",
        (f"{PEOPLE}::test_link_is_made_by_post_only_and_not_for_an_account_switched_off",),
    ),
    Sabotage(
        "A language link leads to another site",
        "initiatives/templatetags/peacemap.py",
        'tail = "/" + bare.lstrip("/")',
        "tail = bare",
        ("tests/guards/test_attacks.py::test_no_language_link_leads_to_another_site",),
    ),
]

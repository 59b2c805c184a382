"""Who gets what where: each address of the site, each kind of thing, each role. An address that is not here fails.

+  it answers: a page, a file, a form to be mended, or the way on to another page of the editors' room
-  turned away, as from an address that leads nowhere (403 or 404)
m  not by this method (405)
l  asked to log in

The columns are, for GET and then for POST: stranger, bare (an account without rights), reader, contributor, editor,
reviewer, administrator, top (a superuser). The reader, the contributor and the editor are bound to Ukraine.

The things: `own` is a draft that the contributor began, `reviewed` another one of theirs that was sent to review;
`others`, `published` and `withheld` were begun by the editor and lie in Ukraine; `elsewhere` lies in Kosovo and is
published. The import is the editor's; two profiles `within` Ukraine and two `across` its border may be one. `below` is
another editor, `above` the superuser. "." is no thing at all.
"""

EDITORS_ROOM = """
admin:?                                        .             l-------  l-------
admin:app_list                                 .             l-++++++  l-++++++
admin:auth_group_add                           .             l------+  l------+
admin:auth_group_change                        missing       l-------  l-------
admin:auth_group_change                        there         l------+  l------+
admin:auth_group_changelist                    .             l------+  l------+
admin:auth_group_delete                        missing       l-------  l-------
admin:auth_group_delete                        there         l------+  l------+
admin:auth_group_history                       missing       l-------  l-------
admin:auth_group_history                       there         l------+  l------+
admin:autocomplete                             .             l-++++++  l-------
admin:duplicates                               initiative    l---++++  l---++++
admin:duplicates                               missing       l-------  l-------
admin:duplicates                               organisation  l---++++  l---++++
admin:duplicates                               place         l---++++  l---++++
admin:index                                    .             l+++++++  l+++++++
admin:initiatives_case_add                     .             l-------  l-------
admin:initiatives_case_change                  missing       l-------  l-------
admin:initiatives_case_change                  there         l---++++  l-------
admin:initiatives_case_changelist              .             l---++++  l---++++
admin:initiatives_case_delete                  missing       l-------  l-------
admin:initiatives_case_delete                  there         l----+++  l----+++
admin:initiatives_case_history                 missing       l-------  l-------
admin:initiatives_case_history                 there         l---++++  l---++++
admin:initiatives_change_add                   .             l-------  l-------
admin:initiatives_change_change                missing       l-------  l-------
admin:initiatives_change_change                there         l----+++  l-------
admin:initiatives_change_changelist            .             l----+++  l----+++
admin:initiatives_change_delete                missing       l-------  l-------
admin:initiatives_change_delete                there         l-------  l-------
admin:initiatives_change_history               missing       l-------  l-------
admin:initiatives_change_history               there         l----+++  l----+++
admin:initiatives_change_revive                missing       l-------  l-------
admin:initiatives_change_revive                there         l----mmm  l-------
admin:initiatives_country_add                  .             l-------  l-------
admin:initiatives_country_change               elsewhere     l----+++  l----+++
admin:initiatives_country_change               missing       l-------  l-------
admin:initiatives_country_change               own           l-++++++  l---++++
admin:initiatives_country_changelist           .             l-++++++  l-++++++
admin:initiatives_country_delete               elsewhere     l-------  l-------
admin:initiatives_country_delete               missing       l-------  l-------
admin:initiatives_country_delete               own           l-------  l-------
admin:initiatives_country_history              elsewhere     l----+++  l----+++
admin:initiatives_country_history              missing       l-------  l-------
admin:initiatives_country_history              own           l-++++++  l-++++++
admin:initiatives_country_restore              elsewhere     l----+++  l----+++
admin:initiatives_country_restore              missing       l-------  l-------
admin:initiatives_country_restore              own           l---++++  l---++++
admin:initiatives_importrun_add                .             l---++++  l---++++
admin:initiatives_importrun_again              editor's      l---m--m  l---+--+
admin:initiatives_importrun_again              missing       l-------  l-------
admin:initiatives_importrun_cancel             editor's      l---m--m  l---+--+
admin:initiatives_importrun_cancel             missing       l-------  l-------
admin:initiatives_importrun_change             editor's      l---+--+  l-------
admin:initiatives_importrun_change             missing       l-------  l-------
admin:initiatives_importrun_changelist         .             l---++++  l---++++
admin:initiatives_importrun_choices            editor's      l---+---  l---+---
admin:initiatives_importrun_choices            missing       l-------  l-------
admin:initiatives_importrun_columns            editor's      l---+--+  l---+--+
admin:initiatives_importrun_columns            missing       l-------  l-------
admin:initiatives_importrun_confirm            editor's      l---m--m  l---+--+
admin:initiatives_importrun_confirm            missing       l-------  l-------
admin:initiatives_importrun_delete             editor's      l-------  l-------
admin:initiatives_importrun_delete             missing       l-------  l-------
admin:initiatives_importrun_history            editor's      l---+--+  l---+--+
admin:initiatives_importrun_history            missing       l-------  l-------
admin:initiatives_importrun_problems           editor's      l---+--+  l---+--+
admin:initiatives_importrun_problems           missing       l-------  l-------
admin:initiatives_importrun_profiles           editor's      l---+--+  l---+--+
admin:initiatives_importrun_profiles           missing       l-------  l-------
admin:initiatives_importrun_template           .             l---++++  l---++++
admin:initiatives_importrun_template_workbook  .             l---++++  l---++++
admin:initiatives_importrun_undo               editor's      l---+--+  l---+--+
admin:initiatives_importrun_undo               missing       l-------  l-------
admin:initiatives_initiative_add               .             l--+++++  l--+++++
admin:initiatives_initiative_ask               elsewhere     l----+++  l----+++
admin:initiatives_initiative_ask               missing       l-------  l-------
admin:initiatives_initiative_ask               others        l---++++  l---++++
admin:initiatives_initiative_ask               own           l--+++++  l--+++++
admin:initiatives_initiative_ask               published     l---++++  l---++++
admin:initiatives_initiative_ask               reviewed      l---++++  l---++++
admin:initiatives_initiative_ask               withheld      l---++++  l---++++
admin:initiatives_initiative_change            elsewhere     l----+++  l----+++
admin:initiatives_initiative_change            missing       l-------  l-------
admin:initiatives_initiative_change            others        l-+-++++  l---++++
admin:initiatives_initiative_change            own           l-++++++  l--+++++
admin:initiatives_initiative_change            published     l-+-++++  l---++++
admin:initiatives_initiative_change            reviewed      l-++++++  l---++++
admin:initiatives_initiative_change            withheld      l---++++  l---++++
admin:initiatives_initiative_changelist        .             l-++++++  l-++++++
admin:initiatives_initiative_delete            elsewhere     l----+++  l----+++
admin:initiatives_initiative_delete            missing       l-------  l-------
admin:initiatives_initiative_delete            others        l----+++  l----+++
admin:initiatives_initiative_delete            own           l--+-+++  l--+-+++
admin:initiatives_initiative_delete            published     l----+++  l----+++
admin:initiatives_initiative_delete            reviewed      l----+++  l----+++
admin:initiatives_initiative_delete            withheld      l----+++  l----+++
admin:initiatives_initiative_export            .             l---++++  l---++++
admin:initiatives_initiative_history           elsewhere     l----+++  l----+++
admin:initiatives_initiative_history           missing       l-------  l-------
admin:initiatives_initiative_history           others        l-+-++++  l-+-++++
admin:initiatives_initiative_history           own           l-++++++  l-++++++
admin:initiatives_initiative_history           published     l-+-++++  l-+-++++
admin:initiatives_initiative_history           reviewed      l-++++++  l-++++++
admin:initiatives_initiative_history           withheld      l---++++  l---++++
admin:initiatives_initiative_quick             .             l--+++++  l--+++++
admin:initiatives_initiative_restore           elsewhere     l----+++  l----+++
admin:initiatives_initiative_restore           missing       l-------  l-------
admin:initiatives_initiative_restore           others        l---++++  l---++++
admin:initiatives_initiative_restore           own           l--+++++  l--+++++
admin:initiatives_initiative_restore           published     l---++++  l---++++
admin:initiatives_initiative_restore           reviewed      l---++++  l---++++
admin:initiatives_initiative_restore           withheld      l---++++  l---++++
admin:initiatives_initiative_unsourced         .             l-++++++  l-mmmmmm
admin:initiatives_initiative_verify            .             l---mmmm  l---++++
admin:initiatives_organisation_add             .             l--+++++  l--+++++
admin:initiatives_organisation_change          missing       l-------  l-------
admin:initiatives_organisation_change          there         l-++++++  l---++++
admin:initiatives_organisation_changelist      .             l-++++++  l-++++++
admin:initiatives_organisation_delete          missing       l-------  l-------
admin:initiatives_organisation_delete          there         l----+++  l----+++
admin:initiatives_organisation_history         missing       l-------  l-------
admin:initiatives_organisation_history         there         l-++++++  l-++++++
admin:initiatives_organisation_restore         missing       l-------  l-------
admin:initiatives_organisation_restore         there         l---++++  l---++++
admin:initiatives_place_add                    .             l--+++++  l--+++++
admin:initiatives_place_change                 missing       l-------  l-------
admin:initiatives_place_change                 there         l-++++++  l---++++
admin:initiatives_place_changelist             .             l-++++++  l-++++++
admin:initiatives_place_delete                 missing       l-------  l-------
admin:initiatives_place_delete                 there         l----+++  l----+++
admin:initiatives_place_history                missing       l-------  l-------
admin:initiatives_place_history                there         l-++++++  l-++++++
admin:initiatives_place_restore                missing       l-------  l-------
admin:initiatives_place_restore                there         l---++++  l---++++
admin:initiatives_redaction_add                .             l-----++  l-----++
admin:initiatives_redaction_change             missing       l-------  l-------
admin:initiatives_redaction_change             there         l-----++  l-------
admin:initiatives_redaction_changelist         .             l-----++  l-----++
admin:initiatives_redaction_delete             missing       l-------  l-------
admin:initiatives_redaction_delete             there         l-------  l-------
admin:initiatives_redaction_history            missing       l-------  l-------
admin:initiatives_redaction_history            there         l-----++  l-----++
admin:initiatives_source_add                   .             l--+++++  l--+++++
admin:initiatives_source_change                missing       l-------  l-------
admin:initiatives_source_change                there         l-++++++  l---++++
admin:initiatives_source_changelist            .             l-++++++  l-++++++
admin:initiatives_source_delete                missing       l-------  l-------
admin:initiatives_source_delete                there         l----+++  l----+++
admin:initiatives_source_history               missing       l-------  l-------
admin:initiatives_source_history               there         l-++++++  l-++++++
admin:initiatives_source_restore               missing       l-------  l-------
admin:initiatives_source_restore               there         l---++++  l---++++
admin:initiatives_user_add                     .             l-----++  l-----++
admin:initiatives_user_change                  above         l-----++  l------+
admin:initiatives_user_change                  below         l-----++  l-----++
admin:initiatives_user_change                  missing       l-------  l-------
admin:initiatives_user_changelist              .             l-----++  l-----++
admin:initiatives_user_delete                  above         l-------  l-------
admin:initiatives_user_delete                  below         l------+  l------+
admin:initiatives_user_delete                  missing       l-------  l-------
admin:initiatives_user_history                 above         l-----++  l-----++
admin:initiatives_user_history                 below         l-----++  l-----++
admin:initiatives_user_history                 missing       l-------  l-------
admin:jsi18n                                   .             l+++++++  lmmmmmmm
admin:login                                    .             ++++++++  ++++++++
admin:logout                                   .             +mmmmmmm  ++++++++
admin:merge                                    across        l----+++  l----+++
admin:merge                                    missing       l-------  l-------
admin:merge                                    within        l---++++  l---++++
admin:merge_undo                               missing       l-------  l-------
admin:merge_undo                               there         l---mmmm  l----+++
admin:password_change                          .             l+++++++  l+++++++
admin:password_change_done                     .             l+++++++  lmmmmmmm
admin:recovery_codes                           .             l++++mmm  l+++++++
admin:reset_second_step                        above         l------m  l-------
admin:reset_second_step                        below         l-----mm  l-----++
admin:reset_second_step                        missing       l-----mm  l-------
admin:second_step                              .             l+++++++  l+++++++
admin:set_password                             .             ++++++++  ++++++++
admin:set_up                                   .             l+++++++  l+++++++
admin:switch_off                               above         l------m  l-------
admin:switch_off                               below         l-----mm  l-----++
admin:switch_off                               missing       l-----mm  l-------
admin:take_back                                above         l-------  l-------
admin:take_back                                below         l-----++  l-----++
admin:take_back                                missing       l-------  l-------
admin:user_link                                above         l------m  l------+
admin:user_link                                below         l-----mm  l-----++
admin:user_link                                missing       l-----mm  l-------
"""

# Asked by the stranger and by the superuser: whoever one is, the public pages are the same.
PUBLIC = """
download_csv               .           ++        ++
download_json              .           ++        ++
download_one               elsewhere   ++        ++
download_one               missing     --        --
download_one               others      --        --
download_one               own         --        --
download_one               published   ++        ++
download_one               reviewed    --        --
download_one               withheld    --        --
download_xlsx              .           ++        ++
favicon                    .           ++        ++
healthz                    .           ++        ++
initiatives:about          .           ++        ++
initiatives:activities     .           ++        ++
initiatives:case           missing     --        --
initiatives:case           there       ++        ++
initiatives:changes        elsewhere   ++        ++
initiatives:changes        missing     --        --
initiatives:changes        others      --        --
initiatives:changes        own         --        --
initiatives:changes        published   ++        ++
initiatives:changes        reviewed    --        --
initiatives:changes        withheld    --        --
initiatives:confirm        .           ++        ++
initiatives:correct        .           ++        ++
initiatives:countries      .           ++        ++
initiatives:country        missing     --        --
initiatives:country        there       ++        ++
initiatives:data           .           ++        ++
initiatives:feed           .           ++        ++
initiatives:home           .           ++        ++
initiatives:initiative     elsewhere   ++        ++
initiatives:initiative     missing     --        --
initiatives:initiative     others      --        --
initiatives:initiative     own         --        --
initiatives:initiative     published   ++        ++
initiatives:initiative     reviewed    --        --
initiatives:initiative     withheld    --        --
initiatives:initiatives    .           ++        ++
initiatives:manifest       .           ++        ++
initiatives:map            .           ++        ++
initiatives:organisation   missing     --        --
initiatives:organisation   there       ++        ++
initiatives:organisations  .           ++        ++
initiatives:styleguide     .           ++        ++
initiatives:suggestions    .           ++        ++
initiatives:version        elsewhere   ++        ++
initiatives:version        missing     --        --
initiatives:version        others      --        --
initiatives:version        own         --        --
initiatives:version        published   ++        ++
initiatives:version        reviewed    --        --
initiatives:version        withheld    --        --
initiatives:write          correction  ++        ++
initiatives:write          missing     --        --
robots                     .           ++        ++
sitemap                    .           ++        ++
"""

# Models that no page of the editors' room shows by itself: rows of profiles, work in progress, the index, plumbing.
WITHOUT_A_PAGE = {
    "InitiativeText",
    "Term",
    "Alias",
    "Identifier",
    "Funder",
    "Partner",
    "Activity",
    "Claim",
    "Contact",
    "Citation",
    "PlannedRow",
    "ConfirmationLink",
    "LinkCheck",
    "ColumnMapping",
    "Heartbeat",
    "DayKey",
    "GivenRight",
    "CaseWord",
    "Knock",
    "Distinct",
    "Likeness",
    "Merge",
    "Redirect",
    "Listing",
    "ListingText",
    "Offer",
    "Posting",
    "Word",
    "IndexState",
    "IndexChange",
}


def _read(text, roles):
    """{role: {(name, thing): (answer to GET, answer to POST)}}"""
    lines = [line.split() for line in text.strip().splitlines()]
    return {
        role: {(name, thing): (got[place], posted[place]) for name, thing, got, posted in lines}
        for place, role in enumerate(roles)
    }


def table(roles):
    """{role: {(name, thing): (answer to GET, answer to POST)}} of the whole site."""
    public = _read(PUBLIC, (roles[0], roles[-1]))
    return {role: rows | public.get(role, {}) for role, rows in _read(EDITORS_ROOM, roles).items()}

"""Where facts come from and how firmly they stand; kinds of other names; ways of reaching someone. Our own."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from initiatives.vocabulary.base import Entry, Vocabulary

SOURCE_TYPES = Vocabulary(
    "source types",
    [
        Entry("directory-profile", _("Profile in a directory"), aliases=("directory", "profile")),
        Entry("organisation-page", _("Organisation's own page"), aliases=("website", "own website", "web page")),
        Entry("press-release", _("Press release"), aliases=("press statement",)),
        Entry("annual-report", _("Annual report"), aliases=("report",)),
        Entry("funder-page", _("Funder's page"), aliases=("donor page", "grant database")),
        Entry("news", _("News"), aliases=("news article", "article", "media report")),
        Entry("submission", _("Submitted to this directory"), aliases=("submitted", "suggestion")),
    ],
    source="own list",
)

ALIAS_KINDS = Vocabulary(
    "kinds of other names",
    [
        Entry("acronym", _("Acronym"), aliases=("abbreviation", "initials")),
        Entry("translation", _("Translated name"), aliases=("translated",)),
        Entry("transliteration", _("Transliterated name"), aliases=("transliterated",)),
        Entry("former", _("Former name"), aliases=("old name", "previous name")),
        Entry("printed", _("As printed in a source"), aliases=("as printed",)),
        Entry("other-script", _("Name in another script"), aliases=("script",)),
        Entry("short", _("Short name"), aliases=("short form",)),
    ],
    source="own list",
)

CLAIM_STATES = Vocabulary(
    "claim states",
    [
        Entry("claimed", _("claimed"), aliases=("stated", "reported")),
        Entry("verified", pgettext_lazy("claim", "verified"), aliases=("checked", "confirmed")),
    ],
    source="own list",
)

CONSENT_SCOPES = Vocabulary(
    "consent scopes",
    [
        Entry("name", _("Only that it takes part")),
        Entry("all", _("Its part with dates, purpose and sums")),
    ],
    source="own list",
)

CONTACT_KINDS = Vocabulary(
    "contact kinds",
    [
        Entry("email", _("E-mail"), aliases=("mail", "email address")),
        Entry("phone", _("Phone"), aliases=("telephone", "tel")),
        Entry("form", _("Contact form"), aliases=("web form",)),
    ],
    source="own list",
)

"""How far a profile has come on its way to the public, how much of it may be shown, and who has checked it. Our own."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from initiatives.vocabulary.base import Entry, Vocabulary

STAGES = Vocabulary(
    "stages",
    [
        Entry("draft", pgettext_lazy("stage", "Draft")),
        Entry("in-review", pgettext_lazy("stage", "In review"), aliases=("review",)),
        Entry("published", pgettext_lazy("stage", "Published"), aliases=("public",)),
        Entry("archived", pgettext_lazy("stage", "Archived")),
        Entry("withdrawn", pgettext_lazy("stage", "Withdrawn"), aliases=("removed",)),
    ],
    source="own list",
)

SENSITIVITIES = Vocabulary(
    "sensitivities",
    [
        Entry("open", pgettext_lazy("sensitivity", "Open")),
        Entry("limited", pgettext_lazy("sensitivity", "Limited")),
        Entry("restricted", pgettext_lazy("sensitivity", "Restricted")),
        Entry("withheld", pgettext_lazy("sensitivity", "Withheld")),
    ],
    source="own list",
)

VERIFICATIONS = Vocabulary(
    "verifications",
    [
        Entry("unverified", _("Not yet verified"), aliases=("not verified",)),
        Entry("source-checked", _("Checked against its source"), aliases=("checked",)),
        Entry("confirmed-by-organisation", _("Confirmed by the organisation"), aliases=("confirmed",)),
    ],
    source="own list",
)

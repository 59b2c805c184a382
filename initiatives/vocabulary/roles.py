"""What part an organisation has in an initiative. Codes: IATI 2.03 codelist OrganisationRole.

"Supported by" is a supporter; an organisation is a funder only where a source speaks of money, a grant or a donor.
"""

from django.utils.translation import gettext_lazy as _

from initiatives.vocabulary.base import Entry, Vocabulary

FUNDER = Entry("funder", _("Funder"), "1", ("donor", "funding", "financed by", "grant maker", "sponsor"))

ROLES = Vocabulary(
    "roles",
    [
        Entry("lead", _("Lead"), "4", ("leader", "lead organisation", "lead organization", "lead partner")),
        Entry(
            "implementer",
            _("Implementer"),
            "4",
            ("implementing", "implementing partner", "implementing organisation", "implementor", "executing agency"),
        ),
        Entry("partner", _("Partner"), aliases=("partners", "in cooperation with", "cooperating organisation")),
        Entry("supporter", _("Supporter"), aliases=("supported by", "with the support of", "technical support")),
        Entry("host", _("Host"), aliases=("hosted by", "hosting organisation")),
        Entry("convener", _("Convener"), aliases=("convenor", "convened by", "organiser", "organizer")),
        Entry("media-partner", _("Media partner"), aliases=("information partner",)),
        Entry("founder", _("Founder"), aliases=("founding organisation", "co-founder", "cofounder", "founded by")),
        Entry("member", _("Member"), aliases=("members", "member organisation", "participant")),
        Entry("accountable", _("Accountable organisation"), "2", ("accountable for the budget",)),
        Entry("intermediary", _("Intermediary"), "3", ("extending", "fund manager", "grant manager")),
    ],
    source="IATI 2.03 OrganisationRole",
)

ALL_ROLES = Vocabulary("all roles", [FUNDER, *ROLES], source=ROLES.source)

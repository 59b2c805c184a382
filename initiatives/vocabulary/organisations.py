"""What sort of organisation it is. Codes: IATI 2.03 codelist OrganisationType; the local types have none there."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from initiatives.vocabulary.base import Entry, Vocabulary

_IATI = [
    Entry("government", _("Government"), "10", ("ministry", "state body", "national government", "embassy")),
    Entry("local-government", _("Local government"), "11", ("municipality", "local authority", "city council")),
    Entry("other-public-sector", _("Other public body"), "15", ("public sector", "public body", "other public sector")),
    Entry("ngo-international", _("International NGO"), "21", ("ingo", "international ngo")),
    Entry("ngo-national", _("National NGO"), "22", ("ngo", "cso", "national ngo", "non-profit", "charity")),
    Entry("ngo-regional", _("Regional NGO"), "23", ("regional ngo",)),
    Entry("ngo-local", _("Partner-country NGO"), "24", ("local ngo", "partner country based ngo")),
    Entry("public-private-partnership", _("Public-private partnership"), "30", ("ppp",)),
    Entry(
        "multilateral",
        _("Multilateral organisation"),
        "40",
        ("intergovernmental organisation", "igo", "un agency", "international organisation", "united nations"),
    ),
    Entry("foundation", _("Foundation"), "60", ("charitable foundation", "trust", "private foundation")),
    Entry("private-sector", _("Private sector"), "70", ("company", "business", "private")),
    Entry("private-sector-provider", _("Private sector in a provider country"), "71"),
    Entry("private-sector-recipient", _("Private sector in a recipient country"), "72"),
    Entry("private-sector-third", _("Private sector in a third country"), "73"),
    Entry("academic", _("University or research institute"), "80", ("university", "research institute", "academia")),
    Entry("other", pgettext_lazy("organisation type", "Other"), "90"),
]

_LOCAL = [
    Entry("community-group", _("Community group"), aliases=("cbo", "community-based organisation", "grassroots group")),
    Entry("professional-association", _("Professional association"), aliases=("association", "union")),
    Entry("think-tank", _("Think tank"), aliases=("thinktank", "policy institute")),
    Entry("media", _("Media organisation"), aliases=("broadcaster", "newspaper", "media outlet")),
    Entry("informal-network", _("Informal network"), aliases=("network", "coalition", "platform")),
    Entry("unknown", pgettext_lazy("organisation type", "Unknown"), aliases=("not stated",)),
]

ORGANISATION_TYPES = Vocabulary(
    "organisation types", [*_IATI, *_LOCAL], source="IATI 2.03 OrganisationType, with local types of our own"
)

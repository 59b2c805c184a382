"""What sort of thing an initiative is. Our own list; every profile has exactly one."""

from django.utils.translation import gettext_lazy as _

from initiatives.vocabulary.base import Entry, Vocabulary

KINDS = Vocabulary(
    "kinds",
    [
        Entry("platform", _("Platform"), aliases=("dialogue platform", "national platform", "platforms")),
        Entry(
            "network",
            _("Network or coalition"),
            aliases=(
                "coalition",
                "alliance",
                "networks",
                "coalitions",
                "мережа",
                "коаліція",
                "rrjet",
                "koalicion",
                "тармак",
                "коалиция",
                "сеть",
                "мрежа",
                "mreža",
                "коалиција",
                "koalicija",
            ),
        ),
        Entry(
            "organisation",
            _("Organisation"),
            aliases=("organization", "organisations", "ngo", "cso", "non-governmental organisation", "institution"),
        ),
        Entry("programme", _("Programme"), aliases=("program", "programmes", "grant programme", "grant program")),
        Entry("project", _("Project"), aliases=("projects",)),
        Entry("dialogue-series", _("Dialogue series"), aliases=("series of dialogues", "dialogue process")),
        Entry("event", _("Event"), aliases=("events", "conference", "meeting")),
        Entry("grant", _("Grant"), aliases=("grants", "small grant")),
        Entry("campaign", _("Campaign"), aliases=("campaigns",)),
        Entry("research", _("Research"), aliases=("study", "research project")),
        Entry(
            "initiative",
            _("Initiative or informal group"),
            aliases=(
                "informal group",
                "group",
                "movement",
                "ініціатива",
                "nismë",
                "iniciativë",
                "демилге",
                "инициатива",
                "иницијатива",
                "inicijativa",
            ),
        ),
    ],
    source="own list",
)

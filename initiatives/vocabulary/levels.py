"""At which level of society an initiative talks (the tracks of diplomacy), and how far it reaches.

Tracks: after L. Diamond and J. McDonald, "Multi-Track Diplomacy" (1996), in the short form that practitioners use.
Reach: our own; IATI 2.03 ActivityScope is derived from it together with the places, so it has no codes here.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from initiatives.vocabulary.base import Entry, Vocabulary

LEVELS = Vocabulary(
    "levels",
    [
        Entry("track-1", _("Track 1: officials"), aliases=("track i", "track one", "track1", "official")),
        Entry(
            "track-1.5",
            _("Track 1.5: officials and others, informally"),
            aliases=("track one and a half", "track1.5", "semi-official"),
        ),
        Entry(
            "track-2",
            _("Track 2: influential people outside government"),
            aliases=("track ii", "track two", "track2", "unofficial"),
        ),
        Entry(
            "track-3",
            _("Track 3: communities"),
            aliases=("track iii", "track three", "track3", "people-to-people", "grassroots", "community level"),
        ),
        Entry("multi-track", _("Several tracks"), aliases=("multitrack", "all tracks", "multi-track diplomacy")),
    ],
    source="Diamond and McDonald 1996",
)

REACH = Vocabulary(
    "reach",
    [
        Entry("international", pgettext_lazy("reach", "International"), aliases=("global", "cross-border")),
        Entry("national", pgettext_lazy("reach", "National"), aliases=("nationwide", "country-wide")),
        Entry("regional", pgettext_lazy("reach", "Regional"), aliases=("sub-national", "oblast", "provincial")),
        Entry("local", pgettext_lazy("reach", "Local"), aliases=("community", "municipal")),
    ],
    source="own list",
)

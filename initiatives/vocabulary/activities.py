"""What initiatives do, and whether it happened. Our own list, drawn from what the source profiles report."""

from django.utils.translation import gettext_lazy as _

from initiatives.vocabulary.base import Entry, Vocabulary

_MEETING = [
    Entry("dialogue-session", _("Dialogue session"), aliases=("dialogue", "dialogues", "dialogue sessions")),
    Entry("dialogue-marathon", _("Dialogue marathon"), aliases=("marathon", "marathons", "dialogue marathons")),
    Entry(
        "public-discussion", _("Public discussion"), aliases=("open discussion", "round table", "roundtable", "debate")
    ),
    Entry("public-event", _("Public event"), aliases=("event", "events", "public events", "public session")),
    Entry("working-group", _("Working group"), aliases=("working groups", "expert group")),
    Entry("workshop", _("Workshop"), aliases=("workshops",)),
    Entry("seminar", _("Seminar"), aliases=("seminars", "webinar")),
    Entry("conference", _("Conference"), aliases=("conferences", "forum", "closing conference", "summit")),
    Entry("online-dialogue", _("Online dialogue"), aliases=("online dialogues", "virtual dialogue")),
    Entry("regional-platform", _("Regional platform"), aliases=("regional platforms",)),
    Entry("community-event", _("Community event"), aliases=("community events", "festival", "community meeting")),
]

_LEARNING = [
    Entry("training", _("Training"), aliases=("trainings", "training course", "course")),
    Entry(
        "facilitator-training",
        _("Training of facilitators"),
        aliases=("facilitators training", "training of trainers", "tot", "mediator training"),
    ),
    Entry("mentoring", _("Mentoring"), aliases=("coaching",)),
    Entry("study-visit", _("Study visit"), aliases=("study visits", "study tour", "study trip")),
    Entry("exchange", _("Exchange"), aliases=("exchanges", "exchange visit", "youth exchange")),
    Entry("youth-camp", _("Youth camp"), aliases=("camp", "summer camp", "youth camps", "summer school")),
]

_STUDYING = [
    Entry("research", _("Research"), aliases=("study", "assessment", "mapping")),
    Entry("survey", _("Survey"), aliases=("surveys", "poll", "opinion poll")),
    Entry("focus-group", _("Focus group"), aliases=("focus groups", "focus group discussion", "fgd")),
    Entry("desk-review", _("Desk review"), aliases=("desk research", "document analysis", "desk study")),
    Entry("publication", _("Publication"), aliases=("publications", "report", "reports", "policy paper", "handbook")),
    Entry("joint-statement", _("Joint statement"), aliases=("statement", "declaration", "appeal")),
]

_SUPPORTING = [
    Entry("policy-advice", _("Policy advice"), aliases=("policy recommendations", "advice")),
    Entry("small-grants", _("Small grants"), aliases=("small grant", "grants", "sub-grants", "grant scheme")),
    Entry("mediation", _("Mediation"), aliases=("mediation session",)),
    Entry("media-campaign", _("Media campaign"), aliases=("campaign", "information campaign", "awareness campaign")),
    Entry("arts-event", _("Arts event"), aliases=("exhibition", "theatre", "concert", "film screening", "performance")),
]

ACTIVITY_TYPES = Vocabulary("activity types", [*_MEETING, *_LEARNING, *_STUDYING, *_SUPPORTING], source="own list")

ACTIVITY_STATES = Vocabulary(
    "activity states",
    [
        Entry("planned", _("planned"), aliases=("to be held", "announced", "expected")),
        Entry("held", _("held"), aliases=("done", "took place", "completed", "implemented")),
        Entry("claimed", _("claimed"), aliases=("reported", "said to have been held")),
    ],
    source="own list",
)

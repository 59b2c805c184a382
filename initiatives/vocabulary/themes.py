"""What an initiative is about. Codes: OECD DAC CRS purpose codes; several themes may share one, some have none.

A code read from elsewhere is not turned back into a theme here: 15220 covers a dozen of them.
"""

from django.utils.translation import gettext_lazy as _

from initiatives.vocabulary.base import Entry, Vocabulary

_PEACE = [
    Entry(
        "peacebuilding", _("Peacebuilding"), "15220", ("peace building", "peace-building", "peace", "building peace")
    ),
    Entry("conflict-prevention", _("Conflict prevention"), "15220", ("preventing conflict", "prevention of conflict")),
    Entry("dialogue", _("Dialogue"), "15220", ("dialog", "dialogues", "facilitated dialogue", "national dialogue")),
    Entry("mediation", _("Mediation"), "15220", ("mediating", "mediation support")),
    Entry("peace-process-support", _("Peace process support"), "15220", ("peace process", "peace processes")),
    Entry("reintegration-of-territories", _("Reintegration of territories"), "15220", ("territorial reintegration",)),
    Entry(
        "confidence-building",
        _("Confidence building"),
        "15220",
        ("trust building", "trust", "people-to-people", "confidence building measures", "cbm"),
    ),
    Entry("social-cohesion", _("Social cohesion"), "15220", ("cohesion", "interethnic", "inter-ethnic", "tolerance")),
    Entry(
        "inclusion-minority-rights",
        _("Inclusion and minority rights"),
        "15160",
        ("inclusion", "social inclusion", "minority rights", "minorities"),
    ),
    Entry(
        "reconciliation",
        _("Reconciliation and dealing with the past"),
        "15220",
        ("dealing with the past", "memory", "memorialisation", "reconciliation and memory"),
    ),
    Entry("transitional-justice", _("Transitional justice"), "15130", ("truth commission",)),
    Entry("peace-education", _("Peace education"), "15220", ("education for peace",)),
]

_PEOPLE_AND_RIGHTS = [
    Entry("youth-peace-security", _("Youth, peace and security"), "15220", ("youth", "yps", "2250", "unscr 2250")),
    Entry("women-peace-security", _("Women, peace and security"), "15170", ("women", "wps", "1325", "unscr 1325")),
    Entry("gender-equality", _("Gender equality"), "15170", ("gender", "women's rights", "gender justice")),
    Entry(
        "sgbv",
        _("Sexual and gender-based violence"),
        "15180",
        ("gbv", "gender-based violence", "crsv", "conflict-related sexual violence"),
    ),
    Entry("human-rights", _("Human rights"), "15160", ("rights", "human rights protection")),
    Entry("rule-of-law", _("Rule of law"), "15130", ("access to justice",)),
    Entry("local-governance", _("Local governance"), "15112", ("governance", "decentralisation", "decentralization")),
    Entry(
        "civic-participation",
        _("Civic participation"),
        "15150",
        ("civil society", "participation", "civic engagement", "democratic participation"),
    ),
    Entry("media-narratives", _("Media and narratives"), "15153", ("media", "narratives", "journalism")),
    Entry("arts-culture", _("Arts and culture"), "16066", ("arts", "art", "culture", "cultural heritage")),
    Entry(
        "displacement",
        _("Displacement"),
        "15190",
        ("idps", "idp", "refugees", "idp integration", "internal displacement", "forced displacement"),
    ),
    Entry(
        "psychosocial",
        _("Psychosocial support"),
        "12340",
        ("trauma", "mhpss", "mental health", "trauma healing"),
    ),
]

_SECURITY_AND_OTHERS = [
    Entry(
        "security-sector",
        _("Security sector and community security"),
        "15210",
        ("security", "community security", "community policing", "ssr", "security sector reform"),
    ),
    Entry("peacekeeping", _("Peacekeeping"), "15230", ("peace operations", "peacekeepers")),
    Entry(
        "ddr-salw",
        _("Disarmament, demobilisation, reintegration and small arms"),
        "15240",
        ("ddr", "salw", "small arms", "disarmament", "demobilisation"),
    ),
    Entry("mine-action", _("Mine action"), "15250", ("demining", "landmines", "explosive remnants of war")),
    Entry("child-soldiers", _("Child soldiers"), "15261", ("children and armed conflict", "caac")),
    Entry(
        "violent-extremism-prevention",
        _("Preventing violent extremism"),
        "15220",
        ("pve", "cve", "countering violent extremism", "violent extremism", "radicalisation"),
    ),
    Entry(
        "natural-resources-climate",
        _("Natural resources and climate"),
        "41010",
        ("natural resources", "climate", "climate security", "environment", "environmental peacebuilding"),
    ),
    Entry("livelihoods", _("Livelihoods"), aliases=("livelihood", "trade", "economic recovery", "cross-border trade")),
    Entry("religion", _("Religion and interfaith relations"), aliases=("interfaith", "interreligious", "faith")),
    Entry("digital-peacebuilding", _("Digital peacebuilding"), aliases=("digital", "peacetech")),
    Entry(
        "research-analysis",
        _("Research and conflict analysis"),
        aliases=("research", "analysis", "conflict analysis", "mapping", "research and analysis"),
    ),
    Entry("early-warning", _("Early warning"), "15220", ("early warning and response", "early response", "ewer")),
]

THEMES = Vocabulary("themes", [*_PEACE, *_PEOPLE_AND_RIGHTS, *_SECURITY_AND_OTHERS], source="OECD DAC CRS")

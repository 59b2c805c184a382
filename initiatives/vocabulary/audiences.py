"""Whom an initiative serves. Our own list. Groups that a public count could endanger are sensitive: editors only."""

from django.utils.translation import gettext_lazy as _

from initiatives.vocabulary.base import Entry, Vocabulary

_PUBLIC = [
    Entry("general-public", _("General public"), aliases=("public", "citizens", "residents", "population")),
    Entry(
        "idps",
        _("Internally displaced people"),
        aliases=("idp", "internally displaced persons", "displaced people", "displaced persons"),
    ),
    Entry("host-communities", _("Host communities"), aliases=("host community", "receiving communities")),
    Entry("border-communities", _("Border communities"), aliases=("border community", "borderland communities")),
    Entry(
        "conflict-affected-people",
        _("Conflict-affected people"),
        aliases=("conflict-affected communities", "conflict-affected population", "war-affected people"),
    ),
    Entry(
        "front-line-residents",
        _("Residents of front-line areas"),
        aliases=("frontline communities", "residents near the contact line", "near the contact line", "contact line"),
    ),
    Entry("youth", _("Young people"), aliases=("youths", "young women and men", "adolescents", "youth groups")),
    Entry("students", _("Students and pupils"), aliases=("student", "pupils", "school children")),
    Entry("women", _("Women"), aliases=("woman", "women and girls", "women leaders")),
    Entry(
        "persons-with-disabilities",
        _("Persons with disabilities"),
        aliases=("people with disabilities", "disabled people"),
    ),
    Entry(
        "religious-communities",
        _("Religious communities"),
        aliases=("religious leaders", "faith communities", "clergy"),
    ),
    Entry(
        "non-majority-communities",
        _("Ethnic or national minorities"),
        aliases=("non-majority community", "minorities", "ethnic minorities", "national minorities"),
    ),
    Entry("civil-society", _("Civil society"), aliases=("csos", "ngos", "civil society organisations", "activists")),
    Entry(
        "local-government",
        _("Local authorities"),
        aliases=("local self-government", "lsg", "lsgs", "municipalities", "local self-government bodies"),
    ),
    Entry("national-authorities", _("National authorities"), aliases=("government", "authorities", "policy makers")),
    Entry("mps", _("Members of parliament"), aliases=("mp", "parliamentarians", "parliament", "deputies")),
    Entry("police", _("Police"), aliases=("law enforcement", "police officers")),
    Entry("experts", _("Experts"), aliases=("expert community", "researchers", "academics")),
    Entry("journalists", _("Journalists"), aliases=("media", "media professionals")),
    Entry("mediators", _("Mediators and facilitators"), aliases=("facilitators", "dialogue practitioners")),
    Entry("teachers", _("Teachers"), aliases=("educators", "schools")),
    Entry("veterans", _("Veterans"), aliases=("war veterans",)),
]

_EDITORS_ONLY = [
    Entry(
        "residents-of-occupied-territories",
        _("Residents of temporarily occupied territories"),
        aliases=("ngca", "ngca residents", "non-controlled", "non-controlled territories", "occupied territories"),
        sensitive=True,
    ),
    Entry("survivors", _("Survivors of violence"), aliases=("victims", "survivors of sexual violence"), sensitive=True),
    Entry("lgbti-people", _("LGBTI people"), aliases=("lgbti", "lgbt", "lgbtq", "lgbtqi", "lgbtiq"), sensitive=True),
    Entry("former-combatants", _("Former combatants"), aliases=("ex-combatants", "combatants"), sensitive=True),
    Entry("conscientious-objectors", _("Conscientious objectors"), aliases=("objectors",), sensitive=True),
]

BENEFICIARIES = Vocabulary("beneficiaries", [*_PUBLIC, *_EDITORS_ONLY], source="own list")

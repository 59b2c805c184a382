"""How an initiative works: the seven functions of civil society in peacebuilding, and four ways of working beside them.

Source: T. Paffenholz and C. Spurk, "Civil Society, Civic Engagement, and Peacebuilding" (World Bank, 2006), as
applied to Ukraine by T. Kyselova (2019); the last four are our own.
"""

from django.utils.translation import gettext_lazy as _

from initiatives.vocabulary.base import Entry, Vocabulary

APPROACHES = Vocabulary(
    "approaches",
    [
        Entry("protection", _("Protection"), aliases=("protecting civilians", "protection of civilians")),
        Entry("monitoring", _("Monitoring"), aliases=("monitoring and early warning", "observation", "watchdog")),
        Entry("advocacy", _("Advocacy"), aliases=("public communication", "advocacy and public communication")),
        Entry(
            "socialisation",
            _("Education for peace and values"),
            aliases=("socialization", "in-group socialisation", "education for peace", "peace values"),
        ),
        Entry(
            "bridging",
            _("Bringing groups together"),
            aliases=("bridge building", "intergroup cohesion", "inter-group dialogue"),
        ),
        Entry(
            "intermediation",
            _("Facilitation and mediation"),
            aliases=("facilitation", "mediation", "intermediation and facilitation", "good offices"),
        ),
        Entry("service-delivery", _("Service delivery"), aliases=("services", "humanitarian aid", "assistance")),
        Entry("policy-advice", _("Policy advice"), aliases=("public policy", "policy", "policy development")),
        Entry(
            "capacity-building",
            _("Capacity building"),
            aliases=("training", "trainings", "capacity development", "capacity strengthening", "mentoring"),
        ),
        Entry("coordination", _("Coordination"), aliases=("co-ordination", "networking")),
        Entry("research", _("Research"), aliases=("analysis", "research and analysis")),
    ],
    source="Paffenholz and Spurk 2006; Kyselova 2019",
)

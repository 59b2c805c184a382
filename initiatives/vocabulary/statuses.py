"""Where an initiative stands. Codes: IATI 2.03 codelist ActivityStatus; `dormant` and `unknown` have none there."""

from django.utils.translation import pgettext_lazy

from initiatives.vocabulary.base import Entry, Vocabulary

STATUSES = Vocabulary(
    "statuses",
    [
        Entry(
            "planned",
            pgettext_lazy("status", "Planned"),
            "1",
            ("pipeline", "pipeline/identification", "in preparation", "upcoming"),
        ),
        Entry(
            "ongoing",
            pgettext_lazy("status", "Ongoing"),
            "2",
            ("active", "implementation", "in progress", "current", "running", "underway", "present"),
        ),
        Entry("finalising", pgettext_lazy("status", "Finalising"), "3", ("finalisation", "finalizing", "closing")),
        Entry(
            "completed",
            pgettext_lazy("status", "Completed"),
            "4",
            ("closed", "ended", "finished", "complete", "completion", "post-completion"),
        ),
        Entry("cancelled", pgettext_lazy("status", "Cancelled"), "5", ("canceled",)),
        Entry("suspended", pgettext_lazy("status", "Suspended"), "6", ("paused", "on hold")),
        Entry("dormant", pgettext_lazy("status", "Dormant"), aliases=("inactive", "sleeping")),
        Entry("unknown", pgettext_lazy("status", "Unknown"), aliases=("not known", "unclear")),
    ],
    source="IATI 2.03 ActivityStatus",
)

"""Is it still alive? A status ages with its evidence (vocabularies.md, "Status")."""

import calendar
import datetime as dt
from dataclasses import dataclass

from initiatives.models.fields import PartialDate

ENDED = {"completed", "cancelled"}
ACTIVE = {"ongoing", "finalising"}
MONTHS = 18


@dataclass(frozen=True)
class Standing:
    """A status with what is known of it on one day.

    `confirmed`: its evidence is at most 18 months old, or it needs none any more. `ended_by_dates`: its stated end
    has passed, though no source says that it was completed.
    """

    status: str
    as_of: PartialDate
    end_date: PartialDate
    confirmed: bool
    ended_by_dates: bool

    @property
    def is_active(self):
        return self.status in ACTIVE and self.confirmed and not self.ended_by_dates


def months_before(day, months):
    """The same day of the month `months` earlier, or that month's last."""
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def stand(status, as_of, end_date, *, on):
    """The Standing of `status` on the day `on`. Dates are partial; the latest day they can mean counts."""
    as_of, end_date = PartialDate(as_of), PartialDate(end_date)
    fresh = bool(as_of) and as_of.latest >= months_before(on, MONTHS)
    ended = bool(end_date) and end_date.latest < on and status not in ENDED
    return Standing(status, as_of, end_date, fresh or status in ENDED, ended)

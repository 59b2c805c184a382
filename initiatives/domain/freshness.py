"""How long a check of a profile holds, and which profiles are due for another. Worked out when asked, never stored.

A check holds for the months of the profile's kind, fewer where one of its countries asks (Country.review_months): what
lives changes. What has ended stays as it was, and is looked at every three years, wherever it was.
"""

import calendar
import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from initiatives.domain.standing import ENDED, months_before
from initiatives.models import Country, Initiative

MONTHS = 12  # that a check holds, where nothing below says otherwise
MONTHS_BY_KIND = {"dialogue-series": 6, "campaign": 6, "event": 24, "grant": 24, "research": 24}
MONTHS_ENDED = 36


@dataclass(frozen=True)
class Freshness:
    """When a profile was verified last (None: never), until which day that holds, and how it looks on the day `on`."""

    verified: dt.date | None
    due: dt.date | None
    on: dt.date

    @property
    def is_overdue(self):
        """Whether the last check holds no more. What was never checked is not overdue: it says so itself."""
        return self.due is not None and self.due < self.on


def months(kind, status, asked=()):
    """For how many months a check holds. `asked`: the review_months of its countries, None where one asks nothing."""
    if status in ENDED:
        return MONTHS_ENDED
    return min([MONTHS_BY_KIND.get(kind, MONTHS), *filter(None, asked)])


def judge(kind, status, countries, verified, *, on):
    """The Freshness of a profile on the day `on`; `kind`, `status`: slugs; `verified`: a date or None."""
    held = months(kind, status, [country.review_months for country in countries])
    return Freshness(verified, verified and months_after(verified, held), on)


def months_after(day, count):
    """The same day of the month `count` later, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def oldest_held(on, count):
    """The first day from which on a check still holds on the day `on`, where it holds `count` months."""
    day = months_before(on, count)
    return day if day.day == on.day else day + dt.timedelta(days=1)  # 31 August less six months is 1 March


def overdue(*, on):
    """A condition on Initiative: published, and never verified or verified too long ago. It repeats no row."""
    old = _before(on, MONTHS_ENDED) & Q(status__in=ENDED)
    living = ~Q(status__in=ENDED)
    old |= living & _before(on, MONTHS) & ~Q(kind__in=MONTHS_BY_KIND)
    for kind, count in MONTHS_BY_KIND.items():
        old |= living & _before(on, count) & Q(kind=kind)
    asked = Country.objects.exclude(review_months=None).order_by().values_list("review_months", flat=True)
    for held in filter(None, asked.distinct()):
        there = Initiative.countries.through.objects.filter(country__review_months=held).values("initiative")
        old |= living & _before(on, held) & Q(pk__in=there)
    return Q(stage="published") & (Q(verified_date=None) | old)


def _before(on, count):
    return Q(verified_date__lt=oldest_held(on, count))

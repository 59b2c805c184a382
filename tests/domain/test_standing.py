"""Statuses age with their evidence."""

import datetime as dt

import pytest

from initiatives.domain.standing import months_before, stand

TODAY = dt.date(2026, 11, 21)


@pytest.mark.parametrize(
    ("status", "as_of", "end", "confirmed", "ended", "active"),
    [
        ("ongoing", "2026-10", "", True, False, True),
        ("ongoing", "2025-05-21", "", True, False, True),  # 18 months to the day
        ("ongoing", "2025-05-20", "", False, False, False),
        ("ongoing", "2025", "", True, False, True),  # may mean December 2025
        ("ongoing", "", "", False, False, False),
        ("ongoing", "2026", "2026-10", True, True, False),
        ("ongoing", "2026", "2026-11-21", True, False, True),  # its last day
        ("completed", "2010", "2010", True, False, False),
        ("unknown", "2026-11", "2024-12", True, True, False),
        ("planned", "2021-05-20", "", False, False, False),
    ],
)
def test_standing(status, as_of, end, confirmed, ended, active):
    standing = stand(status, as_of, end, on=TODAY)
    assert (standing.confirmed, standing.ended_by_dates, standing.is_active) == (confirmed, ended, active)


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        ("2026-11-21", 18, "2025-05-21"),
        ("2026-03-31", 1, "2026-02-28"),
        ("2024-03-31", 1, "2024-02-29"),
        ("2026-01-15", 1, "2025-12-15"),
    ],
)
def test_months_before(day, months, result):
    assert months_before(dt.date.fromisoformat(day), months).isoformat() == result

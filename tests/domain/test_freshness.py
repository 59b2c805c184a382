"""How long a check holds: the day told as a parameter, and the same answer from Python and from the database."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.domain import cards, freshness, profiles, wording
from initiatives.models import Country, Initiative, Listing
from initiatives.models.fields import PartialDate
from initiatives.vocabulary import KINDS, STATUSES
from tests.domain import made

days = st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31))
TODAY = dt.date(2026, 11, 21)


@given(verified=days, on=days, months=st.integers(1, 120))
def test_day_of_review_and_oldest_held_day_say_the_same(verified, on, months):
    is_over = freshness.months_after(verified, months) < on

    assert is_over == (verified < freshness.oldest_held(on, months))


def test_kinds_and_statuses_are_known():
    assert set(freshness.MONTHS_BY_KIND) <= set(KINDS.slugs)
    assert set(STATUSES.slugs) >= freshness.ENDED


@pytest.mark.parametrize(
    ("kind", "status", "asked", "months"),
    [
        ("platform", "ongoing", (), 12),
        ("dialogue-series", "ongoing", (None,), 6),
        ("platform", "ongoing", (24, None), 12),
        ("platform", "ongoing", (24, 3), 3),
        ("research", "unknown", (18,), 18),
        ("platform", "completed", (3,), 36),
    ],
)
def test_check_holds_as_long_as_kind_and_countries_say(kind, status, asked, months):
    assert freshness.months(kind, status, asked) == months


@pytest.mark.django_db
def test_database_and_card_agree_on_what_is_overdue():
    made.country("UA")
    made.country("XK", review_months=3)
    dates = ["2023-11-20", "2025-11-20", "2025-11-21", "2026-08-20", "2026-08-21", "2026-11-21"]
    for kind in ("platform", "dialogue-series", "research"):
        for status in ("ongoing", "completed"):
            for codes in (["UA"], ["UA", "XK"]):
                for date in dates:
                    made.initiative(kind=kind, status=status, countries=codes, verified_date=date)
    draft = made.initiative(stage="draft", verified_date="2001-01-01")
    never = made.initiative()

    found = {str(key) for key in Initiative.objects.filter(freshness.overdue(on=TODAY)).values_list("uuid", flat=True)}

    country_of = Country.objects.in_bulk()
    judged = {}
    for listing in Listing.objects.select_related("initiative"):
        card = cards.Card(listing.card, country_of)
        verified = listing.initiative.verified_date
        judged[str(listing.initiative.uuid)] = freshness.judge(
            card.kind.slug, card.status.slug, card.countries, verified, on=TODAY
        ).is_overdue
    assert found - {never} == {key for key, is_overdue in judged.items() if is_overdue}
    assert never in found
    assert draft not in found
    assert len(found) > 20


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2026-11-21", "today"),
        ("2026-11-20", "1 day ago"),
        ("2026-10-22", "30 days ago"),
        ("2026-10-21", "1 month ago"),
        ("2025-11-22", "11 months ago"),
        ("2025-11-21", "1 year ago"),
        ("2023-01-01", "3 years ago"),
    ],
)
def test_ago_is_said_in_the_largest_unit(date, words):
    assert wording.ago(dt.date.fromisoformat(date), TODAY) == words


@pytest.mark.django_db
def test_profile_ages_without_being_written():
    key = made.initiative(kind="platform", slug="aged", verified_date="2025-11-21")
    (card,) = (cards.Card(listing.card, Country.objects.in_bulk()) for listing in Listing.objects.all())

    found = profiles.documents.read("initiative", [key])
    (before,) = profiles.build(found, on=TODAY)
    (after,) = profiles.build(found, on=TODAY + dt.timedelta(days=1))

    assert card.verified_date == PartialDate("2025-11-21")
    assert [notice.text for notice in wording.notices(before)] == []
    assert [(notice.text, notice.more, notice.level) for notice in wording.notices(after)] == [
        (
            "Last verified 1 year ago.",
            "It was due for another check by 21 November 2026: what stands here may no longer hold.",
            "warning",
        )
    ]


def test_overdue_card_says_so():
    fresh = freshness.Freshness(dt.date(2023, 1, 1), dt.date(2024, 1, 1), TODAY)

    assert wording.freshness(fresh) == "last verified 3 years ago: a check is overdue"
    assert wording.freshness(freshness.Freshness(TODAY, TODAY, TODAY)) == "verified 21 November 2026"
    assert wording.freshness(freshness.Freshness(None, None, TODAY)) == ""

from datetime import date

from rumbo.kernel.calendar import Period
from rumbo.okrs.rules.freshness import BY_HAND, is_stale

QUARTER = Period(date(2017, 10, 1), date(2018, 1, 1))


def stale(last_news: date | None, today: date) -> bool:
    fresh_through = last_news + BY_HAND if last_news else None
    return is_stale(fresh_through, today=today, period=QUARTER)


def test_fourteen_days_are_fresh_and_fifteen_are_not() -> None:
    assert not stale(date(2017, 11, 8), date(2017, 11, 22))
    assert stale(date(2017, 11, 7), date(2017, 11, 22))


def test_after_the_end_it_does_not_grow_older() -> None:
    assert not stale(date(2017, 12, 20), date(2026, 11, 22))
    assert stale(date(2017, 12, 1), date(2026, 11, 22))


def test_missing_is_not_stale() -> None:
    assert not stale(None, date(2017, 11, 22))

from datetime import date
from decimal import Decimal

from rumbo.kernel.calendar import Period, parse_period
from rumbo.targets.rules.proration import prorated, prorated_over

JUNE = parse_period("2017-06")


def held(start: int, before: int) -> Period:
    return Period(date(2017, 6, start), date(2017, 6, before))


def test_the_whole_period_gives_the_whole_target() -> None:
    assert prorated(Decimal("30_000"), period=JUNE, held=JUNE) == Decimal("30_000")


def test_ten_of_thirty_days_give_a_third() -> None:
    assert prorated(Decimal("30_000"), period=JUNE, held=held(1, 11)) == Decimal("10_000")


def test_days_outside_the_period_do_not_count() -> None:
    since_may = Period(date(2017, 5, 1), date(2017, 6, 16))
    assert prorated(Decimal("30_000"), period=JUNE, held=since_may) == Decimal("15_000")


def test_nobody_who_held_it_gives_no_target_rather_than_zero() -> None:
    assert prorated(Decimal("30_000"), period=JUNE, held=None) is None
    assert prorated(Decimal("30_000"), period=JUNE, held=parse_period("2017-07")) is None


def test_a_day_held_twice_counts_once() -> None:
    stretches = (held(1, 11), held(6, 16))
    assert prorated_over(Decimal("30_000"), period=JUNE, held=stretches) == Decimal("15_000")


def test_two_people_who_share_a_period_share_the_target_without_remainder() -> None:
    first = prorated(Decimal("100_000"), period=JUNE, held=held(1, 14))
    second = prorated(
        Decimal("100_000"), period=JUNE, held=Period(date(2017, 6, 14), date(2017, 7, 1))
    )
    assert first is not None
    assert second is not None
    assert abs(first + second - Decimal("100_000")) < Decimal("1e-60")

from datetime import date

import pytest

from rumbo.kernel.calendar import Period, parse_period
from rumbo.okrs.rules.baselines import Against, compared_with, year_before

Q3 = parse_period("2026-Q3")


@pytest.mark.parametrize(
    ("against", "expected"),
    [
        (Against.PREVIOUS, parse_period("2026-Q2")),
        (Against.YEAR_BEFORE, parse_period("2025-Q3")),
        (Against.PERIOD, parse_period("2024-Q4")),
        (Against.VALUE, None),
    ],
)
def test_each_way_names_its_period(against: Against, expected: Period | None) -> None:
    assert compared_with(against, Q3, named=parse_period("2024-Q4")) == expected


def test_a_year_and_a_month_go_back_by_a_year() -> None:
    assert year_before(parse_period("2026")) == parse_period("2025")
    assert year_before(parse_period("2024-02")) == parse_period("2023-02")


def test_a_week_keeps_its_weekday() -> None:
    before = year_before(parse_period("2026-W34"))
    assert before == parse_period("2025-W34")
    assert before.start.weekday() == 0
    first_of_june = Period(date(2026, 6, 1), date(2026, 6, 8))
    assert year_before(first_of_june).start.weekday() == 0


def test_a_leap_day_goes_back_to_the_end_of_february() -> None:
    end = Period(date(2023, 2, 28), date(2023, 3, 1))
    assert year_before(Period(date(2024, 2, 29), date(2024, 3, 1))) == end
    assert year_before(Period(date(2024, 2, 28), date(2024, 2, 29))) == end

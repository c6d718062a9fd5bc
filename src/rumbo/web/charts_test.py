"""The geometry of small charts, on cases that can be drawn by hand."""

from datetime import date
from decimal import Decimal

import pytest

from rumbo.kernel.calendar import Period, parse_period
from rumbo.web.charts import bar, course_chart, nice_top, pace_chart, ring, sparkline

TEN_DAYS = Period(date(2017, 10, 1), date(2017, 10, 11))


def test_a_ring_never_runs_past_its_end_nor_below_its_start() -> None:
    assert ring(Decimal("1.4")).dash == "100"
    assert ring(Decimal("-0.2")).dash == "0"
    assert ring(None).dash == "0"


def test_a_bar_shows_now_should_and_the_band_of_will() -> None:
    drawn = bar(Decimal("0.4"), Decimal("0.5"), (Decimal("0.8"), Decimal("1.2")))
    assert (drawn.now, drawn.should, drawn.will_from, drawn.will_width) == (
        "40",
        "50",
        "80",
        "20",
    )


@pytest.mark.parametrize(
    ("value", "top"),
    [("420000", "480000"), ("100", "100"), ("101", "120"), ("0", "1"), ("9.5", "10")],
)
def test_an_axis_ends_at_a_round_number(value: str, top: str) -> None:
    assert nice_top(Decimal(value)) == Decimal(top)


def test_a_day_without_a_value_repeats_the_one_before_and_today_is_the_end() -> None:
    reached = [(date(2017, 10, 1), Decimal(10)), (date(2017, 10, 3), Decimal(40))]
    chart = pace_chart(reached, period=TEN_DAYS, today=date(2017, 10, 4), target=Decimal(100))
    assert chart.line == "10,90 20,90 30,60 40,60"
    assert (chart.now_x, chart.now_y, chart.target_y) == ("40", "60", "0")
    assert chart.expected == "0,100 100,0"


def test_before_the_first_day_there_is_no_line() -> None:
    chart = pace_chart([], period=TEN_DAYS, today=date(2017, 9, 30))
    assert (chart.line, chart.area, chart.expected) == ("", "", None)


def test_a_quarter_is_dated_from_its_first_day_to_its_last() -> None:
    chart = pace_chart([], period=parse_period("2017-Q4"), today=date(2017, 10, 1))
    assert (chart.days[0], chart.days[-1]) == (date(2017, 10, 1), date(2017, 12, 31))


def test_a_sparkline_goes_from_the_lowest_to_the_highest() -> None:
    assert sparkline([Decimal(1), Decimal(3), Decimal(2)]) == "0,100 50,0 100,50"
    assert sparkline([Decimal(1)]) == ""


def test_a_course_is_drawn_between_its_lowest_and_highest_value() -> None:
    points = [
        (date(2017, 10, 2), Decimal(50), Decimal(50)),
        (date(2017, 10, 5), Decimal(40), Decimal(60)),
    ]
    chart = course_chart(points, period=TEN_DAYS)
    assert chart is not None
    assert chart.line == "20,50 50,100"
    assert chart.expected == "20,50 50,0"
    assert (chart.ticks[0], chart.ticks[-1]) == (Decimal(60), Decimal(40))


def test_one_point_is_no_course() -> None:
    assert course_chart([(date(2017, 10, 2), Decimal(1), None)], period=TEN_DAYS) is None


def test_what_grows_from_zero_is_drawn_up_to_its_target() -> None:
    points = [(date(2017, 10, 1), Decimal(0), None), (date(2017, 10, 5), Decimal(40), None)]
    chart = course_chart(points, period=TEN_DAYS, target=Decimal(80))
    assert chart is not None
    assert (chart.ticks[0], chart.target_y, chart.line) == (Decimal(80), "0", "10,100 50,50")

"""Bands cut a running total: 4 % from 0, 6 % from 500, 9 % from 1 000 (whole euros here)."""

from datetime import date

import pytest

from rumbo.incentives.rules.plan import MILLION, Band, Bounds, By, Dated, Scale, Shape
from rumbo.incentives.rules.scale import reached, slices, steps_on

DAY = date(2026, 1, 1)
SCALE = Scale(
    Shape.MARGINAL,
    By.AMOUNT,
    tuple(
        Band(Dated.fixed(start), Dated.fixed(rate))
        for start, rate in ((0, 40_000), (500, 60_000), (1_000, 90_000))
    ),
)
STEPS = steps_on(SCALE, day=DAY, target=None)


def cut(before: int, after: int, bounds: Bounds = Bounds.LOWER) -> list[tuple[int, int]]:
    """(band, base) of each slice, in whole units."""
    found = slices(STEPS, before=before * MILLION, after=after * MILLION, bounds=bounds)
    return [(each.step.band, each.base // MILLION) for each in found]


def test_a_record_inside_a_band_is_one_slice() -> None:
    assert cut(100, 300) == [(1, 200)]


def test_a_record_that_ends_on_a_bound_does_not_touch_the_next_band() -> None:
    assert cut(400, 500) == [(1, 100)]


def test_a_record_that_crosses_two_bounds_has_three_slices() -> None:
    assert cut(400, 1_100) == [(1, 100), (2, 500), (3, 100)]


def test_a_credit_note_walks_the_same_way_back() -> None:
    assert cut(1_100, 400) == [(3, -100), (2, -500), (1, -100)]


def test_the_lowest_band_reaches_below_zero() -> None:
    assert cut(50, -70) == [(1, -120)]


@pytest.mark.parametrize(("bounds", "band"), [(Bounds.LOWER, 2), (Bounds.UPPER, 1)])
def test_a_record_of_zero_stands_where_the_bound_belongs(bounds: Bounds, band: int) -> None:
    assert cut(500, 500, bounds) == [(band, 0)]


@pytest.mark.parametrize(("bounds", "band"), [(Bounds.LOWER, 2), (Bounds.UPPER, 1)])
def test_a_total_on_a_bound_reaches_the_band_that_owns_it(bounds: Bounds, band: int) -> None:
    assert reached(STEPS, 500 * MILLION, bounds).band == band


def test_below_a_first_band_above_zero_lies_a_step_that_pays_nothing() -> None:
    threshold = Scale(Shape.MARGINAL, By.AMOUNT, (Band(Dated.fixed(100), Dated.fixed(50_000)),))
    steps = steps_on(threshold, day=DAY, target=None)
    assert [(each.band, each.start, each.rate) for each in steps] == [
        (0, None, 0),
        (1, 100 * MILLION, 50_000),
    ]


def test_bounds_by_attainment_are_shares_of_the_target_and_stay_exact() -> None:
    third = Scale(
        Shape.MARGINAL,
        By.ATTAINMENT,
        (Band(Dated.fixed(0), Dated.fixed(1)), Band(Dated.fixed(333_333), Dated.fixed(2))),
    )
    assert steps_on(third, day=DAY, target=10_001)[1].start == 333_333 * 10_001


@pytest.mark.parametrize("target", [None, 0, -1])
def test_without_a_target_there_are_no_steps_by_attainment(target: int | None) -> None:
    by_target = Scale(Shape.MARGINAL, By.ATTAINMENT, (Band(Dated.fixed(0), Dated.fixed(1)),))
    with pytest.raises(ValueError, match="no attainment"):
        steps_on(by_target, day=DAY, target=target)


def test_the_days_on_which_a_table_changes() -> None:
    july = date(2026, 7, 1)
    raised = Band(Dated.fixed(0), Dated(((DAY, 1), (july, 2))))
    assert Scale(Shape.FLAT, By.AMOUNT, (raised,)).days == (DAY, july)
    assert SCALE.days == ()


def test_before_its_first_day_a_table_of_dates_holds_its_first_value() -> None:
    assert Dated(((date(2026, 7, 1), 7),)).on(DAY) == 7

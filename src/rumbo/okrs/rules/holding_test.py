from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumbo.okrs.rules.holding import Bounds, held, holds_nothing

AMOUNT = st.decimals("0.01", 1_000, places=2)


def at_least(low: str) -> Bounds:
    return Bounds(low=Decimal(low))


def at_most(high: str) -> Bounds:
    return Bounds(high=Decimal(high))


def between(low: str, high: str) -> Bounds:
    return Bounds(Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("value", "bounds", "expected"),
    [
        ("0.9", at_least("1"), "0.9"),
        ("12", at_least("10"), "1.2"),
        ("-1", at_least("10"), "-0.1"),
        ("48", at_most("24"), "0.5"),
        ("24", at_most("24"), "1"),
        ("0", at_most("24"), "1"),
        ("0", at_most("0"), "1"),
        ("3", at_most("0"), "0"),
        ("0.1", between("0.2", "0.4"), "0.5"),
        ("0.3", between("0.2", "0.4"), "1"),
        ("0.8", between("0.2", "0.4"), "0.5"),
    ],
)
def test_holding_is_one_inside_and_a_share_outside(
    value: str, bounds: Bounds, expected: str
) -> None:
    assert held(Decimal(value), bounds) == Decimal(expected)


def test_no_data_is_not_held_and_not_broken() -> None:
    assert held(None, at_least("1")) is None


def test_the_same_work_seen_from_either_side_is_held_as_far() -> None:
    # 4 days for each case are a quarter of a case for each day.
    assert held(Decimal(4), at_most("2")) == held(Decimal("0.25"), at_least("0.5"))


@pytest.mark.parametrize(
    "bounds",
    [at_least("0"), at_least("-1"), at_most("-1"), between("2", "2"), between("3", "2")],
)
def test_bounds_that_say_nothing_are_known(bounds: Bounds) -> None:
    assert holds_nothing(bounds)


def test_no_complaint_at_all_can_be_held() -> None:
    assert not holds_nothing(at_most("0"))
    assert not holds_nothing(at_least("1"))
    assert not holds_nothing(between("2", "3"))


def test_one_bound_is_the_value_to_show_and_two_are_not() -> None:
    assert at_least("1").only == 1
    assert at_most("2").only == 2
    assert between("1", "2").only is None


@given(value=st.decimals(-1_000, 1_000, places=2), low=AMOUNT, high=AMOUNT)
def test_held_is_one_or_more_and_nothing_else_is(
    *, value: Decimal, low: Decimal, high: Decimal
) -> None:
    for bounds in (Bounds(low), Bounds(None, high), Bounds(min(low, high), max(low, high) + 1)):
        found = held(value, bounds)
        assert found is not None
        assert (found >= 1) is bounds.around(value)


@given(value=AMOUNT, step=AMOUNT, bound=AMOUNT)
def test_a_step_the_good_way_never_holds_less(
    *, value: Decimal, step: Decimal, bound: Decimal
) -> None:
    lower, higher = held(value, Bounds(low=bound)), held(value + step, Bounds(low=bound))
    assert lower is not None
    assert higher is not None
    assert higher >= lower
    nearer, farther = held(value, Bounds(high=bound)), held(value + step, Bounds(high=bound))
    assert nearer is not None
    assert farther is not None
    assert nearer >= farther

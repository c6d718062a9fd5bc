from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumbo.okrs.rules.course import Course
from rumbo.okrs.rules.progress import clamped, progress, score

MONEY = st.decimals(-1_000_000, 1_000_000, places=2)


def along(start: str, target: str) -> Course:
    return Course(Decimal(start), Decimal(target))


@pytest.mark.parametrize(
    ("current", "start", "target", "expected"),
    [
        ("250", "0", "1000", "0.25"),
        ("45", "50", "40", "0.5"),  # down is the same formula
        ("-5", "-10", "0", "0.5"),
        ("0.62", "0.60", "0.65", "0.4"),
    ],
)
def test_progress_is_the_part_of_the_way_behind_us(
    current: str, *, start: str, target: str, expected: str
) -> None:
    assert progress(Decimal(current), along(start, target)) == Decimal(expected)


def test_raw_progress_is_kept_beyond_both_ends() -> None:
    assert progress(Decimal(150), along("0", "100")) == Decimal("1.5")
    assert progress(Decimal(60), along("50", "40")) == Decimal(-1)


def test_a_start_that_equals_the_target_is_unscorable() -> None:
    assert progress(Decimal(7), along("5", "5")) is None
    assert progress(Decimal(5), along("5", "5")) is None


def test_no_data_is_no_value_and_not_zero() -> None:
    assert progress(None, along("0", "5")) is None
    assert progress(Decimal(5), None) is None


@pytest.mark.parametrize(
    ("raw", "suggested"),
    [("0.649", "0.6"), ("0.65", "0.7"), ("0.05", "0.1"), ("1.4", "1.0"), ("-0.3", "0.0")],
)
def test_a_score_has_one_decimal_and_halves_go_up(raw: str, suggested: str) -> None:
    assert str(score(Decimal(raw))) == suggested


def test_without_progress_there_is_no_score() -> None:
    assert score(None) is None


@given(current=MONEY, start=MONEY, target=MONEY, shift=MONEY)
def test_progress_does_not_depend_on_where_zero_lies(
    *, current: Decimal, start: Decimal, target: Decimal, shift: Decimal
) -> None:
    moved = progress(current + shift, Course(start + shift, target + shift))
    assert progress(current, Course(start, target)) == moved


@given(start=MONEY, target=MONEY)
def test_the_start_is_nothing_and_the_target_is_all(start: Decimal, target: Decimal) -> None:
    way = Course(start, target)
    if start != target:
        assert progress(start, way) == 0
        assert progress(target, way) == 1


@given(raw=st.decimals(-10, 10, places=6))
def test_clamping_never_leaves_the_unit(raw: Decimal) -> None:
    assert 0 <= clamped(raw) <= 1


@given(start=MONEY, target=MONEY, current=MONEY, step=st.decimals(0, 1_000, places=2))
def test_a_step_towards_the_target_never_lowers_the_score(
    *, start: Decimal, target: Decimal, current: Decimal, step: Decimal
) -> None:
    way = Course(start, target)
    nearer = current + step if target > start else current - step
    before, after = score(progress(current, way)), score(progress(nearer, way))
    assert before is None or (after is not None and after >= before)

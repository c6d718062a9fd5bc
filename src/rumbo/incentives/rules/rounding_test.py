"""A line is rounded once; docs/algorithms/rounding.md has the worked table."""

import pytest

from rumbo.incentives.rules.plan import MILLION, RoundingRule
from rumbo.incentives.rules.rounding import line_amount
from rumbo.kernel.money import Rounding

ONE_PERCENT = 10_000


def cents(base_cents: int, mode: Rounding, step: int = 1) -> int:
    return line_amount(base_cents * MILLION, rate=ONE_PERCENT, rule=RoundingRule(step, mode))


@pytest.mark.parametrize(
    ("mode", "expected"),
    [(Rounding.HALF_UP, 3), (Rounding.HALF_EVEN, 2), (Rounding.DOWN, 2)],
)
def test_a_tie_goes_where_the_plan_says_on_both_sides_of_zero(
    mode: Rounding, expected: int
) -> None:
    assert cents(250, mode) == expected
    assert cents(-250, mode) == -expected


@pytest.mark.parametrize("mode", list(Rounding))
def test_what_needs_no_rounding_is_left_alone(mode: Rounding) -> None:
    assert cents(300, mode) == 3


@pytest.mark.parametrize(("base", "expected"), [(251, 3), (249, 2), (350, 4)])
def test_half_even_rounds_ordinarily_beside_a_tie(base: int, expected: int) -> None:
    assert cents(base, Rounding.HALF_EVEN) == expected


def test_a_coarser_step_pays_in_whole_steps() -> None:
    assert cents(1_249, Rounding.HALF_UP, step=5) == 10
    assert cents(1_250, Rounding.HALF_UP, step=5) == 15

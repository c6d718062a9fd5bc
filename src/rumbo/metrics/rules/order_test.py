"""What a pick among a few values must be."""

from decimal import Decimal

import pytest

from rumbo.metrics.rules.combine import Cell
from rumbo.metrics.rules.metric import Aggregate, Simple
from rumbo.metrics.rules.order import picked
from rumbo.records.rules.dataset import Dataset

DEALS = Dataset("deals", "deal", ())


def pick(aggregate: Aggregate, *values: int, rank: str = "0.9") -> Cell:
    body = Simple(DEALS, aggregate, None, None, "closed_on", "", rank=Decimal(rank))
    return picked(body, [Decimal(each) for each in values])


def test_the_median_of_an_odd_number_of_values_is_the_one_in_the_middle() -> None:
    assert pick(Aggregate.MEDIAN, 9, 1, 5) == Cell(Decimal(10), Decimal(2))


def test_the_median_of_an_even_number_of_values_lies_between_the_two_in_the_middle() -> None:
    assert pick(Aggregate.MEDIAN, 9, 1, 5, 6) == Cell(Decimal(11), Decimal(2))


@pytest.mark.parametrize(
    ("rank", "value"), [("0.2", 1), ("0.21", 2), ("0.9", 5), ("1", 5), ("0.01", 1)]
)
def test_a_percentile_is_the_least_value_with_so_many_at_or_below(
    rank: str, value: int
) -> None:
    assert pick(Aggregate.PERCENTILE, 5, 4, 3, 2, 1, rank=rank) == Cell(Decimal(value))


def test_nothing_has_no_extremes() -> None:
    assert pick(Aggregate.MINIMUM).numerator is None
    assert pick(Aggregate.MAXIMUM, -3, -7) == Cell(Decimal(-3))

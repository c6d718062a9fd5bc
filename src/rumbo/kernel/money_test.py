from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumbo.kernel.money import (
    MixedCurrencies,
    Money,
    Rounding,
    TooManyPlaces,
    from_minor,
    rounded,
    sum_of,
    to_minor,
)


def usd(text: str) -> Money:
    return Money(Decimal(text), "USD")


@pytest.mark.parametrize(
    ("value", "mode", "expected"),
    [
        ("0.125", Rounding.HALF_UP, "0.13"),
        ("-0.125", Rounding.HALF_UP, "-0.13"),
        ("0.125", Rounding.HALF_EVEN, "0.12"),
        ("0.129", Rounding.DOWN, "0.12"),
        ("-0.129", Rounding.DOWN, "-0.12"),
    ],
)
def test_a_fraction_of_a_cent_is_settled_as_said(
    value: str, mode: Rounding, expected: str
) -> None:
    assert rounded(Decimal(value), 2, mode) == Decimal(expected)


def test_yen_have_no_cents_and_dinars_have_three_places() -> None:
    assert to_minor(Decimal(1200), "JPY") == 1200
    assert to_minor(Decimal("1.234"), "KWD") == 1234


def test_a_tenth_of_a_cent_is_refused_and_not_rounded() -> None:
    with pytest.raises(TooManyPlaces):
        to_minor(Decimal("10.005"), "USD")


def test_two_currencies_are_never_added() -> None:
    with pytest.raises(MixedCurrencies):
        _ = usd("1") + Money(Decimal(1), "EUR")


def test_a_total_is_the_sum_of_its_lines() -> None:
    assert sum_of([usd("0.10"), usd("0.20")], "USD") == usd("0.30")


@given(st.integers(min_value=-(10**30), max_value=10**30))
def test_minor_units_survive_the_way_to_decimal_and_back(minor: int) -> None:
    assert to_minor(from_minor(minor, "USD"), "USD") == minor

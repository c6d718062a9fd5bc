from decimal import Decimal

import pytest

from rumbo.kernel.numerals import NotANumber, plain_number


@pytest.mark.parametrize("text", ["0", "12", "-12.50", "+3", "007", "0.000000000001", "9" * 18])
def test_what_is_written_is_what_is_read(text: str) -> None:
    assert plain_number(text) == Decimal(text)


@pytest.mark.parametrize(
    "text",
    ["", " 1", "1 ", "1,5", "1.", ".5", "1e3", "NaN", "inf", "1_000", "0x1", "--1", "1.5.2"],
)
def test_another_notation_is_refused(text: str) -> None:
    with pytest.raises(NotANumber):
        plain_number(text)


@pytest.mark.parametrize("text", ["٤", "²", "５", "9" * 19, "0." + "1" * 13, "1\n"])
def test_other_digits_and_endless_numbers_are_refused(text: str) -> None:
    with pytest.raises(NotANumber):
        plain_number(text)

from decimal import Decimal

import pytest

from rumbo.targets.rules.quota import suggested_quota


@pytest.mark.parametrize(
    ("previous", "quota"),
    [
        ("373218", "411000"),  # Darcel Schlecht: 410 539.8
        ("100000", "110000"),  # already a whole thousand: not one more
        ("100000.01", "111000"),
        ("18181.81", "20000"),
        ("18181.82", "21000"),  # 20 000.002 is above 20 000
        ("5626", "20000"),
        ("0", "20000"),
    ],
)
def test_a_tenth_more_rounded_up_to_a_thousand_and_at_least_twenty_thousand(
    previous: str, quota: str
) -> None:
    assert suggested_quota(Decimal(previous)) == Decimal(quota)


def test_whoever_sold_nothing_gets_the_least() -> None:
    assert suggested_quota(None) == Decimal("20000")

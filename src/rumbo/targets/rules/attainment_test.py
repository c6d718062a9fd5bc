from decimal import Decimal

import pytest

from rumbo.targets.rules.attainment import Attainment, NoSuchTarget, attainment


def test_half_of_the_target_is_half_attained() -> None:
    found = attainment(Decimal("50_000"), Decimal("100_000"))
    assert found == Attainment(Decimal("50_000"), Decimal("100_000"))
    assert found is not None
    assert found.ratio == Decimal("0.5")
    assert found.missing == Decimal("50_000")


def test_more_than_the_target_is_more_than_one() -> None:
    assert Attainment(Decimal("120"), Decimal("100")).ratio == Decimal("1.2")


def test_a_negative_result_is_kept_as_it_is() -> None:
    assert Attainment(Decimal("-30"), Decimal("100")).ratio == Decimal("-0.3")


def test_without_a_target_there_is_no_attainment() -> None:
    assert attainment(Decimal("50_000"), None) is None


def test_without_a_result_there_is_no_attainment() -> None:
    assert attainment(None, Decimal("100_000")) is None


@pytest.mark.parametrize("target", ["0", "-1"])
def test_a_target_of_zero_or_less_is_refused(target: str) -> None:
    with pytest.raises(NoSuchTarget):
        attainment(Decimal(10), Decimal(target))


def test_one_third_is_not_rounded_to_places() -> None:
    assert str(Attainment(Decimal(1), Decimal(3)).ratio).startswith(
        "0.3333333333333333333333333333"
    )

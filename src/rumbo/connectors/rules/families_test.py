"""A column that held numbers and now holds text has changed; more decimals have not."""

from datetime import date, datetime
from decimal import Decimal

from rumbo.connectors.rules.families import Family, family, from_text, joined, retyped, to_text


def held(**columns: object) -> dict[str, frozenset[Family]]:
    found = {name: family(value) for name, value in columns.items()}
    return {name: frozenset({each} if each else ()) for name, each in found.items()}


def test_an_amount_that_became_text_is_retyped() -> None:
    assert retyped(held(amount=Decimal("1.5")), held(amount="1,5 EUR")) == ("amount",)


def test_a_whole_number_that_got_decimals_is_the_same() -> None:
    assert retyped(held(amount=3), held(amount=Decimal("3.5"))) == ()


def test_a_column_without_values_says_nothing() -> None:
    assert retyped(held(amount=3), held(amount=None)) == ()
    assert retyped(held(amount=None), held(amount="x")) == ()


def test_yes_and_no_may_be_told_in_numbers_and_days_with_a_clock() -> None:
    assert retyped(held(won=True), held(won=1)) == ()
    day = datetime(2026, 3, 1)  # noqa: DTZ001 - a source's own clock
    assert retyped(held(on=date(2026, 3, 1)), held(on=day)) == ()


def test_what_was_seen_is_read_back_the_same() -> None:
    seen = joined(held(a=1, b=None), held(a="x", b=True))
    assert from_text(to_text(seen)) == seen
    assert from_text("") == {}

"""Figures as a reader in each place writes them."""

from datetime import date
from decimal import Decimal

from rumbo.kernel.calendar import Period, parse_period
from rumbo.wording import figures

NBSP = "\xa0"


def test_the_same_amount_is_written_the_way_of_each_place() -> None:
    amount = Decimal("8412.60")
    assert figures.money(amount, "EUR", "es") == f"8.412,60{NBSP}€"
    assert figures.money(amount, "EUR", "en") == "€8,412.60"
    assert figures.money(amount, "MXN", "es-MX") == "$8,412.60"


def test_round_amounts_lose_their_zero_cents_and_others_keep_them() -> None:
    assert figures.whole_money(Decimal("373218.00"), "USD", "en") == "$373,218"
    assert figures.whole_money(Decimal("373218.00"), "USD", "es") == f"373.218{NBSP}US$"
    assert figures.whole_money(Decimal("0.50"), "USD", "en") == "$0.50"


def test_a_currency_without_cents_shows_none() -> None:
    assert figures.money(Decimal("1250"), "JPY", "en") == "¥1,250"


def test_halves_go_up_and_not_to_even() -> None:
    assert figures.percent(Decimal("0.6145"), "en", at_most=1) == "61.5%"
    assert figures.number(Decimal("0.125"), "en") == "0.13"


def test_a_share_is_a_percentage() -> None:
    assert figures.percent(Decimal("0.614069"), "en") == "61.4%"
    assert figures.percent(Decimal("1.5"), "en", at_most=0) == "150%"
    assert figures.figure(Decimal("0.5"), "share", currency="USD", locale="es") == f"50{NBSP}%"


def test_no_value_is_a_dash_and_never_zero() -> None:
    assert figures.figure(None, "money", currency="USD", locale="en") == "–"
    assert figures.figure(Decimal(0), "count", currency="USD", locale="en") == "0"


def test_periods_have_the_names_people_give_them() -> None:
    assert figures.period_name(parse_period("2017-Q3"), "en") == "Q3 2017"
    assert figures.period_name(parse_period("2017-09"), "es") == "septiembre de 2017"
    assert figures.period_name(parse_period("2017"), "es") == "2017"


def test_any_other_period_shows_its_last_day_not_the_day_after() -> None:
    period = Period(date(2017, 10, 1), date(2017, 11, 22))
    assert figures.period_name(period, "en").split() == ["Oct", "1", "–", "Nov", "21,", "2017"]


def test_ranks_in_both_languages() -> None:
    assert [figures.ordinal(n, "en") for n in (1, 2, 3, 11, 22)] == [
        "1st",
        "2nd",
        "3rd",
        "11th",
        "22nd",
    ]
    assert figures.ordinal(1, "es-CO") == "1.º"


def test_an_unknown_locale_falls_back_to_its_language() -> None:
    assert figures.number(Decimal("1234.5"), "es-XX") == figures.number(Decimal("1234.5"), "es")
    assert figures.number(Decimal("1234.5"), "xx-YY") == "1,234.5"


def test_signs_are_shown_on_changes() -> None:
    assert figures.signed("4", Decimal(4)) == "+4"
    assert figures.signed("-4", Decimal(-4)) == "−4"
    assert figures.signed("0", Decimal(0)) == "0"

"""The sentence of a key result, as a person would say it, in both languages."""

from dataclasses import dataclass, replace
from decimal import Decimal

from rumbo.kernel.calendar import Period, parse_period
from rumbo.wording import aims

NBSP = "\xa0"


@dataclass(frozen=True)
class Bounds:
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True)
class Aim:
    kind: str
    reach: Decimal | None = None
    change: Decimal | None = None
    change_by: str | None = None
    bounds: Bounds = Bounds()
    milestones: int = 0


@dataclass(frozen=True)
class Result:
    aim: Aim
    unit: str = "money"
    against: str | None = None
    compared: Period | None = None
    baseline: Decimal | None = None
    target: Decimal | None = None
    current: Decimal | None = None


TENTH = Aim("change", change=Decimal("0.1"), change_by="relative")
DEAL = Result(
    TENTH,
    against="year-before",
    compared=parse_period("2025-Q3"),
    baseline=Decimal("7449.05102"),
    target=Decimal("8193.956122"),
)


def said(result: Result, locale: str = "en") -> str:
    return aims.whole(result, currency="EUR", locale=locale)


def test_a_change_says_what_it_is_measured_against_and_where_it_leads() -> None:
    assert said(DEAL) == "against Q3 2025: €7,449.05, 10% more = €8,194"
    spanish = f"frente a T3 2025: 7.449,05{NBSP}€, un 10{NBSP}% más = 8.194{NBSP}€"
    assert said(DEAL, "es") == spanish


def test_a_baseline_without_a_figure_says_so_and_names_no_target() -> None:
    silent = replace(DEAL, baseline=None, target=None)
    assert said(silent) == "against Q3 2025, which has no figure, 10% more"
    assert said(silent, "es") == f"frente a T3 2025, que no tiene dato, un 10{NBSP}% más"


def test_a_fixed_value_says_that_it_is_fixed() -> None:
    fewer = Aim("change", change=Decimal("-0.25"), change_by="relative")
    hours = Result(fewer, "number", against="value", baseline=Decimal(56), target=Decimal(42))
    assert said(hours) == "against a fixed 56, 25% less = 42"


def test_points_are_points_and_units_are_units() -> None:
    rate = Aim("change", change=Decimal("0.02"), change_by="points")
    assert said(Result(rate, "share", target=Decimal("0.62"))) == (
        "2 percentage points more = 62%"
    )
    one = Aim("change", change=Decimal("-0.01"), change_by="points")
    assert said(Result(one, "share"), "es") == "1 punto porcentual menos"
    days = Aim("change", change=Decimal(-5), change_by="points")
    assert said(Result(days, "days")) == "5 days less"


def test_what_is_held_says_its_bounds() -> None:
    def hold(low: str | None, high: str | None) -> Aim:
        bounds = Bounds(Decimal(low) if low else None, Decimal(high) if high else None)
        return Aim("hold", bounds=bounds)

    assert said(Result(hold("1", None), "share")) == "at least 100%"
    assert said(Result(hold(None, "2"), "days"), "es") == "como máximo 2 días"
    assert said(Result(hold("0.2", "0.3"), "share"), "es") == (f"entre 20{NBSP}% y 30{NBSP}%")


def test_what_is_done_counts_its_milestones() -> None:
    three = Result(Aim("done", milestones=3), "share", current=Decimal(2) / 3)
    assert said(three) == "2 of 3 milestones"
    assert said(Result(Aim("done", milestones=1), "share"), "es") == "0 de 1 hito"


def test_a_level_says_from_where_it_comes() -> None:
    rate = Result(
        Aim("reach", reach=Decimal("0.85")),
        "share",
        against="previous",
        compared=parse_period("2026-Q2"),
        baseline=Decimal("0.727273"),
        target=Decimal("0.85"),
    )
    assert said(rate) == "against Q2 2026: 72.7%, to reach 85%"
    assert aims.wanted(rate, currency="EUR", locale="es") == f"de 85{NBSP}%"
    assert aims.compared(rate, currency="EUR", locale="en") == "against Q2 2026: 72.7%"


def test_behind_its_value_stands_where_it_leads() -> None:
    def beside(result: Result) -> tuple[str, str]:
        euros = {"currency": "EUR", "locale": "en"}
        return aims.wanted(result, **euros), aims.compared(result, **euros)

    assert beside(DEAL) == ("of €8,194", "against Q3 2025: €7,449.05, 10% more = €8,194")
    silent = replace(DEAL, baseline=None, target=None)
    assert beside(silent) == ("10% more", "against Q3 2025, which has no figure, 10% more")
    sum_ = Result(Aim("reach", reach=Decimal(500)), "count", target=Decimal(500))
    assert beside(sum_) == ("of 500", "")


def test_an_aim_can_be_said_before_anything_is_measured() -> None:
    assert aims.declared(TENTH, "money", currency="EUR", locale="en") == "10% more"
    reach = Aim("reach", reach=Decimal(500))
    assert aims.declared(reach, "count", currency="EUR", locale="en") == "500"

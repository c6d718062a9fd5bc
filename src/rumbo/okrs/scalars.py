"""The scalars of an objectives file: each reads text, and says what is wrong with it."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from rumbo.kernel.calendar import Period, UnknownPeriod, parse_period
from rumbo.kernel.money import rounded
from rumbo.kernel.numerals import NotANumber, plain_number
from rumbo.kernel.problems import Problem, Refused
from rumbo.okrs.rules.baselines import Against
from rumbo.okrs.rules.course import ChangeBy
from rumbo.okrs.rules.holding import Bounds, holds_nothing
from rumbo.targets.values import COMPANY, TargetScope

_PERCENT = re.compile(r"(?P<number>[+-]?[0-9.]+)[ ]*%")
_POINTS = re.compile(r"(?P<number>[+-]?[0-9.]+)[ ]*(?P<kind>percentage points|points)")


@dataclass(frozen=True, slots=True)
class ChangeGiven:
    """A distance from the baseline: a fraction of it, or a number of units."""

    amount: Decimal
    by: ChangeBy


@dataclass(frozen=True, slots=True)
class BaselineGiven:
    """What a change is measured against; `period` or `value` where one of them is named."""

    kind: Against = Against.PREVIOUS
    period: Period | None = None
    value: Decimal | None = None


def number(value: object) -> Decimal:
    """A number as written, or a percentage as its fraction.

    >>> number("62%"), number("2500000")
    (Decimal('0.62'), Decimal('2500000'))
    """
    percent = _PERCENT.fullmatch(str(value))
    text = percent["number"] if percent else str(value)
    try:
        found = plain_number(text)
    except NotANumber as error:
        raise Refused(Problem("okrs.not-a-number", facts={"value": str(value)})) from error
    if abs(found) >= 10**15:
        raise Refused(Problem("okrs.not-a-number", facts={"value": str(value)}))
    fraction = found / 100 if percent else found
    if rounded(fraction, 6) != fraction:
        raise Refused(Problem("okrs.too-many-places", facts={"value": str(value)}))
    return fraction


def change(value: object) -> ChangeGiven:
    """`-15%` of the baseline, `+2 percentage points`, or `-5 points` in the metric's units.

    >>> change("-15%").amount, change("+2 percentage points").amount
    (Decimal('-0.15'), Decimal('0.02'))
    """
    if _PERCENT.fullmatch(str(value)):
        return _changing(number(value), ChangeBy.RELATIVE)
    points = _POINTS.fullmatch(str(value))
    if points is None:
        raise Refused(Problem("okrs.unclear-change", facts={"value": str(value)}))
    amount = number(points["number"])
    fraction = amount / 100 if points["kind"] == "percentage points" else amount
    return _changing(fraction, ChangeBy.POINTS)


def _changing(amount: Decimal, by: ChangeBy) -> ChangeGiven:
    if amount == 0:
        raise Refused(Problem("okrs.change-of-nothing"))
    return ChangeGiven(amount, by)


def typed(value: Decimal | None, unit: str) -> str:
    """A number as somebody would type it so that `number` reads it again; empty for none.

    >>> typed(Decimal("0.85"), "share"), typed(Decimal("500000"), "money")
    ('85%', '500000')
    """
    if value is None:
        return ""
    shown = value * 100 if unit == "share" else value
    return f"{shown.normalize():f}" + ("%" if unit == "share" else "")


def typed_change(given: ChangeGiven, unit: str) -> str:
    """A change as somebody would type it so that `change` reads it again.

    >>> typed_change(change("-5%"), "share"), typed_change(change("+5 points"), "days")
    ('-5%', '+5 points')
    """
    sign = "+" if given.amount > 0 else ""
    if given.by is ChangeBy.RELATIVE:
        return sign + typed(given.amount, "share")
    amount = sign + typed(given.amount, unit)
    return amount.replace("%", " percentage points") if "%" in amount else f"{amount} points"


def period(value: object) -> Period:
    """A named period, such as 2017-Q4."""
    try:
        return parse_period(str(value))
    except UnknownPeriod as error:
        raise Refused(Problem("okrs.unknown-period", facts={"value": str(value)})) from error


def against(value: object) -> BaselineGiven:
    """`previous period`, `same period of the year before`, `{period: 2016-Q4}` or
    `{value: 48.8}`."""
    match value:
        case "previous period":
            return BaselineGiven()
        case "same period of the year before":
            return BaselineGiven(Against.YEAR_BEFORE)
        case {"period": name, **more} if not more:
            return BaselineGiven(Against.PERIOD, period=period(name))
        case {"value": amount, **more} if not more:
            return BaselineGiven(Against.VALUE, value=number(amount))
        case _:
            raise Refused(Problem("okrs.unclear-baseline"))


def hold(value: object) -> Bounds:
    """`{at-least: 100%}`, `{at-most: 48}`, or both of them: between the two.

    >>> hold({"at-least": "20%", "at-most": "0.4"})
    Bounds(low=Decimal('0.2'), high=Decimal('0.4'))
    """
    if not isinstance(value, dict) or not value or value.keys() - {"at-least", "at-most"}:
        raise Refused(Problem("okrs.unclear-hold"))
    low, high = (
        number(value[name]) if name in value else None for name in ("at-least", "at-most")
    )
    bounds = Bounds(low, high)
    if holds_nothing(bounds):
        raise Refused(Problem("okrs.hold-of-nothing"))
    return bounds


def scope(value: object) -> TargetScope:
    """`company`, `{team: key}` or `{person: key}`."""
    if value == "company":
        return COMPANY
    match value:
        case {"team": str(key), **more} if not more:
            return TargetScope.of_team(key)
        case {"person": str(key), **more} if not more:
            return TargetScope.of_person(key)
        case _:
            raise Refused(Problem("okrs.unclear-scope"))


def day(value: object) -> date:
    """A date such as 2017-11-22."""
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise Refused(Problem("okrs.not-a-date", facts={"value": str(value)})) from error


def unit_fraction(value: object) -> Decimal:
    """A share or a confidence: between 0 and 1, or 0 % and 100 %."""
    found = number(value)
    if not 0 <= found <= 1:
        raise Refused(Problem("okrs.not-a-share", facts={"value": str(value)}))
    return found


def weight(value: object) -> Decimal:
    """A weight of zero or more."""
    found = number(value)
    if found < 0:
        raise Refused(Problem("okrs.weight-below-zero", facts={"value": str(value)}))
    return found


class Words(BaseModel):
    """A text in both languages."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    en: str = Field(min_length=1, max_length=2000)
    es: str = Field(min_length=1, max_length=2000)


Key = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,79}$")]
Number = Annotated[Decimal, BeforeValidator(number)]
Change = Annotated[ChangeGiven, BeforeValidator(change)]
Baseline = Annotated[BaselineGiven, BeforeValidator(against)]
Hold = Annotated[Bounds, BeforeValidator(hold)]
Dates = Annotated[Period, BeforeValidator(period)]
Day = Annotated[date, BeforeValidator(day)]
Scope = Annotated[TargetScope, BeforeValidator(scope)]
Share = Annotated[Decimal, BeforeValidator(unit_fraction)]
Confidence = Annotated[Decimal, BeforeValidator(unit_fraction)]
Weight = Annotated[Decimal, BeforeValidator(weight)]

"""Targets as YAML: given one by one, or grown by a rule from the period before."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from rumbo.kernel.calendar import Grain, Period, UnknownPeriod, parse_period
from rumbo.kernel.document import Document, read_document, validated
from rumbo.kernel.problems import Problem, Refused
from rumbo.people.rules.roles import Role
from rumbo.targets.values import COMPANY, NewTarget, TargetScope

Key = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,79}$")]


def _above_zero(value: object) -> Decimal:
    try:
        number = Decimal(str(value))
    except InvalidOperation as error:
        raise Refused(Problem("targets.not-a-number", facts={"value": str(value)})) from error
    if not number.is_finite() or number <= 0:
        raise Refused(Problem("targets.not-above-zero", facts={"value": str(value)}))
    return number


def _period(value: object) -> Period:
    try:
        return parse_period(str(value))
    except UnknownPeriod as error:
        raise Refused(Problem("targets.unknown-period", facts={"value": str(value)})) from error


def _scope(value: object) -> TargetScope:
    if value == "company":
        return COMPANY
    match value:
        case {"team": str(key), **more} if not more:
            return TargetScope.of_team(key)
        case {"person": str(key), **more} if not more:
            return TargetScope.of_person(key)
        case _:
            raise Refused(Problem("targets.unknown-scope"))


Above = Annotated[Decimal, BeforeValidator(_above_zero)]
Dates = Annotated[Period, BeforeValidator(_period)]
Scope = Annotated[TargetScope, BeforeValidator(_scope)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Words(_Shape):
    """A text in both languages."""

    en: str = Field(min_length=1)
    es: str = Field(min_length=1)


class AmountShape(_Shape):
    """One target: of whom, and how much in the metric's unit (money in major units)."""

    of: Scope
    amount: Above


class AmountsDocument(_Shape):
    """Targets given one by one for one metric and period."""

    targets: Key
    metric: Key
    period: Dates
    reason: str = ""
    invented: Literal["yes", "no"] = "no"
    amounts: tuple[AmountShape, ...] = Field(min_length=1)


class GrowthShape(_Shape):
    """Previous result × times, rounded up to a step, at least a floor."""

    times: Above
    up_to: Above = Field(alias="up-to-a-whole")
    at_least: Above = Field(alias="at-least")


class GrowthDocument(_Shape):
    """A rule that gives everyone of a role a target for each period of a grain."""

    targets: Key
    metric: Key
    every: Grain
    role: Role = Role.REP
    why: Words
    grown_from_previous: GrowthShape = Field(alias="grown-from-previous")
    invented: Literal["yes", "no"] = "no"

    def as_fields(self) -> dict[str, str | Decimal | bool]:
        """The columns of the stored rule."""
        return {
            "metric": self.metric,
            "grain": self.every.value,
            "role": self.role.value,
            "why_en": self.why.en,
            "why_es": self.why.es,
            "growth": self.grown_from_previous.times,
            "step": self.grown_from_previous.up_to,
            "at_least": self.grown_from_previous.at_least,
            "invented": self.invented == "yes",
        }


def read_targets(text: str, *, file: str) -> tuple[NewTarget, ...] | GrowthDocument:
    """Read a document of targets; raises Refused with place and remedy for each fault."""
    document = read_document(text, file=file)
    if isinstance(document.tree, dict) and "grown-from-previous" in document.tree:
        return validated(document, GrowthDocument)
    shape = validated(document, AmountsDocument)
    problems = tuple(_twice(document, shape))
    if problems:
        raise Refused(*problems)
    return tuple(_new(shape, each) for each in shape.amounts)


def _new(shape: AmountsDocument, each: AmountShape) -> NewTarget:
    return NewTarget(
        metric=shape.metric,
        scope=each.of,
        period=shape.period,
        amount=each.amount,
        reason=shape.reason,
        invented=shape.invented == "yes",
    )


def _twice(document: Document, shape: AmountsDocument) -> Iterator[Problem]:
    counts = Counter(each.of for each in shape.amounts)
    seen: set[TargetScope] = set()
    for index, each in enumerate(shape.amounts):
        if counts[each.of] > 1 and each.of in seen:
            place = document.place("amounts", index, "of")
            yield Problem("targets.twice", place, {"scope": str(each.of)})
        seen.add(each.of)

"""The shapes of a cycle's objectives as YAML."""

from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from rumbo.kernel.calendar import Grain
from rumbo.okrs.scalars import (
    Against,
    Change,
    Confidence,
    Dates,
    Day,
    Key,
    Number,
    Scope,
    Share,
    Weight,
    Words,
)
from rumbo.targets.values import COMPANY

State = Literal["draft", "open", "grading", "closed"]
Kind = Literal["revenue", "customer", "product", "process", "team"]
Ambition = Literal["committed", "aspirational"]
Unit = Literal["count", "share", "number", "money", "days"]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class CheckInShape(_Shape):
    """One check-in of the past, so that a cycle can be brought along."""

    on: Day
    by: Key | None = None
    value: Number | None = None
    confidence: Confidence | None = None
    note: str = ""


class KeyResultShape(_Shape):
    """A key result: a metric or a hand that measures it, and either `reach` or `change`."""

    key_result: Key = Field(alias="key-result")
    name: Words
    metric: Key | None = None
    where: str = ""
    by_hand: Unit | None = Field(alias="by-hand", default=None)
    of: Scope | None = None
    owner: Key | None = None
    reach: Number | None = None
    change: Change | None = None
    against: Against | None = None
    start: Number | None = None
    stretch: Number | None = None
    weight: Weight = Decimal(1)
    reason: str = ""
    check_ins: tuple[CheckInShape, ...] = Field(alias="check-ins", default=())


class ContributionShape(_Shape):
    """An objective that this one serves, and with which share of itself."""

    objective: Key
    share: Share = Decimal(1)


class ObjectiveShape(_Shape):
    """An objective with its key results."""

    objective: Key
    name: Words
    why: Words | None = None
    of: Scope = COMPANY
    owner: Key | None = None
    type: Kind
    ambition: Ambition = "committed"
    contributes_to: tuple[ContributionShape, ...] = Field(alias="contributes-to", default=())
    key_results: tuple[KeyResultShape, ...] = Field(
        alias="key-results", default=(), max_length=50
    )


class CycleDocument(_Shape):
    """The objectives of one cycle."""

    okrs: Key
    name: Words
    grain: Grain = Grain.QUARTER
    period: Dates
    state: State = "open"
    objectives: tuple[ObjectiveShape, ...]


class Elsewhere(_Shape):
    """What a file may refer to besides itself; None is unknown and therefore not checked."""

    metrics: frozenset[str] | None = None
    objectives: frozenset[str] = frozenset()
    people: frozenset[str] | None = None
    teams: frozenset[str] | None = None


NOTHING_KNOWN = Elsewhere()

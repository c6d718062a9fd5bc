"""The shapes of a cycle's objectives as YAML."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from rumbo.kernel.calendar import Grain
from rumbo.okrs.rules.course import Aim
from rumbo.okrs.scalars import (
    Baseline,
    Change,
    Confidence,
    Dates,
    Day,
    Hold,
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
Numbered = Annotated[str, Field(pattern=r"^([1-9]\d?\.[1-9]\d?)?$")]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class CheckInShape(_Shape):
    """One check-in of the past, so that a cycle can be brought along."""

    on: Day
    by: Key | None = None
    value: Number | None = None
    confidence: Confidence | None = None
    note: str = ""


class TickShape(_Shape):
    """That a milestone was ticked off before the file was brought along."""

    on: Day
    by: Key | None = None


class MilestoneShape(_Shape):
    """One step of what is to be done; ticked off by hand."""

    milestone: Key
    name: Words
    due: Day | None = None
    done: TickShape | None = None


class KeyResultShape(_Shape):
    """A key result, and one aim: `reach`, `change`, `hold`, or `milestones` to tick off.

    The first three are measured by a metric or entered by hand. `period` is a part of the
    cycle; `library` the number of the shipped key result that it was taken from.
    """

    key_result: Key = Field(alias="key-result")
    name: Words
    metric: Key | None = None
    where: str = ""
    by_hand: Unit | None = Field(alias="by-hand", default=None)
    of: Scope | None = None
    owner: Key | None = None
    period: Dates | None = None
    library: Numbered = ""
    reach: Number | None = None
    change: Change | None = None
    hold: Hold | None = None
    milestones: tuple[MilestoneShape, ...] = Field(default=(), max_length=50)
    against: Baseline | None = None
    start: Number | None = None
    stretch: Number | None = None
    weight: Weight = Decimal(1)
    reason: str = ""
    check_ins: tuple[CheckInShape, ...] = Field(alias="check-ins", default=())

    @property
    def aims(self) -> tuple[Aim, ...]:
        """The aims that are given; one is right."""
        given = {
            Aim.REACH: self.reach,
            Aim.CHANGE: self.change,
            Aim.HOLD: self.hold,
            Aim.DONE: self.milestones or None,
        }
        return tuple(aim for aim, value in given.items() if value is not None)


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

"""Where a key result starts and where it is to arrive, from what its author declared."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from rumbo.kernel.money import EXACT


class Aim(StrEnum):
    """`reach` names the value to arrive at; `change` names a distance from a baseline; `hold`
    names bounds to stay within; `done` is ticked off in milestones."""

    REACH = "reach"
    CHANGE = "change"
    HOLD = "hold"
    DONE = "done"


class ChangeBy(StrEnum):
    """A change is a fraction of the baseline, or a number of the metric's own units."""

    RELATIVE = "relative"
    POINTS = "points"


@dataclass(frozen=True, slots=True)
class Declared:
    """What the author wrote; `accumulates` tells a sum that grows from zero from a level."""

    aim: Aim
    accumulates: bool
    reach: Decimal | None = None
    start: Decimal | None = None
    change: Decimal | None = None
    change_by: ChangeBy = ChangeBy.RELATIVE


@dataclass(frozen=True, slots=True)
class Course:
    """The way from a start to a target, in the metric's units; down is as good as up."""

    start: Decimal
    target: Decimal

    def at(self, share: Decimal) -> Decimal:
        """The value that stands at a share (0 to 1) of the way.

        >>> str(Course(Decimal(50), Decimal(40)).at(Decimal("0.5")))
        '45.0'
        """
        way = EXACT.subtract(self.target, self.start)
        return EXACT.add(self.start, EXACT.multiply(way, share))


def needs_baseline(declared: Declared) -> bool:
    """Whether the course cannot be drawn without the value of the baseline period."""
    if declared.aim not in {Aim.REACH, Aim.CHANGE}:
        return False
    level_without_start = not declared.accumulates and declared.start is None
    return declared.aim is Aim.CHANGE or level_without_start


def course(declared: Declared, *, baseline: Decimal | None) -> Course | None:
    """The course, or None while a baseline that it needs has no value.

    A sum (revenue, deals) starts at zero in each period; a level (a rate, an average) starts
    where the baseline period left it. A declared start wins over both. What is held leads
    nowhere, and what is done leads from nothing to all of it.
    """
    if declared.aim is Aim.DONE:
        return Course(Decimal(0), Decimal(1))
    target = _target(declared, baseline)
    start = _start(declared, baseline)
    return None if target is None or start is None else Course(start, target)


def starts_beyond(declared: Declared, along: Course, *, up_is_good: bool) -> bool:
    """Whether the baseline had already passed the value to reach.

    The way would then lead backwards, and getting worse would look like progress. A start or a
    change that the author wrote is taken at their word.
    """
    inferred = declared.aim is Aim.REACH and declared.start is None
    leads_up = along.target > along.start
    return inferred and along.target != along.start and leads_up != up_is_good


def _target(declared: Declared, baseline: Decimal | None) -> Decimal | None:
    if declared.aim is Aim.REACH:
        return declared.reach
    if declared.aim is Aim.HOLD or baseline is None or declared.change is None:
        return None
    if declared.change_by is ChangeBy.POINTS:
        return EXACT.add(baseline, declared.change)
    return EXACT.multiply(baseline, 1 + declared.change)


def _start(declared: Declared, baseline: Decimal | None) -> Decimal | None:
    if declared.start is not None:
        return declared.start
    return Decimal(0) if declared.accumulates else baseline

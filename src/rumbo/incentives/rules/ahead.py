"""Where a payee stands on a scale, and what the next unit of sales pays."""

from dataclasses import dataclass
from datetime import date

from rumbo.incentives.rules.plan import MILLION, By, Scale
from rumbo.incentives.rules.scale import Step, reached, steps_on


@dataclass(frozen=True, slots=True)
class Ahead:
    """The steps in force, the one stood in and the one after it (None in the last)."""

    steps: tuple[Step, ...]
    current: Step
    following: Step | None


def ahead(scale: Scale, *, day: date, target: int | None, running: int) -> Ahead | None:
    """Where a running total (minor units) stands; None where a target is needed and missing."""
    if scale.by is By.ATTAINMENT and not target:
        return None
    steps = steps_on(scale, day=day, target=target)
    current = reached(steps, running * MILLION, scale.bounds)
    after = steps.index(current) + 1
    return Ahead(steps, current, steps[after] if after < len(steps) else None)


def part_of(line_base: int, *, before: int, after: int, bound: int | None) -> tuple[int, int]:
    """The running total before and after the part of a record inside one band.

    All in millionths of a minor unit; `bound` is where the band starts, None when it reaches
    downwards without end.
    """
    if line_base < 0:
        end = after if bound is None else max(after, bound)
        return end - line_base, end
    start = before if bound is None else max(before, bound)
    return start, start + line_base

"""How a table of bands cuts a running total: docs/algorithms/scales.md, on exact integers.

Everything here is measured in millionths of a minor unit, the finest thing a bound can be:
a bound in millionths of a target that is a whole number of minor units.
"""

from dataclasses import dataclass
from datetime import date

from rumbo.incentives.rules.plan import MILLION, Bounds, By, Scale


@dataclass(frozen=True, slots=True)
class Step:
    """A band as it holds on one day for one payee; `start` None reaches downwards for ever."""

    band: int
    written: int
    start: int | None
    rate: int


@dataclass(frozen=True, slots=True)
class Slice:
    """The part of a record that falls in one step; negative when the total goes back."""

    step: Step
    base: int


def steps_on(scale: Scale, *, day: date, target: int | None) -> tuple[Step, ...]:
    """The steps in force on a day; a target in minor units is needed when bounds are shares.

    What lies below a first band that starts above zero is step 0 and pays nothing. The lowest
    step has no floor, so that what a refund takes back is what the sale had paid.
    """
    by_target = scale.by is By.ATTAINMENT
    if by_target and (target is None or target <= 0):
        raise ValueError("no attainment without a target")
    factor = target if by_target and target is not None else MILLION
    found = [
        Step(number, band.start.on(day), band.start.on(day) * factor, band.rate.on(day))
        for number, band in enumerate(scale.bands, start=1)
    ]
    if found[0].start == 0:
        first = found.pop(0)
        return (Step(first.band, first.written, None, first.rate), *found)
    return (Step(0, 0, None, 0), *found)


def reached(steps: tuple[Step, ...], total: int, bounds: Bounds) -> Step:
    """The step in which a running total stands; a bound belongs where `bounds` says."""
    upper = bounds is Bounds.UPPER
    below = [
        step
        for step in steps
        if step.start is None or (step.start < total if upper else step.start <= total)
    ]
    return below[-1]


def slices(
    steps: tuple[Step, ...], *, before: int, after: int, bounds: Bounds = Bounds.LOWER
) -> tuple[Slice, ...]:
    """Cut the way from one running total to the next at every bound it crosses.

    In walking order: upwards for a sale, downwards for a credit note. A record of zero leaves
    one empty slice where the total stands.
    """
    if before == after:
        return (Slice(reached(steps, before, bounds), 0),)
    low, high = min(before, after), max(before, after)
    ends = [*(step.start for step in steps[1:]), None]
    cut = []
    for step, end in zip(steps, ends, strict=True):
        bottom = low if step.start is None else max(low, step.start)
        top = high if end is None else min(high, end)
        if bottom < top:
            cut.append(Slice(step, top - bottom))
    if after > before:
        return tuple(cut)
    return tuple(Slice(each.step, -each.base) for each in reversed(cut))

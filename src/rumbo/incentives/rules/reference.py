"""The reference: one payee, one component, record by record, in the plainest way.

It is slow and obviously right. The set-wise settlement in SQL is held to it, line by line.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rumbo.incentives.rules.line import Line, LineKind, Reason
from rumbo.incentives.rules.plan import MILLION, By, Component, Plan, Shape
from rumbo.incentives.rules.rounding import line_amount
from rumbo.incentives.rules.scale import Slice, Step, reached, slices, steps_on

_NOWHERE = Step(band=0, written=0, start=None, rate=0)


@dataclass(frozen=True, slots=True, order=True)
class Credited:
    """A record as it was credited to the payee; ordered by day, then key, then seat."""

    day: date
    record: str
    seat: int
    version: int
    value: int


@dataclass(frozen=True, slots=True)
class Payee:
    """Whose lines these are, and what was expected of them (minor units) in the window."""

    key: str
    target: int | None = None


@dataclass(frozen=True, slots=True)
class _Walked:
    """A credited record with the running total of its window before and after it."""

    credited: Credited
    before: int
    after: int


def lines_of(
    plan: Plan,
    component: Component,
    *,
    payee: Payee,
    records: Iterable[Credited],
    paid_from: date = date.min,
) -> tuple[Line, ...]:
    """The lines of one payee and component for the records of one window, numbered from 1.

    `records` begin at the start of the window; lines are left for those from `paid_from` on.
    Without a target, bands of attainment pay nothing and say why.
    """
    walk = _walk(records)
    total = walk[-1].after if walk else 0
    cuts = [
        (walked, cut)
        for walked in walk
        if walked.credited.day >= paid_from
        for cut in _cuts(component, walked, total=total, target=payee.target)
    ]
    return tuple(
        _line(plan, component, payee=payee, walked=walked, cut=cut, number=number)
        for number, (walked, cut) in enumerate(cuts, start=1)
    )


def _walk(records: Iterable[Credited]) -> list[_Walked]:
    running, walk = 0, []
    for credited in sorted(records):
        walk.append(_Walked(credited, running, running + credited.value))
        running += credited.value
    return walk


def _cuts(
    component: Component, walked: _Walked, *, total: int, target: int | None
) -> tuple[Slice, ...]:
    scale, day = component.scale, walked.credited.day
    whole = walked.credited.value * MILLION
    if scale.by is By.ATTAINMENT and not target:
        return (Slice(_NOWHERE, whole),)
    steps = steps_on(scale, day=day, target=target)
    if scale.shape is Shape.WHOLE:
        return (Slice(reached(steps, total * MILLION, scale.bounds), whole),)
    before, after = walked.before * MILLION, walked.after * MILLION
    return slices(steps, before=before, after=after, bounds=scale.bounds)


def _line(
    plan: Plan,
    component: Component,
    *,
    payee: Payee,
    walked: _Walked,
    cut: Slice,
    number: int,
) -> Line:
    credited = walked.credited
    forgone = cut.step is _NOWHERE
    return Line(
        number=number,
        payee=payee.key,
        component=component.key,
        kind=LineKind.FORGONE if forgone else LineKind.EARNING,
        dataset=plan.credits[credited.seat].dataset,
        record=credited.record,
        version=credited.version,
        day=credited.day,
        seat=credited.seat,
        credited=credited.value,
        base=cut.base,
        band=cut.step.band,
        band_start=cut.step.written,
        rate=cut.step.rate,
        before=walked.before,
        after=walked.after,
        target=payee.target if component.measure.against_target else None,
        currency=plan.currency,
        amount=line_amount(cut.base, rate=cut.step.rate, rule=plan.rounding),
        reason=Reason.NO_TARGET if forgone else "",
    )

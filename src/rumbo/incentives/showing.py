"""Lines and totals of a statement as the values that are shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from rumbo.incentives.drafts import Drawn
from rumbo.incentives.models import Run
from rumbo.incentives.rules.ahead import Ahead, ahead, part_of
from rumbo.incentives.rules.line import Line, LineKind
from rumbo.incentives.rules.plan import MILLION, By, Component, Plan, Shape
from rumbo.incentives.values import (
    ComponentTotal,
    Correction,
    LineView,
    NextStep,
    StepView,
)
from rumbo.incentives.viewing import period_name
from rumbo.kernel.calendar import Period
from rumbo.kernel.money import EXACT, from_minor, places
from rumbo.kernel.texts import Text


@dataclass(frozen=True, slots=True)
class NamedPeriod:
    """A period and its name, looked up once for many lines."""

    period: Period
    name: str


def line_view(drawn: Drawn, line: Line, *, period: NamedPeriod) -> LineView:
    """A line with everything that its sentence needs."""
    plan, currency = drawn.plan, line.currency
    component = _component(plan, line.component)
    scale = component.scale if component else None
    start, end = _part(line, component)
    by_target = scale is not None and scale.by is By.ATTAINMENT and line.target is not None
    return LineView(
        number=line.number,
        plan=plan.key,
        component=line.component,
        component_name=component.name if component else Text(line.component, line.component),
        kind=line.kind,
        dataset=line.dataset,
        record=line.record,
        version=line.version,
        day=line.day,
        credit=_credit(plan, line),
        credited=from_minor(line.credited, currency),
        base=_fine(line.base, currency),
        band=line.band,
        bands=len(scale.bands) if scale else 1,
        band_from=_fine(_bound(line, component) or 0, currency),
        band_share=Decimal(line.band_start) / MILLION if by_target else None,
        rate=line.rate_share,
        start=_fine(start, currency),
        end=_fine(end, currency),
        target=None if line.target is None else from_minor(line.target, currency),
        currency=currency,
        amount=line.pays,
        reason=line.reason,
        shape=scale.shape if scale else Shape.FLAT,
        period=period.period,
        period_name=period.name,
        corrects=_correction(line),
        line=line,
    )


def component_totals(drawn: Drawn) -> tuple[ComponentTotal, ...]:
    """What each component of the plan comes to; a closed statement has nothing ahead."""
    return tuple(_total(drawn, each) for each in drawn.plan.components)


def amount_of(lines: Iterable[Line], currency: str) -> Decimal:
    """The sum of lines, in major units."""
    return from_minor(sum(line.amount for line in lines), currency)


def _total(drawn: Drawn, component: Component) -> ComponentTotal:
    currency = drawn.plan.currency
    lines = [line for line in drawn.lines if line.component == component.key]
    earned = [line for line in lines if line.kind is LineKind.EARNING]
    return ComponentTotal(
        key=component.key,
        kind=component.kind,
        name=component.name,
        amount=amount_of(lines, currency),
        lines=len(lines),
        base=_fine(sum(line.base for line in earned), currency),
        next=_next(drawn, component, lines) if drawn.run is None else None,
    )


def _next(drawn: Drawn, component: Component, lines: list[Line]) -> NextStep | None:
    own = [line for line in lines if line.kind is not LineKind.ADJUSTMENT]
    day = own[-1].day if own else drawn.plan.valid.start
    target = drawn.targets.get(component.key)
    running = drawn.running.get(component.key, 0)
    found = ahead(component.scale, day=day, target=target, running=running)
    return None if found is None else _next_view(found, drawn, target=target, running=running)


def _next_view(found: Ahead, drawn: Drawn, *, target: int | None, running: int) -> NextStep:
    currency, following = drawn.plan.currency, found.following
    start = following.start if following else None
    return NextStep(
        running=from_minor(running, currency),
        target=None if target is None else from_minor(target, currency),
        attainment=Decimal(running) / target if target else None,
        rate=_share(found.current.rate),
        per_unit=_share(found.current.rate),
        next_rate=_share(following.rate) if following else None,
        next_from=None if start is None else _fine(start, currency),
        missing=None if start is None else _fine(start - running * MILLION, currency),
        steps=_steps(found, running=running, target=target, currency=currency),
    )


def _steps(
    found: Ahead, *, running: int, target: int | None, currency: str
) -> tuple[StepView, ...]:
    return tuple(
        StepView(
            band=step.band,
            start=_fine(step.start or 0, currency),
            start_share=_share(step.written) if target else None,
            rate=_share(step.rate),
            reached=step.start is None or step.start <= running * MILLION,
            current=step is found.current,
        )
        for step in found.steps
    )


def _part(line: Line, component: Component | None) -> tuple[int, int]:
    before, after = line.before * MILLION, line.after * MILLION
    marginal = component is not None and component.scale.shape is Shape.MARGINAL
    if not marginal or line.kind is not LineKind.EARNING:
        return before, after
    return part_of(line.base, before=before, after=after, bound=_bound(line, component))


def _bound(line: Line, component: Component | None) -> int | None:
    """Where the band of a line starts, in millionths; None when it reaches downwards."""
    if component is None or line.band_start == 0:
        return None
    by_target = component.scale.by is By.ATTAINMENT
    return line.band_start * ((line.target or 0) if by_target else MILLION)


def _component(plan: Plan, key: str) -> Component | None:
    return next((each for each in plan.components if each.key == key), None)


def _credit(plan: Plan, line: Line) -> str:
    if line.seat >= len(plan.credits):
        return ""
    credit = plan.credits[line.seat]
    return credit.role or credit.field


def _correction(line: Line) -> Correction | None:
    if line.kind is not LineKind.ADJUSTMENT:
        return None
    period = _period_of(line.corrects_run)
    was = from_minor(line.was or 0, line.currency)
    return Correction(
        run=line.corrects_run,
        period=period.period,
        period_name=period.name,
        line=line.corrects_line,
        was=was,
        now=was + line.pays,
        cause=line.cause,
    )


@lru_cache(maxsize=200)
def _period_of(run: str) -> NamedPeriod:
    """The period of a run, which its key already names and which never changes."""
    found = Run.objects.get(key=run)
    period = Period(found.start, found.before)
    return NamedPeriod(period, period_name(period))


def _fine(millionths: int, currency: str) -> Decimal:
    """Millionths of a minor unit as major units: whole places unless there is more to say."""
    exact = EXACT.scaleb(Decimal(millionths), -6 - places(currency))
    plain = exact.quantize(Decimal(1).scaleb(-places(currency)), context=EXACT)
    return plain if plain == exact else exact


def _share(millionths: int) -> Decimal:
    return Decimal(millionths) / MILLION

"""What came late to closed runs: their periods settled again, in the shadow, and compared."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlglot import exp, select

from rumbo.incentives.rules.plan import Plan
from rumbo.incentives.settlement.adjust import Compared, adjustment_lines
from rumbo.incentives.settling import Settling, create, lay, targets_of, window_of
from rumbo.kernel.calendar import Period
from rumbo.metrics import queries as metrics
from rumbo.metrics.rules.metric import Simple
from rumbo.records.datasets import dataset
from rumbo.records.projection.reading import Stage
from rumbo.records.rules.dataset import FieldKind
from rumbo.records.sealing import attach

_ROSTER = ("roster_identity", "roster_membership", "roster_leadership")


@dataclass(frozen=True, slots=True)
class ClosedBefore:
    """A closed run whose corrections land in the period being settled.

    `position` is the one it was settled at, `file` the local copy of its sealed lines, `later`
    those of the closed runs after it, which may have corrected it already.
    """

    run: str
    position: int
    settling: Settling
    file: Path
    later: tuple[Path, ...]


def lay_adjustments(stage: Stage, closed: Iterable[ClosedBefore]) -> tuple[str, ...]:
    """What came late to closed runs, as queries of lines over temporary tables."""
    return tuple(
        _adjustments(stage, each, index)
        for index, each in enumerate(closed)
        if _touched(stage, each)
    )


def _touched(stage: Stage, closed: ClosedBefore) -> bool:
    """Whether anything a closed run was settled from has changed; mostly nothing has."""
    asked = (*_record_changes(closed), *_roster_changes(closed.position))
    if any(stage.read(query.limit(1)).rows for query in asked):
        return True
    return _targets(closed, closed.position) != _targets(closed, stage.position)


def _record_changes(closed: ClosedBefore) -> Iterator[exp.Select]:
    """Versions of records dated in the period that came or went since; any, if not by date."""
    plan, period = closed.settling.plan, closed.settling.period
    for component in plan.components:
        metric = metrics.metric(component.measure.metric, position=closed.position)
        body = metric.body
        if not isinstance(body, Simple):
            continue
        window = window_of(plan, component, period)
        changed = select("1").from_(body.dataset.table)
        changed = changed.where(_since("_position_from", "_position_to", closed.position))
        if body.dataset.field(body.dated_by).kind is FieldKind.DATE:
            changed = changed.where(_dated(body.dated_by, Period(window.start, period.before)))
        yield changed


def _roster_changes(position: int) -> Iterator[exp.Select]:
    for table in _ROSTER:
        yield select("1").from_(table).where(_since("known_from", "known_before", position))


def _since(start: str, end: str, position: int) -> exp.Condition:
    return exp.or_(exp.column(start) > position, exp.column(end) > position)


def _dated(column: str, period: Period) -> exp.Condition:
    day = exp.column(column, quoted=True)
    start, before = (
        exp.cast(exp.Literal.string(each.isoformat()), "DATE")
        for each in (period.start, period.before)
    )
    return exp.and_(
        exp.GTE(this=day, expression=start), exp.LT(this=day.copy(), expression=before)
    )


def _targets(closed: ClosedBefore, position: int) -> list[dict[str, int]]:
    plan = closed.settling.plan
    return [
        targets_of(
            component,
            window_of(plan, component, closed.settling.period),
            currency=plan.currency,
            position=position,
        )
        for component in plan.components
    ]


def _adjustments(stage: Stage, closed: ClosedBefore, index: int) -> str:
    plan, payee = closed.settling.plan, closed.settling.payee
    tables = Compared(f"shadow_{index}", f"closed_{index}", f"posted_{index}")
    shadow = lay(stage, closed.settling, table=tables.shadow).lines
    stage.run(f"CREATE TEMP TABLE {tables.shadow} AS {' UNION ALL '.join(shadow)}")
    sealed = f"sealed_{index}"
    attach(stage, sealed, closed.file)
    create(stage, tables.closed, _only(sealed, payee))
    create(stage, tables.posted, _posted(stage, index, closed))
    lines = adjustment_lines(plan, run=closed.run, tables=tables, versions=_versions(plan))
    return lines.sql("duckdb")


def _only(table: str, payee: str | None) -> exp.Query:
    query = select("*").from_(table)
    if payee is None:
        return query
    return query.where(exp.column("payee").eq(exp.Literal.string(payee)))


def _posted(stage: Stage, index: int, closed: ClosedBefore) -> exp.Query:
    """What later closed runs have already corrected in a closed run."""
    parts = []
    for place, file in enumerate(closed.later):
        name = f"later_{index}_{place}"
        attach(stage, name, file)
        corrects = exp.column("corrects_run").eq(exp.Literal.string(closed.run))
        parts.append(_only(name, closed.settling.payee).where(corrects))
    if not parts:
        return select("*").from_(f"sealed_{index}").where("FALSE")
    return parts[0] if len(parts) == 1 else exp.union(*parts, distinct=False)


def _versions(plan: Plan) -> exp.Query:
    tables = sorted({dataset(each.dataset).table for each in plan.credits})
    parts = [select("_position_from", "_position_to").from_(table) for table in tables]
    return parts[0] if len(parts) == 1 else exp.union(*parts, distinct=False)

"""What came late to closed runs: their periods settled again, in the shadow, and compared."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlglot import exp, select

from rumbo.incentives.settlement.adjust import Compared, adjustment_lines
from rumbo.incentives.settling import Settling, create, lay, targets_of, window_of
from rumbo.kernel.calendar import Period
from rumbo.metrics import queries as metrics
from rumbo.metrics.rules.metric import Simple
from rumbo.records import engines
from rumbo.records.datasets import dataset
from rumbo.records.projection.reading import Stage
from rumbo.records.rules.dataset import Dataset, FieldKind, column_of
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
    if any(stage.read(query.limit(1)).rows for query in _roster_changes(closed.position)):
        return True
    if any(_has_rows(stage, *asked) for asked in _record_changes(closed)):
        return True
    return _targets(closed, closed.position) != _targets(closed, stage.position)


def _has_rows(stage: Stage, dataset: Dataset, query: exp.Select) -> bool:
    asked = engines.said(query.limit(1), (dataset,))
    if not asked.home:
        return bool(stage.read(asked.text).rows)
    return bool(engines.read(asked, position=stage.position, is_past=True).rows)


def _record_changes(closed: ClosedBefore) -> Iterator[tuple[Dataset, exp.Select]]:
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
        yield body.dataset, changed


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
    versions = _versions(stage, closed, name=f"versions_{index}")
    lines = adjustment_lines(plan, run=closed.run, tables=tables, versions=versions)
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


def _versions(stage: Stage, closed: ClosedBefore, *, name: str) -> exp.Query:
    """From and until when the versions of the records that a plan credits were current."""
    keys = sorted({each.dataset for each in closed.settling.plan.credits})
    parts = [_versions_of(stage, dataset(key), closed, name=f"{name}_{key}") for key in keys]
    return parts[0] if len(parts) == 1 else exp.union(*parts, distinct=False)


def _versions_of(
    stage: Stage, declared: Dataset, closed: ClosedBefore, *, name: str
) -> exp.Select:
    """Those of a linked table are brought here, as far as they have ended since the run."""
    versions = select("_position_from", "_position_to")
    query = versions.from_(declared.table)
    asked = engines.said(query.where(exp.column("_position_to") > closed.position), (declared,))
    if not asked.home:
        return query
    rows = engines.read(asked, position=stage.position, is_past=True).rows
    stage.load(column_of(name), {"_position_from": "BIGINT", "_position_to": "BIGINT"}, rows)
    return versions.from_(column_of(name))

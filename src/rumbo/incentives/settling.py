"""Gather a plan's inputs at one position and lay its lines into a stage, set-wise."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP

from sqlglot import exp, select

from rumbo.incentives.rules.plan import Component, Plan
from rumbo.incentives.settlement.elsewhere import (
    TARGETS,
    Work,
    elsewhere,
    lay_elsewhere,
)
from rumbo.incentives.settlement.gather import credited
from rumbo.incentives.settlement.lines import (
    COLUMNS,
    ORDER,
    Tables,
    component_lines,
)
from rumbo.incentives.settlement.source import Gathering, Source
from rumbo.kernel.calendar import Period
from rumbo.kernel.money import EXACT, places
from rumbo.metrics import queries as metrics
from rumbo.metrics.rules.question import Calendar
from rumbo.people import queries as people
from rumbo.people.access import system_viewer
from rumbo.records.projection.reading import Stage
from rumbo.targets import queries as targets

_READER = system_viewer("settlement")
_LISTED = ", ".join(COLUMNS)
# A table keeps the order in which it was made (DuckDB promises so), and the place of a row is
# the number of its line. Rows of an open transaction do not count from 0.
ORDERED = f"""
SELECT rowid - (SELECT MIN(rowid) FROM ordered) + 1 AS line, {_LISTED} FROM ordered
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Settling:
    """A plan for one payout period: for everyone it credits, or for one payee.

    `defined_at` is the position whose metrics are used; None is the one that is settled at.
    """

    plan: Plan
    period: Period
    payee: str | None = None
    defined_at: int | None = None

    @property
    def paid(self) -> Period:
        """The days that are paid: the part of the period in which the plan holds."""
        return self.period.overlap(self.plan.valid) or self.period


@dataclass(frozen=True, slots=True)
class Laid:
    """Lines that have been laid: one query for each component, over tables of the stage."""

    lines: tuple[str, ...]
    uncredited: "Uncredited"


@dataclass(frozen=True, slots=True)
class Uncredited:
    """What nobody is known for yet: how many records, and their value in minor units."""

    records: int
    amount: int


def window_of(plan: Plan, component: Component, period: Period) -> Period:
    """The whole window of a measure around a payout period: what a target is for."""
    grain = component.measure.window.grain
    if grain is plan.pays_every:
        return period
    return people.named_period(period.start, grain).period


def targets_of(
    component: Component, window: Period, *, currency: str, position: int | None
) -> dict[str, int]:
    """Targets by person in minor units, half-up where one was given finer than the currency."""
    if not component.measure.against_target:
        return {}
    found = targets.targets(
        metric=component.measure.metric, period=window, viewer=_READER, position=position
    )
    scale = places(currency)
    return {
        each.scope.key: int(EXACT.scaleb(each.amount, scale).to_integral_value(ROUND_HALF_UP))
        for each in found
        if each.scope.kind == "person"
    }


def lay(stage: Stage, settling: Settling, *, table: str) -> Laid:
    """Gather a settling's inputs into temporary tables, and say its lines over them."""
    parts, waiting = [], []
    for index, component in enumerate(settling.plan.components):
        tables = Tables(f"{table}_credited_{index}", f"{table}_targets_{index}")
        parts.append(_component(stage, settling, component, tables=tables))
        waiting.append(_uncredited(stage, tables.credited))
    records, amount = (each.records for each in waiting), (each.amount for each in waiting)
    return Laid(tuple(parts), Uncredited(sum(records), sum(amount)))


def order(stage: Stage, parts: Iterable[str]) -> None:
    """Put the lines of several queries, in their order, into the table `ordered`."""
    lines = " UNION ALL ".join(f"({part})" for part in parts)
    stage.run(
        f"CREATE TEMP TABLE ordered AS SELECT {_LISTED} FROM ({lines}) ORDER BY {ORDER}"  # noqa: S608
    )


def running(stage: Stage, plan: Plan, *, table: str) -> dict[str, int]:
    """The total of each component's window, in minor units, of the one payee that was laid."""
    totals = {}
    for index, component in enumerate(plan.components):
        query = select("COALESCE(SUM(value), 0)").from_(f"{table}_credited_{index}")
        totals[component.key] = int(str(stage.read(query).rows[0][0]))
    return totals


def own_targets(settling: Settling, *, position: int) -> dict[str, int]:
    """The one payee's target for each component that has one, in minor units."""
    plan, found = settling.plan, {}
    for component in plan.components:
        window = window_of(plan, component, settling.period)
        known = targets_of(component, window, currency=plan.currency, position=position)
        if settling.payee in known:
            found[component.key] = known[settling.payee]
    return found


def _component(
    stage: Stage, settling: Settling, component: Component, *, tables: Tables
) -> str:
    plan, paid = settling.plan, settling.paid
    window = window_of(plan, component, settling.period)
    defined_at = stage.position if settling.defined_at is None else settling.defined_at
    metric = metrics.metric(component.measure.metric, position=defined_at)
    gathering = Gathering(
        source=Source(metric.simples()[0], _calendar()),
        credits=plan.credits_of(component),
        period=Period(max(window.start, plan.valid.start), paid.before),
        payee=settling.payee,
    )
    found = targets_of(component, window, currency=plan.currency, position=stage.position)
    if (place := elsewhere(gathering.source.metric)) is not None:
        work = Work(plan, component, gathering, found, paid)
        return lay_elsewhere(stage, place, work, tables=tables)
    create(stage, tables.credited, credited(gathering))
    if component.measure.against_target:
        stage.load(tables.targets, TARGETS, found.items())
    return component_lines(plan, component, tables=tables, paid_from=paid.start)


def _calendar() -> Calendar:
    return Calendar(time_zone=people.organisation().time_zone)


def _uncredited(stage: Stage, table: str) -> Uncredited:
    """The counted records that reach nobody; rarely any, so that is asked first."""
    if not stage.read(select("1").from_(table).where("payee IS NULL").limit(1)).rows:
        return Uncredited(0, 0)
    nobody = select("record", "MAX(value) AS value").from_(table)
    nobody = nobody.group_by("record").having("COUNT(payee) = 0")
    totals = select("COUNT(*)", "COALESCE(SUM(value), 0)").from_(nobody.subquery("n"))
    records, amount = stage.read(totals).rows[0]
    return Uncredited(int(str(records)), int(str(amount)))


def create(stage: Stage, table: str, query: exp.Query) -> None:
    """A temporary table of the rows of a query."""
    stage.run(f"CREATE TEMP TABLE {table} AS {query.sql('duckdb')}")

"""The record-level stage where the records live elsewhere: computed there, brought here.

The same queries in the other engine's words; order, sums and sealing stay with the projection.
"""

from dataclasses import dataclass

from sqlglot import exp, select

from rumbo.incentives.rules.plan import Component, Plan
from rumbo.incentives.settlement.gather import credited
from rumbo.incentives.settlement.lines import Tables, line_query, pays_of
from rumbo.incentives.settlement.source import Gathering
from rumbo.kernel.calendar import Period
from rumbo.kernel.problems import Problem, Refused
from rumbo.metrics.rules.metric import SimpleMetric
from rumbo.metrics.rules.plan import datasets_of
from rumbo.records import linked
from rumbo.records.engines import home_of_all
from rumbo.records.projection.reading import Stage
from rumbo.records.rules.dataset import Dataset

TARGETS = {"payee": "VARCHAR", "target": "BIGINT"}


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A connection and those datasets of a metric that live there."""

    connection: str
    datasets: tuple[Dataset, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """What one component takes: what it counts, against which targets, paid from which day."""

    plan: Plan
    component: Component
    gathering: Gathering
    targets: dict[str, int]
    paid: Period


def elsewhere(metric: SimpleMetric) -> Elsewhere | None:
    """Where a metric's records live, when not in the log; raises Refused where no past is kept.

    A run is settled at a position and must come out the same again.
    """
    datasets = datasets_of((metric,))
    connection = home_of_all(datasets)
    if not connection:
        return None
    forgetful = [each.key for each in datasets if each.linked and not each.linked.versions]
    if forgetful:
        facts = {"datasets": ", ".join(forgetful), "metric": metric.key}
        raise Refused(Problem("plan.linked-no-past", facts=facts))
    return Elsewhere(connection, datasets)


def lay_elsewhere(stage: Stage, place: Elsewhere, work: Work, *, tables: Tables) -> str:
    """Compute the lines of a component there; the query that gives them here.

    `tables.credited` holds here what is asked of it later: everything of one payee, or else the
    records that reach nobody.
    """
    with linked.stage(place.connection, place.datasets, position=stage.position) as there:
        there.create(tables.credited, credited(work.gathering))
        if work.component.measure.against_target:
            there.load(tables.targets, TARGETS, work.targets.items())
        query = line_query(
            work.component,
            pays_of(work.plan, work.component),
            tables,
            paid_from=work.paid.start,
        )
        lines = f"{tables.credited}_lines"
        stage.adopt(lines, there.table(query))
        stage.adopt(tables.credited, there.table(_asked_later(work.gathering, tables)))
    return f"SELECT * FROM {lines}"  # noqa: S608 - our own name


def _asked_later(gathering: Gathering, tables: Tables) -> exp.Query:
    rows = select("payee", "record", "value").from_(tables.credited)
    if gathering.payee is not None:
        return rows
    reached = select("record").from_(tables.credited).group_by("record")
    reached = reached.having("COUNT(payee) = 0")
    return rows.where(exp.In(this=exp.column("record"), query=exp.Subquery(this=reached)))

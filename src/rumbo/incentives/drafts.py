"""The lines of one payee: sealed ones of a closed period, or live ones at the last position."""

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.db import connection
from sqlglot import exp, select

from rumbo.history.queries import head
from rumbo.incentives import catalogue
from rumbo.incentives.late import lay_adjustments
from rumbo.incentives.models import Closure, PlanVersion, Run
from rumbo.incentives.rules.line import Line
from rumbo.incentives.rules.plan import Plan
from rumbo.incentives.running import (
    Summary,
    closed_before,
    closed_with,
    copy_of,
    run_named,
    summaries,
)
from rumbo.incentives.settlement.stored import STORED, line_of
from rumbo.incentives.settling import (
    ORDERED,
    Settling,
    lay,
    order,
    own_targets,
    running,
)
from rumbo.kernel.calendar import Period
from rumbo.records import projection
from rumbo.records.datasets import dataset
from rumbo.records.engines import tick
from rumbo.records.projection.reading import Stage
from rumbo.records.sealing import Sheet

Moment = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Drawn:
    """The lines of one payee in a period, and where they come from.

    `run` is None for a live draft. `running` and `targets` hold, for a draft, the total of each
    component's window and its target in minor units, whether or not the period has lines.
    """

    plan: Plan
    state: str
    run: str | None
    position: int
    lines: tuple[Line, ...]
    running: dict[str, int]
    targets: dict[str, int]


def drawn(
    version: PlanVersion, *, payee: str, period: Period, position: int | None = None
) -> Drawn:
    """Closed lines if the period is closed, and otherwise a draft at the latest position.

    With a position, as it stood then: closed only if it was closed by then.
    """
    closed = closed_with(version.key, period, position=position)
    if closed is not None:
        return drawn_from(closed, payee=payee)
    # Inside a transaction a position may still be rolled back and mean something else later.
    compute = _draft.__wrapped__ if connection.in_atomic_block else _draft
    return compute(version, period, payee, _moment(version, position))


def drawn_from(run: Run, *, payee: str) -> Drawn:
    """The lines of one payee as they were sealed with a run."""
    closed = Closure.objects.filter(run=run).exists()
    return _sealed(run.key, run.sha256, payee, "closed" if closed else "preview")


def live_summaries(
    version: PlanVersion, period: Period, *, position: int | None = None
) -> tuple[Summary, ...]:
    """What everyone would be paid for an open period, at the latest position or an earlier."""
    compute = _summaries.__wrapped__ if connection.in_atomic_block else _summaries
    return compute(version, period, _moment(version, position))


def _moment(version: PlanVersion, position: int | None) -> Moment:
    """What drafts are kept by: the position, and for a while what lives elsewhere."""
    at = head() if position is None else position
    if not settings.RUMBO_LINKED:
        return at, None
    credited = {each.dataset for each in catalogue.document_of(version).plan.credits}
    return at, tick([dataset(key, position=position) for key in sorted(credited)])


@lru_cache(maxsize=32)
def _draft(version: PlanVersion, period: Period, payee: str, moment: Moment) -> Drawn:  # noqa: PLR0917 - what a draft is kept by
    position, _tick = moment
    plan = catalogue.document_of(version).plan
    settling = Settling(plan, period, payee)
    with projection.stage(position) as stage:
        _order(stage, settling)
        lines = tuple(line_of(row) for row in stage.read(f"{ORDERED} ORDER BY line").dicts())
        return Drawn(
            plan=plan,
            state="draft",
            run=None,
            position=stage.position,
            lines=lines,
            running=running(stage, plan, table="own"),
            targets=own_targets(settling, position=stage.position),
        )


@lru_cache(maxsize=16)
def _summaries(version: PlanVersion, period: Period, moment: Moment) -> tuple[Summary, ...]:
    position, _tick = moment
    settling = Settling(catalogue.document_of(version).plan, period)
    with projection.stage(position) as stage:
        _order(stage, settling)
        return summaries(stage)


def _order(stage: Stage, settling: Settling) -> None:
    laid = lay(stage, settling, table="own")
    closed = closed_before(settling, position=stage.position)
    order(stage, (*laid.lines, *lay_adjustments(stage, closed)))


@lru_cache(maxsize=32)
def _sealed(key: str, _sha256: str, payee: str, state: str) -> Drawn:
    run = run_named(key)
    query = (
        select(*STORED).from_("lines").where(exp.column("payee").eq(exp.Literal.string(payee)))
    )
    found = Sheet(copy_of(run)).read(query.order_by("line"))
    lines = tuple(line_of(row) for row in found.dicts())
    plan = catalogue.document_of(run.plan_version).plan
    return Drawn(plan, state, run.key, run.position, lines, {}, {})

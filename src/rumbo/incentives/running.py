"""Compute a run: stage, lines, adjustments, seal. Nothing is written to the database here."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rumbo.incentives import catalogue
from rumbo.incentives.late import ClosedBefore, lay_adjustments
from rumbo.incentives.models import Closure, Run
from rumbo.incentives.settling import (
    ORDERED,
    Settling,
    Uncredited,
    lay,
    order,
)
from rumbo.kernel.calendar import Period
from rumbo.kernel.problems import Problem, Refused
from rumbo.records.projection.reading import Stage
from rumbo.records.sealing import Sealed, local_copy, seal

Progress = Callable[[int, int], None]
STEPS = 4
_SUMMARY = (
    "SELECT payee, component, kind, COUNT(*), CAST(SUM(amount) AS BIGINT) FROM ordered"
    " GROUP BY payee, component, kind ORDER BY payee, component, kind"
)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run pays one person for one component and kind, in minor units."""

    payee: str
    component: str
    kind: str
    lines: int
    amount: int


@dataclass(frozen=True, slots=True)
class Found:
    """Everything a run found, before it is written down."""

    position: int
    sealed: Sealed
    summaries: tuple[Summary, ...]
    uncredited: Uncredited

    @property
    def digest(self) -> str:
        """What two runs of the same inputs share, whatever the engine's version."""
        waiting = f"{self.uncredited.records}|{self.uncredited.amount}"
        return hashlib.sha256(f"{self.sealed.digest}|{waiting}".encode()).hexdigest()


def nothing(_done: int, _of: int) -> None:
    """Progress that nobody watches."""


def compute(stage: Stage, settling: Settling, *, progress: Progress = nothing) -> Found:
    """Settle at the position of the stage, with the corrections that land in this period."""
    progress(0, STEPS)
    laid = lay(stage, settling, table="own")
    progress(1, STEPS)
    closed = closed_before(settling, position=stage.position)
    late = lay_adjustments(stage, closed)
    progress(2, STEPS)
    order(stage, (*laid.lines, *late))
    totals = summaries(stage)
    progress(3, STEPS)
    sealed = seal(stage, ORDERED)
    progress(STEPS, STEPS)
    return Found(stage.position, sealed, totals, laid.uncredited)


def summaries(stage: Stage) -> tuple[Summary, ...]:
    """What the table `ordered` comes to for each payee, component and kind."""
    return tuple(_summary(row) for row in stage.read(_SUMMARY))


def closed_before(settling: Settling, *, position: int) -> tuple[ClosedBefore, ...]:
    """The closed runs whose corrections land in a period: those up to the first open one.

    Corrections go to the first open period after the run they correct, so a period that has an
    open one before it gets none from beyond.
    """
    closures = Closure.objects.filter(plan=settling.plan.key, position__lte=position)
    known = {each.before: each for each in closures.select_related("run__plan_version")}
    chain, end = [], settling.period.start
    while end in known:
        chain.append(known[end])
        end = known[end].start
    return tuple(
        ClosedBefore(
            run=each.run.key,
            position=each.run.position,
            settling=_again(each.run, settling.payee),
            file=copy_of(each.run),
            later=tuple(copy_of(later.run) for later in chain[:place]),
        )
        for place, each in enumerate(chain)
    )


def copy_of(run: Run) -> Path:
    """The local copy of a run's sealed lines, written from the database when it is missing."""
    return local_copy(run.sha256, lambda: _chunks(run))


def settling_of(run: Run, payee: str | None = None) -> Settling:
    """What a run settled: the plan version it pinned, and its period."""
    return _again(run, payee)


def _again(run: Run, payee: str | None) -> Settling:
    plan = catalogue.document_of(run.plan_version).plan
    return Settling(plan, Period(run.start, run.before), payee, run.position)


def _chunks(run: Run) -> list[bytes]:
    contents = run.chunks.order_by("number").values_list("content", flat=True)
    return [bytes(each) for each in contents]


def _summary(row: tuple[object, ...]) -> Summary:
    payee, component, kind, lines, amount = row
    return Summary(str(payee), str(component), str(kind), int(str(lines)), int(str(amount)))


class UnknownRun(Refused, LookupError):
    """No run has this key."""

    def __init__(self, key: str) -> None:
        super().__init__(Problem("run.unknown", facts={"run": key[:120]}))


def run_named(key: str) -> Run:
    """A run by its key; raises UnknownRun."""
    run = Run.objects.select_related("plan_version").filter(key=key).first()
    if run is None:
        raise UnknownRun(key)
    return run


def closed_with(plan: str, period: Period, *, position: int | None = None) -> Run | None:
    """The run that closed a period of a plan, if it is closed, or was at a position."""
    rows = Closure.objects.filter(plan=plan, start=period.start, before=period.before)
    if position is not None:
        rows = rows.filter(position__lte=position)
    closure = rows.select_related("run__plan_version").first()
    return closure.run if closure else None

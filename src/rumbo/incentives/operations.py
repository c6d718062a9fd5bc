"""The only ways to declare a plan, to settle a period and to close it."""

import hashlib
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from rumbo.history import operations as history
from rumbo.history.actors import Actor
from rumbo.incentives import catalogue
from rumbo.incentives.documents import read_plan
from rumbo.incentives.models import Closure, PlanVersion, Run, RunSummary, SealedChunk
from rumbo.incentives.running import (
    Found,
    Progress,
    Summary,
    closed_with,
    compute,
    nothing,
    run_named,
    settling_of,
)
from rumbo.incentives.settling import Settling
from rumbo.incentives.values import Recomputed, RunView
from rumbo.incentives.viewing import run_view
from rumbo.kernel.calendar import Period, UnknownPeriod
from rumbo.kernel.problems import Problem, Refused
from rumbo.outbox.operations import signal
from rumbo.people import queries as people
from rumbo.records import projection

TOPIC = "statements"


class AlreadyClosed(Refused):
    """The period was closed with another run; `run` is its key."""

    def __init__(self, run: str) -> None:
        super().__init__(Problem("run.closed", facts={"run": run}))
        self.run = run


def declare(text: str, *, file: str, by: Actor, at: datetime) -> bool:
    """Declare a plan; False when it stood so already. Raises Refused with every problem.

    A plan without cases, or with a failing one, is kept as a draft: it settles nothing.
    """
    read = read_plan(text, file=file, known=catalogue.known_names())
    digest = hashlib.sha256(text.encode()).hexdigest()
    with transaction.atomic():
        history.lock()
        key = read.plan.key
        held = PlanVersion.objects.filter(key=key).order_by("-version").first()
        if held is not None and held.digest == digest:
            return False
        version = held.version + 1 if held else 1
        position = history.record(
            by=by,
            at=at,
            verb="plan.declared",
            thing=f"plan:{key}",
            before={"version": held.version, "digest": held.digest} if held else None,
            after={"version": version, "digest": digest},
        )
        PlanVersion.objects.create(
            key=key,
            version=version,
            document=text,
            digest=digest,
            file=file,
            known_from=position,
        )
        signal(TOPIC, key)
    return True


def settle(
    plan: str, *, period: Period, by: Actor, at: datetime, progress: Progress = nothing
) -> RunView:
    """Settle a period at the latest position; the same inputs give the same run again.

    A closed period gives the run that closed it. Raises Refused for an unknown plan, a draft,
    or a period that the plan does not pay.
    """
    closed = closed_with(plan, period)
    if closed is not None:
        return run_view(closed)
    version = catalogue.version_for(plan, period)
    settling = _settling(version, period)
    with projection.stage() as stage:
        found = compute(stage, settling, progress=progress)
    with transaction.atomic():
        run = _kept(version, settling, found, by=by, at=at)
    return run_view(run)


def close(run: str, *, by: Actor, at: datetime) -> RunView:
    """Close a run's period; from then on only adjustments follow. Again: the same answer.

    Raises AlreadyClosed when another run closed any day of the period, and Refused while the
    period still runs: a deal of tomorrow would be late on the day it is won.
    """
    found = run_named(run)
    _refuse_running(found, at=at)
    try:
        with transaction.atomic():
            history.lock()
            _close(found, by=by, at=at)
    except IntegrityError as error:
        # Two closed at once: the constraint let the first one through.
        first = closed_with(found.plan, Period(found.start, found.before))
        if first is None or first.key != run:
            raise AlreadyClosed(first.key if first else run) from error
    return run_view(found)


def recompute(run: str) -> Recomputed:
    """Settle a run again at its own position and compare the lines, digest for digest."""
    found = run_named(run)
    with projection.stage(found.position) as stage:
        again = compute(stage, settling_of(found)).sealed
    same = again.digest == found.lines_digest and again.rows == found.lines
    return Recomputed(run, same, found.lines_digest, again.digest)


def _settling(version: PlanVersion, period: Period) -> Settling:
    plan = catalogue.document_of(version).plan
    try:
        known = people.named_period(period.start, plan.pays_every).period
    except UnknownPeriod:
        known = None
    if known != period:
        facts = {"start": str(period.start), "before": str(period.before)}
        facts |= {"plan": plan.key, "period": str(plan.pays_every)}
        raise Refused(Problem("plan.period.other", facts=facts))
    return Settling(plan, period)


def _kept(
    version: PlanVersion, settling: Settling, found: Found, *, by: Actor, at: datetime
) -> Run:
    """The run's row with its sealed lines in one transaction, or the one that is there."""
    history.lock()
    period = settling.period
    rows = Run.objects.filter(plan=version.key, start=period.start, before=period.before)
    same = rows.filter(plan_version=version, digest=found.digest).first()
    if same is not None:
        return same
    number = rows.count() + 1
    name = people.name_of(period) or f"{period.start}-{period.before}"
    run = Run.objects.create(
        key=f"{version.key}-{name.lower()}-{number}",
        plan_version=version,
        plan=version.key,
        start=period.start,
        before=period.before,
        number=number,
        position=found.position,
        digest=found.digest,
        lines_digest=found.sealed.digest,
        sha256=found.sealed.sha256,
        lines=found.sealed.rows,
        total=sum(each.amount for each in found.summaries),
        currency=settling.plan.currency,
        uncredited_records=found.uncredited.records,
        uncredited=found.uncredited.amount,
        by=str(by),
        at=at,
    )
    _keep_lines(run, found)
    after = {"position": run.position, "lines": run.lines, "digest": run.lines_digest}
    history.record(by=by, at=at, verb="run.settled", thing=f"run:{run.key}", after=after)
    signal(TOPIC, version.key)
    return run


def _keep_lines(run: Run, found: Found) -> None:
    for number, blob in enumerate(found.sealed.blobs):
        SealedChunk.objects.create(run=run, number=number, content=blob)
    RunSummary.objects.bulk_create(
        (_summary_row(run, each) for each in found.summaries), batch_size=500
    )


def _summary_row(run: Run, summary: Summary) -> RunSummary:
    return RunSummary(
        run=run,
        payee_id=summary.payee,
        component=summary.component,
        kind=summary.kind,
        lines=summary.lines,
        amount=summary.amount,
    )


def _refuse_running(run: Run, *, at: datetime) -> None:
    today = at.astimezone(ZoneInfo(people.organisation().time_zone)).date()
    if today < run.before:
        facts = {"run": run.key, "before": str(run.before)}
        raise Refused(Problem("run.period-runs", facts=facts))


def _close(run: Run, *, by: Actor, at: datetime) -> None:
    over = Closure.objects.filter(plan=run.plan, start__lt=run.before, before__gt=run.start)
    closed = over.select_related("run").first()
    if closed is not None:
        if closed.run_id != run.pk:
            raise AlreadyClosed(closed.run.key)
        return
    after = {"lines": run.lines, "digest": run.lines_digest, "sha256": run.sha256}
    position = history.record(
        by=by, at=at, verb="period.closed", thing=f"run:{run.key}", after=after
    )
    Closure.objects.create(
        run=run,
        plan=run.plan,
        start=run.start,
        before=run.before,
        position=position,
        by=str(by),
        at=at,
    )
    signal(TOPIC, run.plan)

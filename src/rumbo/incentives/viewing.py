"""Rows as the values that are shown: names looked up, money in major units."""

from collections import defaultdict
from decimal import Decimal

from rumbo.incentives import catalogue
from rumbo.incentives.models import Closure, Run
from rumbo.incentives.values import Payout, RunView, UncreditedView
from rumbo.kernel.calendar import Period
from rumbo.kernel.money import from_minor
from rumbo.people import queries as people
from rumbo.people.access import system_viewer
from rumbo.people.values import PersonRef

_READER = system_viewer("statements")


def names() -> dict[str, str]:
    """Everyone's name by key; who may be named is decided before this is asked."""
    return people.names(viewer=_READER)


def person(key: str) -> PersonRef:
    """One person by key; raises NotVisible for nobody."""
    return people.person(key, viewer=_READER)


def period_name(period: Period) -> str:
    """The name of a period, or its dates where it has none."""
    return people.name_of(period) or f"{period.start}/{period.before}"


def run_view(run: Run) -> RunView:
    """A run with what it pays each person, most first."""
    period = Period(run.start, run.before)
    closure = Closure.objects.filter(run=run).first()
    return RunView(
        key=run.key,
        plan=run.plan,
        plan_name=catalogue.document_of(run.plan_version).plan.name,
        period=period,
        period_name=period_name(period),
        state="closed" if closure else "preview",
        position=run.position,
        lines=run.lines,
        total=from_minor(run.total, run.currency),
        currency=run.currency,
        payouts=payouts(run),
        uncredited=UncreditedView(
            run.uncredited_records, from_minor(run.uncredited, run.currency)
        ),
        lines_digest=run.lines_digest,
        at=run.at,
        by=run.by,
        closed_at=closure.at if closure else None,
        closed_by=closure.by if closure else None,
    )


def payouts(run: Run) -> tuple[Payout, ...]:
    """What a run pays each person, most first, then by key."""
    amounts: dict[str, int] = defaultdict(int)
    lines: dict[str, int] = defaultdict(int)
    for each in run.summaries.all():
        amounts[each.payee_id] += each.amount
        lines[each.payee_id] += each.lines
    named = names()
    found = [
        Payout(
            PersonRef(key, named.get(key, key)), from_minor(amount, run.currency), lines[key]
        )
        for key, amount in amounts.items()
    ]
    return tuple(sorted(found, key=_most_first))


def _most_first(payout: Payout) -> tuple[Decimal, str]:
    return -payout.amount, payout.payee.key

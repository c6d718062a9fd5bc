"""Gives targets that a declared rule grows from the period before, once that period is over."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

from rumbo.history.actors import Actor
from rumbo.kernel.calendar import Grain, Period
from rumbo.metrics.queries import Question, answer
from rumbo.people import queries as people
from rumbo.people.access import system_viewer
from rumbo.people.roster import roster
from rumbo.people.values import Dated
from rumbo.targets.models import GrowthRule, Target
from rumbo.targets.operations import set_targets
from rumbo.targets.rules.quota import suggested_quota
from rumbo.targets.stored import rule_of
from rumbo.targets.values import GrowthRuleView, NewTarget, TargetScope

Results = Mapping[str, Decimal | None]


def grow_due(*, today: date, by: Actor, at: datetime) -> int:
    """Give every target that is due and was not given yet; return how many.

    A target is given once: later corrections of the past do not move it. A period whose
    predecessor holds no result at all gets none, since there is nothing to grow from.
    """
    given = 0
    memberships = roster().memberships
    for rule in map(rule_of, GrowthRule.objects.order_by("key")):
        of_role = _of_role(rule.role, today)
        for previous, period in _due(rule.grain, today):
            members = _during(period, memberships)
            waiting = of_role & members - _given(rule.key, period)
            results = _results(rule.metric, previous) if waiting else {}
            if results:
                grown = [
                    _target(rule, person, period=period, result=results.get(person))
                    for person in sorted(waiting)
                ]
                given += set_targets(grown, by=by, at=at, rule=rule.key)
    return given


def _due(grain: Grain, today: date) -> list[tuple[Period, Period]]:
    """Started periods, each with the one before it."""
    periods = [each.period for each in people.periods(grain) if each.period.start <= today]
    return list(pairwise(periods))


def _target(
    rule: GrowthRuleView, person: str, *, period: Period, result: Decimal | None
) -> NewTarget:
    return NewTarget(
        metric=rule.metric,
        scope=TargetScope.of_person(person),
        period=period,
        amount=suggested_quota(result, rule.growth),
        invented=rule.invented,
    )


def _results(metric: str, period: Period) -> Results:
    visible = system_viewer("targets").visible
    asked = answer(Question(metric, period, by=("person",)), visible=visible)
    return {row.dimensions["person"] or "": row.value for row in asked.rows}


def _given(rule: str, period: Period) -> frozenset[str]:
    rows = Target.objects.filter(rule__key=rule, start=period.start, before=period.before)
    return frozenset(key for key in rows.values_list("person_id", flat=True) if key)


def _of_role(role: str, today: date) -> frozenset[str]:
    rows = people.people(viewer=system_viewer("targets"), today=today)
    return frozenset(each.person.key for each in rows if role in each.roles)


def _during(period: Period, memberships: Iterable[Dated]) -> frozenset[str]:
    """Everyone believed to be in a team on some day of a period."""
    return frozenset(
        each.person
        for each in memberships
        if each.known_before is None
        and each.valid_from < period.before
        and (each.valid_before is None or each.valid_before > period.start)
    )

"""Targets as they are, or were, believed; a quota is seen by those who may see the pay."""

from django.db.models import QuerySet

from rumbo.kernel.calendar import Period
from rumbo.people.access import NotVisible
from rumbo.people.believed import believed
from rumbo.people.values import Viewer
from rumbo.targets.models import GrowthRule, Target
from rumbo.targets.stored import rule_of, values_of
from rumbo.targets.values import GrowthRuleView, TargetScope, TargetValue


def target(
    *,
    metric: str,
    scope: TargetScope,
    period: Period,
    viewer: Viewer,
    position: int | None = None,
) -> TargetValue | None:
    """The target of exactly this period, or None; raises NotVisible for another's quota."""
    if not may_see(scope, viewer):
        raise NotVisible(f"target of {scope}")
    rows = _believed(metric, period, position).filter(scope=str(scope))
    return next(iter(values_of(rows)), None)


def targets(
    *, metric: str, period: Period, viewer: Viewer, position: int | None = None
) -> tuple[TargetValue, ...]:
    """Every target of a metric and period that the viewer may see, by scope; one query."""
    rows = _believed(metric, period, position).order_by("scope")
    return tuple(each for each in values_of(rows) if may_see(each.scope, viewer))


def versions(
    *, metric: str, scope: TargetScope, period: Period, viewer: Viewer
) -> tuple[TargetValue, ...]:
    """Everything that was ever believed of one target, oldest first; raises NotVisible."""
    if not may_see(scope, viewer):
        raise NotVisible(f"target of {scope}")
    rows = Target.objects.filter(
        metric=metric, scope=str(scope), start=period.start, before=period.before
    )
    return tuple(values_of(rows.order_by("known_from")))


def growth_rules(viewer: Viewer) -> tuple[GrowthRuleView, ...]:
    """The declared rules that grow targets; public inside the organisation."""
    if viewer.visible.people is not None:
        return ()
    return tuple(rule_of(each) for each in GrowthRule.objects.order_by("key"))


def may_see(scope: TargetScope, viewer: Viewer) -> bool:
    """Company and team targets are public inside; a quota is as private as pay."""
    if scope.kind == "person":
        return viewer.may_see_pay_of(scope.key)
    return viewer.visible.people is None


def _believed(metric: str, period: Period, position: int | None) -> QuerySet[Target]:
    rows = Target.objects.filter(metric=metric, start=period.start, before=period.before)
    return rows.filter(believed(position))

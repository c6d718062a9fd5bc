"""From stored rows to frozen values."""

from typing import cast

from django.db.models import QuerySet

from rumbo.kernel.calendar import Grain, Period
from rumbo.kernel.texts import Text
from rumbo.targets.models import GrowthRule, Target
from rumbo.targets.rules.quota import Growth
from rumbo.targets.values import GrowthRuleView, ScopeKind, TargetScope, TargetValue


def rule_of(row: GrowthRule) -> GrowthRuleView:
    """The frozen value of a stored growth rule."""
    return GrowthRuleView(
        key=row.key,
        metric=row.metric,
        grain=Grain(row.grain),
        role=row.role,
        why=Text(row.why_en, row.why_es),
        growth=Growth(row.growth, row.step, row.at_least),
        invented=row.invented,
    )


def values_of(rows: QuerySet[Target]) -> tuple[TargetValue, ...]:
    """The frozen values of stored targets, in the order of the rows; one query."""
    return tuple(_value(each) for each in rows.select_related("rule"))


def _value(row: Target) -> TargetValue:
    kind, _, key = row.scope.partition(":")
    rule = rule_of(row.rule) if row.rule else None
    return TargetValue(
        metric=row.metric,
        scope=TargetScope(cast("ScopeKind", kind), key),
        period=Period(row.start, row.before),
        amount=row.amount,
        why=rule.why if rule else Text(row.reason, row.reason),
        invented=row.invented,
        rule=rule,
        known_from=row.known_from,
        known_before=row.known_before,
    )

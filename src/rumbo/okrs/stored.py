"""Between documents and rows: the columns that a declared objective or key result fills."""

from collections.abc import Mapping

from rumbo.okrs.rules.holding import Bounds
from rumbo.okrs.scalars import BaselineGiven
from rumbo.okrs.shapes import KeyResultShape, MilestoneShape, ObjectiveShape
from rumbo.targets.values import TargetScope

Fields = Mapping[str, object]


def objective_fields(shape: ObjectiveShape, *, place: int) -> Fields:
    """The columns of an objective's version."""
    return {
        **_whose(shape.of, shape.owner),
        "place": place,
        "name_en": shape.name.en,
        "name_es": shape.name.es,
        "why_en": shape.why.en if shape.why else "",
        "why_es": shape.why.es if shape.why else "",
        "kind": shape.type,
        "ambition": shape.ambition,
        "contributes_to": [[to.objective, str(to.share)] for to in shape.contributes_to],
    }


def key_result_fields(shape: KeyResultShape, *, scope: TargetScope, place: int) -> Fields:
    """The columns of a key result's version."""
    against, hold = shape.against or BaselineGiven(), shape.hold or Bounds()
    period = shape.period
    return {
        **_whose(scope, shape.owner),
        "place": place,
        "name_en": shape.name.en,
        "name_es": shape.name.es,
        "metric": shape.metric or "",
        "where": shape.where,
        "unit": shape.by_hand or "",
        "library": shape.library,
        "period_start": period.start if period else None,
        "period_before": period.before if period else None,
        "aim": shape.aims[0].value,
        "reach": shape.reach,
        "change": shape.change.amount if shape.change else None,
        "change_by": shape.change.by.value if shape.change else "",
        "hold_low": hold.low,
        "hold_high": hold.high,
        "milestones": [_milestone(each) for each in shape.milestones],
        "start": shape.start,
        "stretch": shape.stretch,
        "against": against.kind.value,
        "baseline": against.value,
        "baseline_start": against.period.start if against.period else None,
        "baseline_before": against.period.before if against.period else None,
        "weight": shape.weight,
        "reason": shape.reason,
    }


def _milestone(shape: MilestoneShape) -> dict[str, str | None]:
    return {
        "key": shape.milestone,
        "en": shape.name.en,
        "es": shape.name.es,
        "due": shape.due.isoformat() if shape.due else None,
    }


def _whose(scope: TargetScope, owner: str | None) -> Fields:
    return {
        "person_id": scope.key if scope.kind == "person" else None,
        "team_id": scope.key if scope.kind == "team" else None,
        "owner_id": owner,
    }

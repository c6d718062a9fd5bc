"""Between documents and rows: the columns that a declared objective or key result fills."""

from collections.abc import Mapping

from rumbo.okrs.rules.course import Aim
from rumbo.okrs.scalars import BaselineGiven
from rumbo.okrs.shapes import KeyResultShape, ObjectiveShape
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
    against = shape.against or BaselineGiven()
    return {
        **_whose(scope, shape.owner),
        "place": place,
        "name_en": shape.name.en,
        "name_es": shape.name.es,
        "metric": shape.metric or "",
        "where": shape.where,
        "unit": shape.by_hand or "",
        "aim": (Aim.REACH if shape.reach is not None else Aim.CHANGE).value,
        "reach": shape.reach,
        "change": shape.change.amount if shape.change else None,
        "change_by": shape.change.by.value if shape.change else "",
        "start": shape.start,
        "stretch": shape.stretch,
        "baseline": against.value,
        "baseline_start": against.period.start if against.period else None,
        "baseline_before": against.period.before if against.period else None,
        "weight": shape.weight,
        "reason": shape.reason,
    }


def _whose(scope: TargetScope, owner: str | None) -> Fields:
    return {
        "person_id": scope.key if scope.kind == "person" else None,
        "team_id": scope.key if scope.kind == "team" else None,
        "owner_id": owner,
    }

"""Brings along what people said before a document was loaded: check-ins and ticks, once."""

from datetime import datetime

from rumbo.history import operations as history
from rumbo.history.actors import Actor
from rumbo.okrs.models import CheckIn, KeyResult
from rumbo.okrs.shapes import CheckInShape, CycleDocument, MilestoneShape
from rumbo.okrs.ticking import Word, write_tick


def bring_along(shape: CycleDocument, *, by: Actor, at: datetime) -> None:
    """Write the check-ins and ticks that a document names and that are not there yet."""
    for objective in shape.objectives:
        for each in objective.key_results:
            for given in each.check_ins:
                _bring(each.key_result, given, by=by, at=at)
            for milestone in each.milestones:
                _bring_tick(each.key_result, milestone, by=by, at=at)


def _bring_tick(key: str, given: MilestoneShape, *, by: Actor, at: datetime) -> None:
    """A milestone that anybody spoke of is left as people say it is."""
    row = KeyResult.objects.get(key=key)
    if given.done is None or row.ticks.filter(milestone=given.milestone).exists():
        return
    write_tick(row, Word(given.milestone, given.done.on, given.done.by, by, at))


def _bring(key: str, given: CheckInShape, *, by: Actor, at: datetime) -> None:
    """A check-in of a document is known by its day and author: brought along once."""
    row = KeyResult.objects.get(key=key)
    if row.check_ins.filter(on=given.on, person_id=given.by).exists():
        return
    last = row.check_ins.order_by("-number").values_list("number", flat=True).first() or 0
    position = history.record(
        by=by,
        at=at,
        verb="key-result.checked-in",
        thing=f"key-result:{key}",
        after={
            "number": last + 1,
            "on": given.on.isoformat(),
            "person": given.by,
            "value": None if given.value is None else str(given.value),
        },
    )
    CheckIn.objects.create(
        key_result=row,
        number=last + 1,
        on=given.on,
        person_id=given.by,
        value=given.value,
        confidence=given.confidence,
        note=given.note,
        known_from=position,
    )

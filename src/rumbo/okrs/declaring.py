"""Applies a document of objectives: what differs becomes a new version, with one entry."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Model

from rumbo.history import operations as history
from rumbo.history.actors import Actor
from rumbo.kernel.problems import Place, Problem, Refused
from rumbo.metrics import queries as metrics
from rumbo.okrs.documents import read_objectives
from rumbo.okrs.models import (
    CheckIn,
    Cycle,
    CycleVersion,
    KeyResult,
    KeyResultVersion,
    Objective,
    ObjectiveVersion,
)
from rumbo.okrs.shapes import CheckInShape, CycleDocument, Elsewhere
from rumbo.okrs.states import STATES, enter, state_of
from rumbo.okrs.stored import Fields, key_result_fields, objective_fields
from rumbo.okrs.values import Declared
from rumbo.outbox.operations import signal
from rumbo.people import queries as people
from rumbo.people.access import system_viewer


@dataclass(frozen=True, slots=True)
class _Change:
    """A thing that differs from what is believed: its key, what was, and what is to be."""

    thing: str
    key: str
    before: Fields | None
    after: Fields


def declare(text: str, *, file: str, by: Actor, at: datetime) -> Declared:
    """Apply a document; raises Refused. A second time it changes nothing."""
    shape = read_objectives(text, file=file, elsewhere=_elsewhere())
    with transaction.atomic():
        _refuse_moves(shape, file)
        cycle = _cycle(shape, by=by, at=at)
        changes = [*_objectives(shape), *_key_results(shape)]
        if changes:
            position = _record(cycle, changes, by=by, at=at)
            _apply(cycle, shape, changes, position=position)
        if STATES.index(shape.state) > STATES.index(state_of(cycle)):
            enter(cycle, shape.state, by=by, at=at)
        _bring_check_ins(shape, by=by, at=at)
    new = sum(each.before is None for each in changes)
    count = sum(1 + len(each.key_results) for each in shape.objectives)
    return Declared(new, len(changes) - new, count - len(changes))


def _elsewhere() -> Elsewhere:
    viewer = system_viewer("okrs")
    return Elsewhere(
        metrics=frozenset(each.key for each in metrics.metrics()),
        objectives=frozenset(Objective.objects.values_list("key", flat=True)),
        people=frozenset(people.names(viewer=viewer)),
        teams=frozenset(each.key for each in people.teams(viewer=viewer)),
    )


def _refuse_moves(shape: CycleDocument, file: str) -> None:
    """A key names one thing for good: an objective stays in its cycle, a result in its own."""
    cycles = dict(Objective.objects.values_list("key", "cycle__key"))
    owners = dict(KeyResult.objects.values_list("key", "objective__key"))
    moved = [
        each.objective
        for each in shape.objectives
        if cycles.get(each.objective, shape.okrs) != shape.okrs
    ]
    moved += [
        each.key_result
        for objective in shape.objectives
        for each in objective.key_results
        if owners.get(each.key_result, objective.objective) != objective.objective
    ]
    if moved:
        raise Refused(*(Problem("okrs.key-taken", Place(file), {"key": key}) for key in moved))


def _cycle(shape: CycleDocument, *, by: Actor, at: datetime) -> Cycle:
    fields: Fields = {
        "name_en": shape.name.en,
        "name_es": shape.name.es,
        "grain": shape.grain.value,
        "start": shape.period.start,
        "before": shape.period.before,
    }
    row, _ = Cycle.objects.get_or_create(key=shape.okrs)
    # Locked before its version is looked at, so that two who declare it come one after another.
    Cycle.objects.select_for_update().get(pk=row.pk)
    version = row.versions.filter(known_before=None).first()
    before = {name: getattr(version, name) for name in fields} if version else None
    if before == fields:
        return row
    position = history.record(
        by=by,
        at=at,
        verb="cycle.declared",
        thing=f"cycle:{shape.okrs}",
        before=_text(before, fields) if before else None,
        after=_text(fields, before or {}),
    )
    row.versions.filter(known_before=None).update(known_before=position)
    CycleVersion.objects.create(cycle=row, known_from=position, **fields)
    return row


def _objectives(shape: CycleDocument) -> Iterator[_Change]:
    held = {
        each.objective.key: each
        for each in ObjectiveVersion.objects.filter(known_before=None).select_related(
            "objective"
        )
    }
    for place, each in enumerate(shape.objectives):
        fields = objective_fields(each, place=place)
        was = held.get(each.objective)
        yield from _difference("objective", each.objective, row=was, after=fields)


def _key_results(shape: CycleDocument) -> Iterator[_Change]:
    held = {
        each.key_result.key: each
        for each in KeyResultVersion.objects.filter(known_before=None).select_related(
            "key_result"
        )
    }
    for objective in shape.objectives:
        for place, each in enumerate(objective.key_results):
            fields = key_result_fields(each, scope=each.of or objective.of, place=place)
            was = held.get(each.key_result)
            yield from _difference("key-result", each.key_result, row=was, after=fields)


def _difference(thing: str, key: str, *, row: Model | None, after: Fields) -> Iterator[_Change]:
    before = {name: getattr(row, name) for name in after} if row is not None else None
    if before != after:
        yield _Change(thing, key, before, after)


def _record(cycle: Cycle, changes: list[_Change], *, by: Actor, at: datetime) -> int:
    signal("okrs", cycle.key)
    return history.record(
        by=by,
        at=at,
        verb="objectives.declared",
        thing=f"cycle:{cycle.key}",
        before={f"{c.thing}:{c.key}": _text(c.before, c.after) for c in changes if c.before},
        after={f"{c.thing}:{c.key}": _text(c.after, c.before or {}) for c in changes},
        reason="; ".join(
            sorted({str(c.after["reason"]) for c in changes if c.after.get("reason")})
        ),
    )


def _text(
    fields: Mapping[str, object] | None, other: Mapping[str, object]
) -> dict[str, object]:
    """What differs, as texts."""
    return {
        name: None if value is None else str(value)
        for name, value in (fields or {}).items()
        if name not in other or other[name] != value
    }


def _apply(
    cycle: Cycle, shape: CycleDocument, changes: list[_Change], *, position: int
) -> None:
    owner = {
        each.key_result: objective.objective
        for objective in shape.objectives
        for each in objective.key_results
    }
    for change in changes:
        if change.thing == "objective":
            row, _ = Objective.objects.get_or_create(key=change.key, defaults={"cycle": cycle})
            row.versions.filter(known_before=None).update(known_before=position)
            ObjectiveVersion.objects.create(objective=row, known_from=position, **change.after)
        else:
            objective = Objective.objects.get(key=owner[change.key])
            result, _ = KeyResult.objects.get_or_create(
                key=change.key, defaults={"objective": objective}
            )
            result.versions.filter(known_before=None).update(known_before=position)
            KeyResultVersion.objects.create(
                key_result=result, known_from=position, **change.after
            )


def _bring_check_ins(shape: CycleDocument, *, by: Actor, at: datetime) -> None:
    for objective in shape.objectives:
        for each in objective.key_results:
            for given in each.check_ins:
                _bring(each.key_result, given, by=by, at=at)


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

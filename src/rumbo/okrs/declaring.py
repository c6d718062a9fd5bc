"""Applies a document of objectives: what differs becomes a new version, with one entry."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Model

from rumbo.history import operations as history
from rumbo.history.actors import Actor
from rumbo.kernel.document import read_document
from rumbo.kernel.problems import Place, Problem, Refused
from rumbo.metrics import queries as metrics
from rumbo.okrs import filters
from rumbo.okrs.bringing import bring_along
from rumbo.okrs.documents import read_objectives
from rumbo.okrs.models import (
    Cycle,
    CycleVersion,
    KeyResult,
    KeyResultVersion,
    Objective,
    ObjectiveVersion,
)
from rumbo.okrs.shapes import CycleDocument, Elsewhere, ObjectiveShape
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
    wrong = tuple(filters.of_document(read_document(text, file=file), shape))
    if wrong:
        raise Refused(*wrong)
    with transaction.atomic():
        refuse_moves(shape.objectives, cycle=shape.okrs, file=file)
        cycle = cycle_of(shape.okrs, _cycle_fields(shape), by=by, at=at)
        changes = put(cycle, shape.objectives, by=by, at=at)
        if STATES.index(shape.state) > STATES.index(state_of(cycle)):
            enter(cycle, shape.state, by=by, at=at)
        bring_along(shape, by=by, at=at)
    new = sum(each.before is None for each in changes)
    count = sum(1 + len(each.key_results) for each in shape.objectives)
    return Declared(new, len(changes) - new, count - len(changes))


def put(
    cycle: Cycle,
    objectives: Sequence[ObjectiveShape],
    *,
    by: Actor,
    at: datetime,
    first: int = 0,
) -> list[_Change]:
    """Write what differs from what is believed, from the place `first` on; in a transaction."""
    changes = [*_objectives(objectives, first=first), *_key_results(objectives)]
    if changes:
        position = _record(cycle, changes, by=by, at=at)
        _apply(cycle, objectives, changes, position=position)
    return changes


def _elsewhere() -> Elsewhere:
    viewer = system_viewer("okrs")
    return Elsewhere(
        metrics=frozenset(each.key for each in metrics.metrics()),
        objectives=frozenset(Objective.objects.values_list("key", flat=True)),
        people=frozenset(people.names(viewer=viewer)),
        teams=frozenset(each.key for each in people.teams(viewer=viewer)),
    )


def refuse_moves(objectives: Sequence[ObjectiveShape], *, cycle: str, file: str) -> None:
    """A key names one thing for good: an objective stays in its cycle, a result in its own."""
    cycles = dict(Objective.objects.values_list("key", "cycle__key"))
    owners = dict(KeyResult.objects.values_list("key", "objective__key"))
    moved = [
        each.objective for each in objectives if cycles.get(each.objective, cycle) != cycle
    ]
    moved += [
        each.key_result
        for objective in objectives
        for each in objective.key_results
        if owners.get(each.key_result, objective.objective) != objective.objective
    ]
    if moved:
        raise Refused(*(Problem("okrs.key-taken", Place(file), {"key": key}) for key in moved))


def _cycle_fields(shape: CycleDocument) -> Fields:
    return {
        "name_en": shape.name.en,
        "name_es": shape.name.es,
        "grain": shape.grain.value,
        "start": shape.period.start,
        "before": shape.period.before,
    }


def cycle_of(key: str, fields: Fields, *, by: Actor, at: datetime) -> Cycle:
    """The cycle of a key with these columns, new or changed where it must be."""
    row, _ = Cycle.objects.get_or_create(key=key)
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
        thing=f"cycle:{key}",
        before=_text(before, fields) if before else None,
        after=_text(fields, before or {}),
    )
    row.versions.filter(known_before=None).update(known_before=position)
    CycleVersion.objects.create(cycle=row, known_from=position, **fields)
    return row


def _objectives(objectives: Sequence[ObjectiveShape], *, first: int) -> Iterator[_Change]:
    held = {
        each.objective.key: each
        for each in ObjectiveVersion.objects.filter(known_before=None).select_related(
            "objective"
        )
    }
    for place, each in enumerate(objectives, start=first):
        fields = objective_fields(each, place=place)
        was = held.get(each.objective)
        yield from _difference("objective", each.objective, row=was, after=fields)


def _key_results(objectives: Sequence[ObjectiveShape]) -> Iterator[_Change]:
    held = {
        each.key_result.key: each
        for each in KeyResultVersion.objects.filter(known_before=None).select_related(
            "key_result"
        )
    }
    for objective in objectives:
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
    cycle: Cycle,
    objectives: Sequence[ObjectiveShape],
    changes: list[_Change],
    *,
    position: int,
) -> None:
    owner = {
        each.key_result: objective.objective
        for objective in objectives
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

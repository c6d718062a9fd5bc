"""Makes an objective of a pattern of the library: one like any other from then on."""

from datetime import datetime

from django.db import IntegrityError, transaction

from rumbo.okrs.choosing import checked
from rumbo.okrs.chosen import Adapted, NewCycle
from rumbo.okrs.declaring import cycle_of, put, refuse_moves
from rumbo.okrs.models import Cycle, Objective
from rumbo.okrs.patterns import pattern
from rumbo.okrs.rights import may_set_for
from rumbo.okrs.shapes import ObjectiveShape
from rumbo.okrs.states import WrongState, enter, state_of
from rumbo.people.access import NotAllowed, NotVisible, require
from rumbo.people.rules.roles import Right
from rumbo.people.values import Viewer


class AlreadyAdapted(Exception):
    """The objective of this key is there already: the same form was sent twice."""


def adapt(given: Adapted, *, viewer: Viewer, at: datetime) -> str:
    """Make the objective and return its key.

    Raises NotVisible, NotAllowed, WrongState, AlreadyAdapted, or Refused with the field of each
    fault as its place: `owner`, or the number of a key result and a word, such as `1.1-target`.
    """
    require(viewer, Right.SET_OBJECTIVES)
    taken = pattern(given.pattern)
    if taken is None:
        raise NotVisible(given.pattern)
    if not may_set_for(given.scope, viewer=viewer):
        raise NotAllowed(f"set objectives for {given.scope.kind} {given.scope.key}")
    shape = checked(taken, given, viewer=viewer)
    try:
        with transaction.atomic():
            return _make(shape, given, viewer=viewer, at=at)
    except IntegrityError as error:
        raise AlreadyAdapted(given.key) from error


def _make(shape: ObjectiveShape, given: Adapted, *, viewer: Viewer, at: datetime) -> str:
    if Objective.objects.filter(key=given.key).exists():
        raise AlreadyAdapted(given.key)
    cycle = _cycle(given.cycle, viewer=viewer, at=at)
    refuse_moves([shape], cycle=cycle.key, file="")
    put(cycle, [shape], first=cycle.objectives.count(), by=viewer.actor, at=at)
    return shape.objective


def _cycle(wanted: str | NewCycle, *, viewer: Viewer, at: datetime) -> Cycle:
    if isinstance(wanted, NewCycle):
        return _new_cycle(wanted, viewer=viewer, at=at)
    found = Cycle.objects.select_for_update().filter(key=wanted).first()
    if found is None:
        raise NotVisible(wanted)
    if state_of(found) not in {"draft", "open"}:
        raise WrongState(state_of(found))
    return found


def _new_cycle(wanted: NewCycle, *, viewer: Viewer, at: datetime) -> Cycle:
    row = cycle_of(
        wanted.key,
        {
            "name_en": wanted.en,
            "name_es": wanted.es,
            "grain": wanted.grain.value,
            "start": wanted.period.start,
            "before": wanted.period.before,
        },
        by=viewer.actor,
        at=at,
    )
    if state_of(row) == "draft":
        enter(row, "open", by=viewer.actor, at=at)
    return row

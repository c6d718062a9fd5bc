"""The states of a cycle: rows that say who entered them and when; only forward."""

from datetime import datetime

from django.db import transaction

from rumbo.history import operations as history
from rumbo.history.actors import Actor
from rumbo.okrs.models import Cycle, CycleState
from rumbo.people.access import NotVisible

STATES = ("draft", "open", "grading", "closed")


class WrongState(Exception):
    """A cycle only moves forward, and a closed one takes no more check-ins."""


@transaction.atomic
def move_cycle(key: str, state: str, *, by: Actor, at: datetime) -> None:
    """Enter the next state of a cycle; raises WrongState for a step back or a second time."""
    cycle = Cycle.objects.select_for_update().filter(key=key).first()
    if cycle is None:
        raise NotVisible(key)
    before = state_of(cycle)
    if STATES.index(state) <= STATES.index(before):
        raise WrongState(f"{before} to {state}")
    enter(cycle, state, by=by, at=at)


def state_of(cycle: Cycle, *, position: int | None = None) -> str:
    """The furthest state that a cycle has entered, or had at a position."""
    entered = cycle.states.order_by("-number")
    if position is not None:
        entered = entered.filter(position__lte=position)
    return entered.values_list("state", flat=True).first() or STATES[0]


def enter(cycle: Cycle, state: str, *, by: Actor, at: datetime) -> None:
    """Write that a cycle entered a state; a unique number lets it happen once."""
    position = history.record(
        by=by,
        at=at,
        verb="cycle.moved",
        thing=f"cycle:{cycle.key}",
        before={"state": state_of(cycle)},
        after={"state": state},
    )
    CycleState.objects.create(
        cycle=cycle,
        state=state,
        number=STATES.index(state),
        by=str(by),
        at=at,
        position=position,
    )

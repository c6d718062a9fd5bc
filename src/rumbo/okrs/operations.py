"""The writes of okrs: check-ins here; documents in declaring.py, cycles in states.py,
milestones in ticking.py, patterns of the library in adapting.py."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction

from rumbo.history import operations as history
from rumbo.kernel.problems import Problem, Refused
from rumbo.okrs.adapting import AlreadyAdapted, adapt
from rumbo.okrs.declaring import declare
from rumbo.okrs.models import CheckIn, KeyResult
from rumbo.okrs.rights import may_check_in, visible_key_result
from rumbo.okrs.rules.course import Aim
from rumbo.okrs.scalars import number
from rumbo.okrs.states import STATES, WrongState, move_cycle, state_of
from rumbo.okrs.ticking import AlreadyTicked, tick
from rumbo.okrs.values import CheckInGiven
from rumbo.outbox.operations import signal
from rumbo.people.access import NotAllowed
from rumbo.people.values import Viewer

__all__ = [
    "STATES",
    "AlreadyAdapted",
    "AlreadyCheckedIn",
    "AlreadyTicked",
    "WrongState",
    "adapt",
    "check_in",
    "declare",
    "move_cycle",
    "tick",
]

LONGEST_NOTE = 4000
_TENTHS = {Decimal(tenth) / 10 for tenth in range(11)}


class AlreadyCheckedIn(Exception):
    """Someone checked in on the same key result in between: look at theirs first."""


def check_in(key_result: str, given: CheckInGiven, *, viewer: Viewer, at: datetime) -> int:
    """Write a check-in and return its number.

    Raises NotVisible, NotAllowed, WrongState, AlreadyCheckedIn, or Refused when the value does
    not fit: measured key results take none, those entered by hand need one.
    """
    row = visible_key_result(key_result, viewer=viewer)
    if not may_check_in(row, viewer=viewer):
        raise NotAllowed(f"check-in on {key_result}")
    _refuse_misfits(row, given)
    try:
        with transaction.atomic():
            return _write(row, given, viewer=viewer, at=at)
    except IntegrityError as error:
        raise AlreadyCheckedIn(key_result) from error


def _refuse_misfits(row: KeyResult, given: CheckInGiven) -> None:
    problems = [*_value_problems(row, given.value)]
    said = given.confidence
    if said is not None and (not said.is_finite() or said not in _TENTHS):
        problems.append(Problem("okrs.not-a-confidence", facts={"value": str(said)}))
    if len(given.note) > LONGEST_NOTE:
        problems.append(Problem("okrs.note-too-long", facts={"limit": str(LONGEST_NOTE)}))
    if problems:
        raise Refused(*problems)


def _value_problems(row: KeyResult, value: Decimal | None) -> Iterator[Problem]:
    version = row.versions.filter(known_before=None).get()
    ticked, measured = version.aim == Aim.DONE, bool(version.metric)
    if (ticked or measured) and value is not None:
        yield Problem("okrs.value-is-ticked" if ticked else "okrs.value-is-measured")
    elif not (ticked or measured) and value is None:
        yield Problem("okrs.value-missing")
    elif value is not None:
        try:
            number(value)
        except Refused as refused:
            yield from refused.problems


def _write(row: KeyResult, given: CheckInGiven, *, viewer: Viewer, at: datetime) -> int:
    if state_of(row.objective.cycle) == "closed":
        raise WrongState("closed")
    last = row.check_ins.order_by("-number").values_list("number", flat=True).first() or 0
    if given.after is not None and given.after != last:
        raise AlreadyCheckedIn(row.key)
    signal("okrs", row.key)
    position = history.record(
        by=viewer.actor,
        at=at,
        verb="key-result.checked-in",
        thing=f"key-result:{row.key}",
        after={
            "number": last + 1,
            "on": given.on.isoformat(),
            "value": None if given.value is None else str(given.value),
            "confidence": None if given.confidence is None else str(given.confidence),
        },
    )
    CheckIn.objects.create(
        key_result=row,
        number=last + 1,
        on=given.on,
        person_id=viewer.key or None,
        value=given.value,
        confidence=given.confidence,
        note=given.note,
        known_from=position,
    )
    return last + 1


def forget_notes(person: str) -> int:
    """Take the words out of what a person wrote at check-ins; how many there were."""
    noted = CheckIn.objects.filter(person_id=person).exclude(note="")
    return noted.update(note="")

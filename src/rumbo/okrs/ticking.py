"""Ticks milestones off, and opens them again: each word on one is a row of its own."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from rumbo.history import operations as history
from rumbo.history.actors import Actor
from rumbo.kernel.problems import Problem, Refused
from rumbo.okrs.models import KeyResult, Tick
from rumbo.okrs.rights import may_check_in, visible_key_result
from rumbo.okrs.states import WrongState, state_of
from rumbo.okrs.values import TickGiven
from rumbo.outbox.operations import signal
from rumbo.people import queries as people
from rumbo.people.access import NotAllowed, NotVisible
from rumbo.people.values import Viewer


class AlreadyTicked(Exception):
    """Someone spoke of the same milestone in between: look at theirs first."""


@dataclass(frozen=True, slots=True)
class Word:
    """What is said of a milestone, by whom, and when."""

    milestone: str
    done_on: date | None
    person: str | None
    by: Actor
    at: datetime


def tick(
    key_result: str, milestone: str, given: TickGiven, *, viewer: Viewer, at: datetime
) -> int:
    """Tick a milestone off for a day, or open it again; the number of words on it so far.

    Raises NotVisible, NotAllowed, WrongState, AlreadyTicked, or Refused for a day to come.
    """
    row = visible_key_result(key_result, viewer=viewer)
    if milestone not in _milestones(row):
        raise NotVisible(f"{key_result}/{milestone}")
    if not may_check_in(row, viewer=viewer):
        raise NotAllowed(f"tick a milestone of {key_result}")
    _refuse_days_to_come(given, at=at)
    word = Word(milestone, given.done_on, viewer.key or None, viewer.actor, at)
    try:
        with transaction.atomic():
            return _write(row, word, after=given.after)
    except IntegrityError as error:
        raise AlreadyTicked(f"{key_result}/{milestone}") from error


def write_tick(row: KeyResult, word: Word) -> int:
    """Write one word on a milestone with its entry in the history; inside a transaction."""
    last = _last(row, word.milestone)
    position = history.record(
        by=word.by,
        at=word.at,
        verb="milestone.ticked" if word.done_on else "milestone.opened",
        thing=f"key-result:{row.key}",
        before={"done_on": _text(last.done_on if last else None)},
        after={
            "milestone": word.milestone,
            "done_on": _text(word.done_on),
            "person": word.person,
        },
    )
    number = (last.number if last else 0) + 1
    Tick.objects.create(
        key_result=row,
        milestone=word.milestone,
        number=number,
        done_on=word.done_on,
        person_id=word.person,
        at=word.at,
        known_from=position,
    )
    return number


def _write(row: KeyResult, word: Word, *, after: int | None) -> int:
    if state_of(row.objective.cycle) == "closed":
        raise WrongState("closed")
    last = _last(row, word.milestone)
    if after is not None and after != (last.number if last else 0):
        raise AlreadyTicked(f"{row.key}/{word.milestone}")
    signal("okrs", row.key)
    return write_tick(row, word)


def _last(row: KeyResult, milestone: str) -> Tick | None:
    return row.ticks.filter(milestone=milestone).order_by("-number").first()


def _milestones(row: KeyResult) -> set[str]:
    version = row.versions.filter(known_before=None).first()
    return {each["key"] for each in version.milestones} if version else set()


def _refuse_days_to_come(given: TickGiven, *, at: datetime) -> None:
    today = at.astimezone(ZoneInfo(people.organisation().time_zone)).date()
    if given.done_on is not None and given.done_on > today:
        facts = {"day": given.done_on.isoformat()}
        raise Refused(Problem("okrs.done-in-the-future", facts=facts))


def _text(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None

"""Erase a person: show what it would destroy, destroy it, and follow it into every file.

It can be stopped at any instant and asked again: waiting files go first, then everything in
the database in one transaction, and then what the files still hold of it, until that is done.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from rumbo.flows import uploads
from rumbo.flows.erasure_ledger import remember
from rumbo.okrs import operations as okrs
from rumbo.okrs import queries as objectives
from rumbo.outbox.operations import signal
from rumbo.people import erasing as people
from rumbo.people.access import require
from rumbo.people.rules.roles import Right
from rumbo.people.values import Viewer
from rumbo.pushes import deliveries
from rumbo.records import erasing as records
from rumbo.vault.disk import leaving_no_bytes, scrub

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Planned:
    """What erasing a person would destroy."""

    person: people.Found
    notes: int
    rejected_rows: int
    uploads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Erased:
    """What became of it; while not `finished`, some file waits for the process that has it."""

    number: int
    is_finished: bool


def planned(person: str, *, viewer: Viewer) -> Planned:
    """What there is to destroy; raises NotAllowed, NotVisible, and Refused.

    Reads every refused row once: some seconds where there are a million.
    """
    require(viewer, Right.ERASE_PEOPLE)
    people.refuse_unerasable(person, viewer=viewer)
    found = people.found(person, viewer=viewer)
    return Planned(
        person=found,
        notes=objectives.notes_by(person, viewer=viewer),
        rejected_rows=records.repeating(found.spellings),
        uploads=tuple(each.name for each in uploads.repeating(found.spellings)),
    )


def erase_person(person: str, *, viewer: Viewer, at: datetime, clock: Clock) -> Erased:
    """Erase a person for good; asked again, it is finished and nothing else is done.

    `clock` gives real time. Raises NotAllowed, NotVisible and Refused.
    """
    require(viewer, Right.ERASE_PEOPLE)
    people.refuse_unerasable(person, viewer=viewer)
    found = people.found(person, viewer=viewer)
    for each in uploads.repeating(found.spellings):
        uploads.forget(each)
    with leaving_no_bytes(), transaction.atomic():
        number = people.erase(person, by=viewer.actor, at=at)
        records.destroy_keys(found.identities)
        records.forget(found.spellings)
        deliveries.forget(found.spellings)
        okrs.forget_notes(person)
        records.outdate_projections()
        signal("people", person)
    remember(person)
    return Erased(number, is_finished=finish(clock=clock))


def finish(*, clock: Clock) -> bool:
    """Follow what was erased into the files; False while a process still has one open.

    A worker asks again and again, until nothing is left.
    """
    waiting = people.unfinished()
    if not waiting:
        return True
    done = records.forget_copies() and scrub()
    if done:
        people.finish(waiting, real=clock())
    return done


def repeat(names: Iterable[str], *, viewer: Viewer, at: datetime, clock: Clock) -> int:
    """Erase again those whom a restored backup brought back; how many there were."""
    gone = set(people.erased())
    back = [each for each in names if each not in gone]
    for each in back:
        erase_person(each, viewer=viewer, at=at, clock=clock)
    return len(back)

"""Take in events: all that a group of requests brought, in one transaction, each judged alone.

Read before the lock, judged and written under it: the same event that arrives twice at once is
looked up by the second only after the first is known. When this returns, it is committed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from rumbo.history.operations import lock
from rumbo.kernel.problems import Place, Problem
from rumbo.people.identities import identities_for
from rumbo.pushes import deliveries, keys
from rumbo.pushes.deliveries import Known
from rumbo.pushes.digests import is_of, keyed
from rumbo.pushes.rules.event import Event, Unreadable
from rumbo.pushes.rules.fields import Form, form_of, matched, people_in, read_fields
from rumbo.pushes.rules.verdict import Outcome, Verdict, conflict, outcome_of, refused
from rumbo.pushes.values import Program
from rumbo.records.datasets import datasets_named
from rumbo.records.log import append_each
from rumbo.records.personal import sealed_entry
from rumbo.records.rules.dataset import Dataset
from rumbo.records.rules.payload import DELETE, Entry, deletion
from rumbo.records.rules.values import Value


@dataclass(frozen=True, slots=True)
class Parcel:
    """What one request brought."""

    program: Program
    events: tuple[Event | Unreadable, ...]


# The outcomes in the order of the events; None when the key is not valid any more.
Answer = tuple[Outcome, ...] | None


@dataclass(frozen=True, slots=True)
class _Read:
    """An event with its values, or with what is wrong with them."""

    event: Event | Unreadable
    dataset: Dataset | None = None
    values: Mapping[str, Value] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Judging:
    """The events of one program in one transaction, and what is known of each id so far."""

    program: Program
    at: datetime
    reads: list[_Read]
    known: dict[str, Known]
    first: dict[str, int] = field(default_factory=dict)
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    waiting: list[int] = field(default_factory=list)


def accept(parcels: Sequence[Parcel], *, at: datetime, real_at: datetime) -> list[Answer]:
    """Judge and write everything, or nothing when it raises; an answer for each parcel.

    `at` is the organisation's time, `real_at` that by which keys are valid.
    """
    read = _readings(parcels)
    with transaction.atomic():
        lock()
        valid = keys.used((each.program for each in parcels), real_at=real_at)
        welcome = [i for i, each in enumerate(parcels) if each.program.prefix in valid]
        answers: list[Answer] = [None] * len(parcels)
        for mine in _by_program(parcels, welcome):
            reads = [each for index in mine for each in read[index]]
            outcomes = iter(_outcomes(parcels[mine[0]].program, reads, at=at))
            for index in mine:
                answers[index] = tuple(next(outcomes) for _ in read[index])
    return answers


def _by_program(parcels: Sequence[Parcel], welcome: Iterable[int]) -> Iterator[list[int]]:
    """The places of each program's parcels, in order of arrival: positions name one bringer."""
    found: dict[str, list[int]] = {}
    for index in welcome:
        found.setdefault(parcels[index].program.key, []).append(index)
    yield from found.values()


def _outcomes(program: Program, reads: list[_Read], *, at: datetime) -> list[Outcome]:
    """What came of each event of one program; events that repeat an id share an answer."""
    known = deliveries.known(program.scope.source, (each.event.id for each in reads))
    judging = _Judging(program, at, reads, known)
    for number, read in enumerate(reads):
        _sort(judging, number, read)
    _append(judging)
    _keep(judging)
    found = judging.outcomes
    return [
        found[number] if number in found else found[judging.first[read.event.id]]
        for number, read in enumerate(reads)
    ]


def _sort(judging: _Judging, number: int, read: _Read) -> None:
    """Answer at once what need not reach the log; the rest waits to be appended together."""
    event = read.event
    if (told := _told_before(judging, event)) is not None:
        judging.outcomes[number] = told
        return
    earlier = judging.first.setdefault(event.id, number)
    if earlier != number:
        if judging.reads[earlier].event.digest != event.digest:
            judging.outcomes[number] = conflict(event)
    elif isinstance(event, Unreadable) or read.problems:
        judging.outcomes[number] = refused(event, *read.problems)
    else:
        judging.waiting.append(number)


def _told_before(judging: _Judging, event: Event | Unreadable) -> Outcome | None:
    """The answer that stands already; none for a first time, and for what was refused."""
    if not event.id:
        return refused(event)
    held = judging.known.get(event.id)
    if held is None:
        return None
    if not is_of(held.digest, event.digest):
        return conflict(event)
    return None if held.outcome.verdict is Verdict.REFUSED else held.outcome


def _append(judging: _Judging) -> None:
    reads = [judging.reads[number] for number in judging.waiting]
    source, by = judging.program.scope.source, judging.program.actor
    named = {
        name for each in reads if each.dataset for name in people_in(each.dataset, each.values)
    }
    people = identities_for(source=source, values=sorted(named), by=by, at=judging.at)
    events = [each.event for each in reads if isinstance(each.event, Event)]
    entries = [_entry(event, each, people) for each, event in zip(reads, events, strict=True)]
    judged = append_each(entries, source=source, at=judging.at, by=by)
    for number, event, each_judged in zip(judging.waiting, events, judged, strict=True):
        judging.outcomes[number] = outcome_of(event, each_judged)


def _entry(event: Event, read: _Read, people: Mapping[str, str]) -> Entry:
    """The log entry of an event; personal values are sealed on their way in."""
    if event.kind == DELETE or read.dataset is None:
        found = deletion(event.dataset, event.key)
    else:
        values = matched(read.dataset, read.values, people)
        found = sealed_entry(read.dataset, event.key, values)
    return found._replace(source_version=event.version, observed_at=event.observed_at)


def _keep(judging: _Judging) -> None:
    told = []
    for number in judging.first.values():
        outcome = judging.outcomes[number]
        told.append((_kept_digest(judging.reads[number], outcome), outcome))
    deliveries.keep(told, program=judging.program, known=judging.known, at=judging.at)


def _kept_digest(read: _Read, outcome: Outcome) -> str:
    """Plain only where every member is known not to be personal.

    What is refused may name a dataset or a field that is personal once it is spelled right, or
    declared.
    """
    is_open = read.dataset is not None and not read.dataset.personal
    if is_open and outcome.verdict is not Verdict.REFUSED:
        return read.event.digest
    return keyed(read.event.digest)


def _readings(parcels: Sequence[Parcel]) -> list[list[_Read]]:
    """Every event with its values, with each dataset as it is declared now."""
    events = (each for parcel in parcels for each in parcel.events)
    named = {each.dataset for each in events if isinstance(each, Event)}
    forms = {each.key: form_of(each) for each in datasets_named(named)}
    return [[_read(each, forms) for each in parcel.events] for parcel in parcels]


def _read(event: Event | Unreadable, forms: Mapping[str, Form]) -> _Read:
    if isinstance(event, Unreadable):
        return _Read(event)
    form = forms.get(event.dataset)
    if form is None:
        place = Place("/data/dataset")
        return _Read(event, problems=(_unknown(event.dataset, place),))
    if event.kind == DELETE:
        return _Read(event, form.dataset)
    values = read_fields(form, event)
    if isinstance(values, tuple):
        return _Read(event, form.dataset, problems=values)
    return _Read(event, form.dataset, values)


def _unknown(name: str, place: Place) -> Problem:
    return Problem("dataset.unknown", place, {"name": name})

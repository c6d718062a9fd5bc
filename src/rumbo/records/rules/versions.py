"""Which entries make a new version, which change nothing, and what each one supersedes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from rumbo.kernel.problems import Problem, Refused
from rumbo.records.rules.payload import Entry

RecordKey = tuple[str, str]


class Number(NamedTuple):
    """Where a version stands: what a source said, then the corrections of it by hand.

    A correction belongs to the source version that it corrects, so that whatever the source
    says later stands above it; what was only ever entered by hand corrects version 0.
    """

    source_version: int
    correction: int = 0


class Held(NamedTuple):
    """A version that the log already holds."""

    position: int
    source_version: int
    kind: str
    digest: str
    correction: int = 0

    @property
    def number(self) -> Number:
        return Number(self.source_version, self.correction)


@dataclass(slots=True)
class Versions:
    """Every held version of one record, while a batch is being placed."""

    by_number: dict[Number, Held] = field(default_factory=dict)

    @property
    def current(self) -> Held | None:
        """The highest version, which is not always the latest arrival."""
        return self.by_number[max(self.by_number)] if self.by_number else None

    @property
    def said(self) -> Held | None:
        """The highest version that a source said, whatever was corrected by hand since."""
        said = [each for each in self.by_number if not each.correction]
        return self.by_number[max(said)] if said else None


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry with its version and position.

    `supersedes` is the position that it closes: 0 for none, its own when it arrived late and
    so was never current.
    """

    entry: Entry
    position: int
    number: Number
    supersedes: int

    @property
    def source_version(self) -> int:
        return self.number.source_version

    @property
    def is_new(self) -> bool:
        return self.supersedes == 0

    @property
    def is_late(self) -> bool:
        """Whether a higher version was there already, so that this one was never current."""
        return self.supersedes == self.position


@dataclass(frozen=True, slots=True)
class Same:
    """An entry that changes nothing: the log holds this content already."""

    entry: Entry
    held: Held


@dataclass(frozen=True, slots=True)
class Contradiction:
    """An entry whose version the log holds with other content; nothing is written of it."""

    entry: Entry

    @property
    def problem(self) -> Problem:
        entry = self.entry
        version = str(entry.source_version)
        facts = {"dataset": entry.dataset, "key": entry.key, "version": version}
        return Problem("record.version-conflict", facts=facts)


Judgement = Placed | Same | Contradiction


@dataclass(frozen=True, slots=True)
class Placement:
    """What a batch comes to: the entries to write, and how many changed nothing."""

    placed: tuple[Placed, ...]
    same: int


def place(
    entries: Iterable[Entry],
    held: Mapping[RecordKey, Iterable[Held]],
    *,
    first_position: int,
) -> Placement:
    """Give each entry its version and position, in order; raises Refused on a contradiction."""
    placed: list[Placed] = []
    same = 0
    for each in judge(entries, held, first_position=first_position):
        match each:
            case Placed():
                placed.append(each)
            case Same():
                same += 1
            case Contradiction():
                raise Refused(each.problem)
    return Placement(tuple(placed), same)


def judge(
    entries: Iterable[Entry],
    held: Mapping[RecordKey, Iterable[Held]],
    *,
    first_position: int,
) -> Iterator[Judgement]:
    """What each entry comes to after those before it, in order.

    Without a source version, content equal to what a source said last makes no entry and any
    other gets the next version. With one, an older version enters closed; the same version with
    the same content changes nothing, and with other content is a contradiction. What is entered
    by hand corrects the current version, and changes nothing when it says the same.
    """
    records = {key: _versions(versions) for key, versions in held.items()}
    position = first_position
    for each in entries:
        versions = records.setdefault((each.dataset, each.key), Versions())
        number = _number(each, versions)
        if not isinstance(number, Number):
            yield number
            continue
        supersedes = _superseded(number, versions, position=position)
        versions.by_number[number] = _as_held(each, number, position=position)
        yield Placed(each, position, number, supersedes)
        position += 1


def current_of(held: Iterable[Held]) -> Held | None:
    """The version that holds now, of all that the log has of a record."""
    return _versions(held).current


def _versions(held: Iterable[Held]) -> Versions:
    return Versions({each.number: each for each in held})


def _as_held(entry: Entry, number: Number, *, position: int) -> Held:
    return Held(position, number.source_version, entry.kind, entry.digest, number.correction)


def _number(entry: Entry, versions: Versions) -> Number | Same | Contradiction:
    """The version to write, unless the log holds it already."""
    if entry.by_hand:
        return _next_correction(entry, versions.current)
    if entry.source_version is None:
        return _next_number(entry, versions.said)
    known = versions.by_number.get(Number(entry.source_version))
    if known is None:
        return Number(entry.source_version)
    return Same(entry, known) if _says(known, entry) else Contradiction(entry)


def _next_number(entry: Entry, said: Held | None) -> Number | Same:
    if said is None:
        return Number(1)
    return Same(entry, said) if _says(said, entry) else Number(said.source_version + 1)


def _next_correction(entry: Entry, current: Held | None) -> Number | Same:
    if current is None:
        return Number(0, 1)
    if _says(current, entry):
        return Same(entry, current)
    return current.number._replace(correction=current.correction + 1)


def _says(held: Held, entry: Entry) -> bool:
    return (held.kind, held.digest) == (entry.kind, entry.digest)


def _superseded(number: Number, versions: Versions, *, position: int) -> int:
    current = versions.current
    if current is None:
        return 0
    return current.position if number > current.number else position


def now_or(observed_at: datetime | None, *, received_at: datetime) -> datetime:
    """When the source stood like this; the moment of arrival if it did not say."""
    return observed_at or received_at

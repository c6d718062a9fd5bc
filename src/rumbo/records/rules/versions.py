"""Which entries make a new version, which change nothing, and what each one supersedes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from rumbo.kernel.problems import Problem, Refused
from rumbo.records.rules.payload import Entry

RecordKey = tuple[str, str]


class Held(NamedTuple):
    """A version that the log already holds."""

    position: int
    source_version: int
    kind: str
    digest: str


@dataclass(slots=True)
class Versions:
    """Every held version of one record, while a batch is being placed."""

    by_number: dict[int, Held] = field(default_factory=dict)

    @property
    def current(self) -> Held | None:
        """The highest source version, which is not always the latest arrival."""
        return self.by_number[max(self.by_number)] if self.by_number else None


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry with its version and position.

    `supersedes` is the position that it closes: 0 for none, its own when it arrived late and
    so was never current.
    """

    entry: Entry
    position: int
    source_version: int
    supersedes: int

    @property
    def is_new(self) -> bool:
        return self.supersedes == 0


@dataclass(frozen=True, slots=True)
class Placement:
    """What a batch comes to: the entries to write, and how many changed nothing."""

    placed: tuple[Placed, ...]
    same: int


def place(
    entries: Iterable[Entry],
    held: Mapping[RecordKey, Mapping[int, Held]],
    *,
    first_position: int,
) -> Placement:
    """Give each entry its version and position, in order; raises Refused on a contradiction.

    Without a source version, content equal to the current state makes no entry and any other
    gets the next version. With one, an older version enters closed; the same version with the
    same content changes nothing, and with other content is refused.
    """
    records = {key: Versions(dict(versions)) for key, versions in held.items()}
    placed: list[Placed] = []
    same = 0
    for each in entries:
        versions = records.setdefault((each.dataset, each.key), Versions())
        number = _number(each, versions)
        if number is None:
            same += 1
            continue
        position = first_position + len(placed)
        supersedes = _superseded(number, versions, position=position)
        versions.by_number[number] = Held(position, number, each.kind, each.digest)
        placed.append(Placed(each, position, number, supersedes))
    return Placement(tuple(placed), same)


def _number(entry: Entry, versions: Versions) -> int | None:
    """The source version to write, or None when the log holds this content already."""
    if entry.source_version is None:
        return _next_number(entry, versions.current)
    known = versions.by_number.get(entry.source_version)
    if known is None:
        return entry.source_version
    if (known.kind, known.digest) == (entry.kind, entry.digest):
        return None
    facts = {"dataset": entry.dataset, "key": entry.key, "version": str(entry.source_version)}
    raise Refused(Problem("record.version-conflict", facts=facts))


def _next_number(entry: Entry, current: Held | None) -> int | None:
    if current is None:
        return 1
    if (current.kind, current.digest) == (entry.kind, entry.digest):
        return None
    return current.source_version + 1


def _superseded(number: int, versions: Versions, *, position: int) -> int:
    current = versions.current
    if current is None:
        return 0
    return current.position if number > current.source_version else position


def now_or(observed_at: datetime | None, *, received_at: datetime) -> datetime:
    """When the source stood like this; the moment of arrival if it did not say."""
    return observed_at or received_at

"""What an import says: what a file looks like, what it would do, and what it did."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from rumbo.kernel.money import Money
from rumbo.records.importing.files import Kind
from rumbo.records.rules.dataset import Field
from rumbo.records.rules.mapping import Mapping as FileMapping
from rumbo.records.rules.payload import Shown
from rumbo.records.rules.rows import RejectedRow

# More than a person reads; the count goes on.
MOST_LISTED = 10_000
Progress = Callable[[int, int], None]
# What the organisation's clock says, asked again for each part that is committed.
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a file looks like, before anything is said about it.

    `header_line` is where its columns are named, 0 where they are named otherwise; `sheet` is
    the one that was looked at, of the `sheets` that hold something.
    """

    columns: tuple[str, ...]
    delimiter: str
    size: int
    sample: tuple[tuple[str, ...], ...]
    suggested: FileMapping | None = None
    kind: Kind = Kind.CSV
    header_line: int = 1
    sheet: str = ""
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnmatchedSeller:
    """A value in the file that means nobody yet, and what hangs on it."""

    value: str
    rows: int
    money: Money | None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field before and after; a person as the source writes them."""

    field: Field
    before: Shown
    after: Shown


@dataclass(frozen=True, slots=True)
class Example:
    """A record of the file, or one that it lacks (then without a line); values by field id."""

    key: str
    line: int
    values: Mapping[str, Shown]


@dataclass(frozen=True, slots=True)
class Changed:
    """A record that would get a new version, and the fields that make it new."""

    key: str
    line: int
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """The records of the same source that the file does not have, and the money they hold.

    `unreadable` counts the rows whose key nobody can tell: while there are any, no record can
    be said to be missing for certain.
    """

    count: int = 0
    money: Money | None = None
    examples: tuple[Example, ...] = ()
    unreadable: int = 0


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do."""

    new: int
    changed: int
    same: int
    rejected: tuple[RejectedRow, ...]
    rejected_count: int
    unmatched: tuple[UnmatchedSeller, ...]
    missing: Missing = Missing()
    new_examples: tuple[Example, ...] = ()
    changed_examples: tuple[Changed, ...] = ()
    same_examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did; `rejected` lists at most ten thousand of `rejected_count`.

    `missing` counts the records of the source that the file does not have, of which `deleted`
    were deleted; `header` names the cells of the rejected rows.
    """

    id: int
    new: int
    changed: int
    same: int
    rejected: tuple[RejectedRow, ...]
    rejected_count: int
    first_position: int | None = None
    last_position: int | None = None
    missing: int = 0
    deleted: int = 0
    header: tuple[str, ...] = ()


@dataclass(slots=True)
class Rejections:
    """The refused rows of one file, while it is read."""

    listed: list[RejectedRow] = field(default_factory=list)
    count: int = 0

    def add(self, rows: Iterable[RejectedRow]) -> None:
        for each in rows:
            self.count += 1
            if len(self.listed) < MOST_LISTED:
                self.listed.append(each)

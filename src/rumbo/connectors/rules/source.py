"""A source: where its rows are, how they become records, and when it is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from rumbo.connectors.rules.schedule import BY_HAND, Schedule
from rumbo.kernel.texts import Text

LONGEST_TIMEOUT = timedelta(hours=6)


class Deletes(StrEnum):
    """What it means that the source no longer has a record."""

    NEVER = "never"
    DAILY = "daily"
    EVERY_RUN = "every-run"


@dataclass(frozen=True, slots=True)
class Overlap:
    """How far before the last cursor a reading starts again: a span of time or a number."""

    time: timedelta = timedelta()
    count: int = 0


NO_OVERLAP = Overlap()


@dataclass(frozen=True, slots=True)
class Source:
    """A database that is asked for rows of one dataset.

    `connection` names the variable that holds its address; empty when the address was given on
    a page and is kept encrypted. Without a cursor every reading is of all rows.
    """

    key: str
    name: Text
    dataset: str
    query: str
    key_column: str
    columns: Mapping[str, tuple[str, ...]]
    connection: str = ""
    cursor_column: str = ""
    overlap: Overlap = NO_OVERLAP
    time_zone: str = ""
    deletes: Deletes = Deletes.NEVER
    at_most_deleted: int = 20  # per cent of what the source gave
    schedule: Schedule = BY_HAND
    timeout: timedelta = timedelta(minutes=5)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

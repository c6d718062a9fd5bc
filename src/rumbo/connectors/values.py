"""What other packages read of sources: small frozen values, none of which holds an address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from rumbo.connectors.rules.families import Family
from rumbo.connectors.rules.source import Source
from rumbo.kernel.problems import Problem
from rumbo.records.rules.rows import RejectedRow


@dataclass(frozen=True, slots=True)
class RunView:
    """One reading: how far it came, what it brought, and what stood in the way.

    `brought` is the import that holds the rows it refused, if there were any.
    """

    id: int
    source: str
    by: str
    at: datetime
    began_at: datetime
    ended_at: datetime | None
    state: str
    is_full: bool
    reconciled: bool
    cursor_from: str
    cursor_to: str
    new: int
    changed: int
    same: int
    rejected: int
    deleted: int
    brought: int | None
    problems: tuple[Problem, ...]

    @property
    def duration(self) -> timedelta | None:
        return self.ended_at - self.began_at if self.ended_at else None

    @property
    def rows(self) -> int:
        return self.new + self.changed + self.same + self.rejected

    @property
    def needs_attention(self) -> bool:
        return self.state in {"failed", "interrupted"} or bool(self.problems)


@dataclass(frozen=True, slots=True)
class Due:
    """A source that should be read, and the name of that reading: the same for all who ask."""

    key: str
    reading: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """A declared source, where its address is kept, and its last readings."""

    source: Source
    document: str
    address_set_at: datetime | None
    has_address: bool
    cursor: str
    last: RunView | None
    last_good: RunView | None
    next_at: datetime | None

    @property
    def state(self) -> str:
        """`unread`, `running`, `attention` or `good`."""
        if self.last is None:
            return "unread"
        if self.last.state == "running":
            return "running"
        return "attention" if self.last.needs_attention else "good"


@dataclass(frozen=True, slots=True)
class ColumnSeen:
    """A column of a query, what its first values are, and one of them as text."""

    name: str
    families: frozenset[Family]
    example: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What a source answered when it was tried: its first rows, and what they would become."""

    columns: tuple[ColumnSeen, ...]
    rows: tuple[tuple[str, ...], ...]
    rejected: tuple[RejectedRow, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def examples(self) -> Mapping[str, str]:
        return {each.name: each.example for each in self.columns}

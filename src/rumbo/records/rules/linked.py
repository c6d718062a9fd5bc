"""Where the records of a dataset live when the log does not hold them: another engine."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class MoneyIn(StrEnum):
    """How a linked table writes amounts: whole minor units (12345), or major ones (123.45)."""

    MINOR = "minor-units"
    MAJOR = "major-units"


@dataclass(frozen=True, slots=True)
class Positions:
    """The columns that say between which positions of this log a version was current."""

    start: str
    before: str


@dataclass(frozen=True, slots=True)
class Linked:
    """A table of a connection, and which of its columns are what.

    `columns` gives columns by field id; another field has a column of its own name.
    `versions` is None where the table holds only what is true now. `number` is the column of
    the source version. `observed` says when a row was last seen at its source; without it the
    table counts as seen whenever it is asked. `people` names the source under which people are
    matched; without it the table holds Rumbo's own identity keys.
    """

    connection: str
    table: str
    columns: tuple[tuple[str, str], ...] = ()
    money: MoneyIn = MoneyIn.MAJOR
    people: str = ""
    versions: Positions | None = None
    number: str = ""
    observed: str = ""
    by_field: dict[str, str] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_field", dict(self.columns))

    def column(self, field_id: str) -> str:
        """The column of a field."""
        return self.by_field.get(field_id, field_id.replace("-", "_"))


class TwoHomes(ValueError):
    """Records of two engines were asked for in one query."""


def home_of(linked: Iterable[Linked | None]) -> str:
    """The one connection that can answer, empty for the projection; raises TwoHomes.

    >>> home_of([Linked("warehouse", "sales.deals"), Linked("warehouse", "sales.accounts")])
    'warehouse'
    >>> home_of([None])
    ''
    """
    found = {each.connection if each else "" for each in linked}
    if len(found) > 1:
        raise TwoHomes(", ".join(sorted(found)))
    return min(found, default="")

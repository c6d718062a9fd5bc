"""What recognition gives to a screen: frozen values."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from rumbo.kernel.calendar import Grain, Period
from rumbo.kernel.texts import Text
from rumbo.metrics.values import Coverage

# A field may have thousands of values; the last of them are no competition.
MOST_SHOWN = 500


@dataclass(frozen=True, slots=True)
class BoardRef:
    """A board as declared: of `people`, the `teams` of a level, or the values of a `field`."""

    key: str
    name: Text
    means: Text
    metric: str
    grain: Grain
    of: str
    level: str
    role: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One place; values in the metric's major units.

    `gap_to_next` is what is missing to the next better value, held by `next_name`; both None
    for the first. `rank_change` counts places won (+) or lost (−) since yesterday, None where
    one of the two days has no place. `share` is of the leader's value, 0 to 1, for a bar.
    Without a value there is no rank either: "no value" is not zero.
    """

    rank: int | None
    key: str
    name: str
    value: Decimal | None
    gap_to_next: Decimal | None
    next_name: str | None
    rank_change: int | None
    share: Decimal | None
    is_me: bool


@dataclass(frozen=True, slots=True)
class BoardView:
    """A board at one position; `unmatched` is what is credited to nobody known yet, and on a
    board of values what has none.

    `compared_with` tells whether there was a board yesterday to compare with.
    """

    ref: BoardRef
    metric_name: Text
    unit: str
    direction: str
    currency: str
    period: Period
    position: int
    coverage: Coverage
    rows: tuple[BoardRow, ...]
    unmatched: Decimal | None
    compared_with: Period | None

    @property
    def observed_at(self) -> datetime | None:
        """When its sources were last heard of (UTC)."""
        return self.coverage.observed_at

    def is_stale(self, today: date) -> bool:
        """Whether its data is too old to say who stands where."""
        return self.coverage.is_stale(min(today, self.period.before))

    @property
    def shown(self) -> tuple[BoardRow, ...]:
        """The rows that a page has room for; whoever looks is always among them."""
        first = self.rows[:MOST_SHOWN]
        mine = tuple(each for each in self.rows[MOST_SHOWN:] if each.is_me)
        return first + mine

    @property
    def hidden(self) -> int:
        """How many rows there are beyond those that are shown."""
        return len(self.rows) - len(self.shown)

    def top(self, count: int = 3) -> tuple[BoardRow, ...]:
        """The first rows of the board."""
        return self.rows[:count]

    @property
    def mine(self) -> BoardRow | None:
        """The viewer's own row, or that of the team they are in."""
        return next((row for row in self.rows if row.is_me), None)

    def around(self, count: int = 2) -> tuple[BoardRow, ...]:
        """The viewer's own row with `count` neighbours on each side; the top without one."""
        index = next((i for i, row in enumerate(self.rows) if row.is_me), None)
        if index is None:
            return self.top(2 * count + 1)
        return self.rows[max(0, index - count) : index + count + 1]

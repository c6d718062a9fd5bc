"""Where a measure finds its records: one dataset of the projection, in SQL."""

from dataclasses import dataclass
from datetime import date

from sqlglot import exp

from rumbo.incentives.rules.plan import Credit


@dataclass(frozen=True, slots=True)
class Source:
    """A paying metric, compiled: its table, the day it counts by, its value and its filter.

    `value` gives whole minor units; the columns of `value` and `where` belong to the table
    alias `r`.
    """

    table: str
    dated_by: str
    value: exp.Expression
    where: exp.Expression | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days to gather: from the start of the window, up to the end of the payout period."""

    start: date
    before: date


@dataclass(frozen=True, slots=True)
class Gathering:
    """What one component counts: the source, its credits with their seats, and the days."""

    source: Source
    credits: tuple[tuple[int, Credit], ...]
    stretch: Stretch
    payee: str | None = None

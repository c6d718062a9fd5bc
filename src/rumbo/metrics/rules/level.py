"""What is in force on a day: a seat from its first day on and before its last, a last word."""

from dataclasses import dataclass
from enum import StrEnum


class At(StrEnum):
    """On which days of a period its records are looked at."""

    END = "end-of-period"
    START = "start-of-period"
    AVERAGE = "average-over-days"


@dataclass(frozen=True, slots=True)
class Level:
    """From which day a record is in force, before which, and when one looks.

    `start` and `before` are columns; without `before` a record stays in force for ever. With a
    `series`, records are snapshots: each stays in force until the next of those that agree in
    the columns of the series, which may be none.
    """

    start: str
    before: str = ""
    series: tuple[str, ...] | None = None
    at: At = At.END

    @property
    def is_average(self) -> bool:
        return self.at is At.AVERAGE

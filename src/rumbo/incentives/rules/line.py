"""One line of a statement: what was counted, at which rate, and what it pays."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from rumbo.incentives.rules.plan import MILLION
from rumbo.kernel.money import EXACT, places


class LineKind(StrEnum):
    """Why a line is there."""

    EARNING = "earning"
    FORGONE = "forgone"
    ADJUSTMENT = "adjustment"


class Reason(StrEnum):
    """Why something was forgone, or why a closed line is corrected."""

    NO_TARGET = "no-target"
    LATE = "late"
    CHANGED = "changed"
    GONE = "gone"
    RUNNING_TOTAL = "running-total"


@dataclass(frozen=True, slots=True)
class Line:
    """An immutable line. Money in minor units; `base` and `rate` in millionths.

    `before` and `after` are the running total of the window around the whole record; `band`
    counts from 1 in the order of the plan, and 0 is what lies below the first band.
    """

    number: int
    payee: str
    component: str
    kind: LineKind
    dataset: str
    record: str
    version: int
    day: date
    seat: int
    credited: int
    base: int
    band: int
    band_start: int
    rate: int
    before: int
    after: int
    target: int | None
    currency: str
    amount: int
    reason: str = ""
    corrects_run: str = ""
    corrects_line: int | None = None
    cause: int | None = None
    was: int | None = None

    @property
    def pays(self) -> Decimal:
        """The amount in major units, with the places of its currency."""
        return self._major(self.amount)

    @property
    def base_amount(self) -> Decimal:
        """The part of the record on which this line pays, in major units, exact."""
        return EXACT.scaleb(Decimal(self.base), -6 - places(self.currency))

    @property
    def rate_share(self) -> Decimal:
        """The rate as a fraction: 0.04 for 4 %."""
        return Decimal(self.rate) / MILLION

    def _major(self, minor: int) -> Decimal:
        return EXACT.scaleb(Decimal(minor), -places(self.currency))

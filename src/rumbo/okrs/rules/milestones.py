"""What is done step by step: the share of milestones ticked off, and how many were due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rumbo.kernel.calendar import Period
from rumbo.kernel.money import EXACT
from rumbo.targets.rules.pace import expected_by


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone: by when it is wanted, and on which day somebody ticked it off."""

    due: date | None = None
    done_on: date | None = None

    def overdue(self, today: date) -> bool:
        """Whether its day has passed without it."""
        return self.done_on is None and self.due is not None and self.due < today


def share_done(steps: Sequence[Step]) -> Decimal | None:
    """How many of all are ticked off, as a fraction; None when there are none.

    >>> str(share_done([Step(done_on=date(2026, 5, 4)), Step()]))
    '0.5'
    """
    if not steps:
        return None
    done = sum(each.done_on is not None for each in steps)
    return EXACT.divide(Decimal(done), Decimal(len(steps)))


def expected_of(steps: Sequence[Step], *, today: date, period: Period) -> Decimal:
    """The share that should be done by today: what was due on a day before, all of it; what has
    no day, evenly over the period."""
    if not steps:
        return expected_by(today, period)
    wanted = sum((_wanted(each, today=today, period=period) for each in steps), Decimal(0))
    return EXACT.divide(wanted, Decimal(len(steps)))


def _wanted(step: Step, *, today: date, period: Period) -> Decimal:
    if step.due is None:
        return expected_by(today, period)
    return Decimal(step.due < today)

"""What the reader's own pay comes to on a home, or why nobody can say."""

from dataclasses import dataclass
from datetime import date

from rumbo.incentives import queries as incentives
from rumbo.incentives.values import Statement
from rumbo.kernel.problems import Problem
from rumbo.people.values import Viewer
from rumbo.records.engines import Unanswered


@dataclass(frozen=True, slots=True)
class Pay:
    """The statements of the payout period; `problem` when their records cannot be reached."""

    statements: tuple[Statement, ...]
    problem: Problem | None = None


def pay_of(viewer: Viewer, *, today: date, position: int | None) -> Pay:
    """The pay of the person who reads; the rest of their home stands without it."""
    try:
        found = incentives.statements_on(
            today, payee=viewer.key, viewer=viewer, position=position
        )
    except Unanswered as fault:
        return Pay((), fault.problem)
    return Pay(found)

"""Settle a plan for a period: a preview run, or a closed one."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

from rumbo.history.actors import Actor
from rumbo.incentives import operations
from rumbo.incentives.values import RunView
from rumbo.kernel.calendar import Period


class Closing(StrEnum):
    """Whether the run may still be made again."""

    PREVIEW = "preview"
    CLOSE = "close"


def no_progress(_done: int, _of: int) -> None:
    """Told to nobody."""


def settle_plan(
    plan: str,
    *,
    period: Period,
    closing: Closing,
    by: Actor,
    at: datetime,
    progress: Callable[[int, int], None] = no_progress,
) -> RunView:
    """Make the run of a plan and period, and close it when asked. Raises Refused."""
    run = operations.settle(plan, period=period, by=by, at=at, progress=progress)
    if closing is Closing.CLOSE and run.closed_at is None:
        return operations.close(run.key, by=by, at=at)
    return run

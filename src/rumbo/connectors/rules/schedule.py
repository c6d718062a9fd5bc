"""When a source is read: by hand, every so often, or by a line of a calendar."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from croniter import croniter  # type: ignore[import-untyped]  # it ships no types

SHORTEST = timedelta(minutes=1)
LONGEST = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Schedule:
    """`every` a span, or `cron` (minute hour day month weekday); neither is by hand."""

    every: timedelta | None = None
    cron: str = ""

    @property
    def is_by_hand(self) -> bool:
        return self.every is None and not self.cron


BY_HAND = Schedule()


def is_cron(text: str) -> bool:
    """Whether a line has the five parts of a calendar line, and each can be.

    >>> is_cron("30 6 * * 1-5"), is_cron("61 * * * *"), is_cron("* * * * * *")
    (True, False, False)
    """
    return len(text.split()) == 5 and croniter.is_valid(text)


def due(schedule: Schedule, *, last: datetime | None, now: datetime, zone: str) -> str | None:
    """The name of the reading that is due now, None when none is.

    The same reading has the same name whoever asks, so that it is asked for once. Readings
    missed while nothing ran are caught up by one.
    """
    if schedule.every is not None:
        if last is None:
            return "first"
        wanted = last + schedule.every
        return None if wanted > now else f"{int(wanted.timestamp())}"
    if schedule.cron:
        tick = _latest_tick(schedule.cron, now=now, zone=zone)
        return None if last is not None and last >= tick else f"{int(tick.timestamp())}"
    return None


def upcoming(
    schedule: Schedule, *, last: datetime | None, now: datetime, zone: str
) -> datetime | None:
    """When it will be read next; None when only by hand."""
    if schedule.every is not None:
        return now if last is None else max(now, last + schedule.every)
    if schedule.cron:
        start = now.astimezone(ZoneInfo(zone))
        found: datetime = croniter(schedule.cron, start, ret_type=datetime).get_next()
        return found
    return None


def _latest_tick(cron: str, *, now: datetime, zone: str) -> datetime:
    """The last instant, up to now, at which the clock of the zone showed the line."""
    after = now.astimezone(ZoneInfo(zone)) + timedelta(seconds=1)
    found: datetime = croniter(cron, after, ret_type=datetime).get_prev()
    return found

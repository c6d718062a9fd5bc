"""A moment of the past: the instant that someone names, and the position that stands for it."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from rumbo.history.queries import first_at, position_at
from rumbo.kernel.problems import Problem, Refused

DAY = len("2017-08-15")


@dataclass(frozen=True, slots=True)
class AsOf:
    """What was known at an instant: one position, for everything that is asked with it.

    The instant is in the business zone; `text` names it in an address. Position 0 is before
    anything was known.
    """

    text: str
    instant: datetime
    position: int

    @property
    def day(self) -> date:
        return self.instant.date()


def instant(text: str, zone: ZoneInfo) -> datetime:
    """The instant that a text names; a bare day means its last moment. Raises Refused.

    >>> instant("2017-08-15", ZoneInfo("UTC")).isoformat()
    '2017-08-15T23:59:59.999999+00:00'
    """
    try:
        if len(text) == DAY:
            return datetime.combine(date.fromisoformat(text), time.max, zone)
        found = datetime.fromisoformat(text)
        return found.astimezone(zone) if found.tzinfo else found.replace(tzinfo=zone)
    except (ValueError, OverflowError) as error:
        raise Refused(Problem("moment.unreadable", facts={"value": text[:80]})) from error


def as_of(text: str, *, now: datetime, zone: ZoneInfo) -> AsOf | None:
    """The moment that a text names, resolved once; None for today, which is now.

    Raises Refused for what is no instant and for one that is still to come. It is what the
    organisation's clock says at `now` that tells the past from what is to come.
    """
    named = instant(text, zone)
    if len(text) == DAY and named.date() == now.astimezone(zone).date():
        return None
    if named > now:
        raise Refused(Problem("moment.to-come", facts={"value": text[:80]}))
    return AsOf(text, named, position_at(named))


def first_day(zone: ZoneInfo) -> date | None:
    """The business date on which the first thing became known, if anything did."""
    first = first_at()
    return first.astimezone(zone).date() if first else None


def known_by(found: AsOf, zone: ZoneInfo) -> AsOf:
    """The same moment; raises Refused when nothing was known by then."""
    if found.position > 0:
        return found
    first = first_day(zone)
    facts = {"value": found.text[:80], "first": first.isoformat() if first else ""}
    raise Refused(Problem("moment.before-anything", facts=facts))

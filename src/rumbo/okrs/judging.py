"""Judges the figures of a key result for a day: its course, its progress, its standing."""

from dataclasses import dataclass, replace
from decimal import Decimal

from rumbo.okrs.gauging import Around, Gauged, bounds_of, declared_aim
from rumbo.okrs.models import KeyResultVersion
from rumbo.okrs.rules.course import Aim, Course, Declared, course, starts_beyond
from rumbo.okrs.rules.freshness import is_stale
from rumbo.okrs.rules.holding import held
from rumbo.okrs.rules.milestones import expected_of
from rumbo.okrs.rules.progress import progress
from rumbo.targets.rules.pace import HELD_100_90, Pace, Standing, pace

ONE = Decimal(1)
# What is held is judged by its bound, and what is ticked off by its days: other sentences.
_OF_HOLD = {
    "pace.on-track": "pace.held",
    "pace.near": "pace.nearly-held",
    "pace.behind": "pace.not-held",
}


@dataclass(frozen=True, slots=True)
class Way:
    """The course, the raw progress along it, and what that means today."""

    along: Course | None
    raw: Decimal | None
    pace: Pace

    @property
    def direction(self) -> str:
        falls = self.along is not None and self.along.target < self.along.start
        return "down" if falls else "up"


def judged(version: KeyResultVersion, found: Gauged, around: Around) -> Way:
    """The way of a key result, with the reason where it cannot be judged."""
    match Aim(version.aim):
        case Aim.HOLD:
            return _of_hold(version, found, around)
        case Aim.DONE:
            return _of_done(version, found, around)
        case _:
            return _of_course(version, found, around)


def _of_course(version: KeyResultVersion, found: Gauged, around: Around) -> Way:
    declared = declared_aim(version, sums=found.accumulates)
    along = course(declared, baseline=found.baseline)
    beyond = _beyond(declared, along, found)
    raw = None if beyond else progress(found.current, along)
    silence = "pace.starts-beyond" if beyond else _silence(raw, along, found=found)
    silence = silence or _stale(found, around)
    known = pace(None if silence else raw, period=around.period, today=around.today)
    return Way(along, raw, _because(known, silence))


def _of_hold(version: KeyResultVersion, found: Gauged, around: Around) -> Way:
    """All of it is expected from the first day on: a bound is held, or it is not."""
    raw = held(found.current, bounds_of(version))
    silence = "pace.no-data" if raw is None else _stale(found, around)
    known = pace(
        None if silence else raw,
        period=around.period,
        today=around.today,
        policy=HELD_100_90,
        expected=ONE,
    )
    return Way(None, raw, _because(known, silence or _OF_HOLD.get(known.reason)))


def _of_done(version: KeyResultVersion, found: Gauged, around: Around) -> Way:
    along = course(declared_aim(version, sums=False), baseline=None)
    raw = progress(found.current, along)
    # What is done stays done, whether or not anybody speaks of it again.
    silence = None if raw == ONE else _stale(found, around)
    expected = expected_of(found.steps, today=around.today, period=around.period)
    known = pace(
        None if silence else raw, period=around.period, today=around.today, expected=expected
    )
    return Way(along, raw, _because(known, silence or _of_steps(known, raw, around)))


def _of_steps(known: Pace, raw: Decimal | None, around: Around) -> str | None:
    if raw == ONE:
        return "pace.done"
    begun = around.period.elapsed(around.today) > 0
    return "pace.nothing-due" if begun and not known.expected else None


def _because(known: Pace, reason: str | None) -> Pace:
    keeps = reason is None or known.standing is Standing.NOT_STARTED
    return known if keeps else replace(known, reason=reason or known.reason)


def _beyond(declared: Declared, along: Course | None, found: Gauged) -> bool:
    sums = found.accumulates or found.name is None
    up = found.direction == "up"
    return along is not None and not sums and starts_beyond(declared, along, up_is_good=up)


def _silence(raw: Decimal | None, along: Course | None, *, found: Gauged) -> str | None:
    """Why there is no progress at all."""
    if raw is not None:
        return None
    if along is None:
        return "pace.no-baseline"
    return "pace.no-data" if found.current is None else "pace.unscorable"


def _stale(found: Gauged, around: Around) -> str | None:
    fresh = found.coverage.fresh_through
    stale = is_stale(fresh, today=around.today, period=around.period)
    return "pace.stale" if stale else None

"""The parts of a period: the weeks, months or quarters that begin in it and are over."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from rumbo.kernel.calendar import Grain, Period
from rumbo.kernel.problems import Problem, Refused
from rumbo.metrics.rules.buckets import name_of
from rumbo.metrics.rules.metric import Periodic
from rumbo.metrics.rules.question import Asked, ByTime
from rumbo.metrics.rules.since import DAY, around

_LENGTHS = list(Grain)


@dataclass(frozen=True, slots=True)
class Part:
    """One part by name, and the group of time that it belongs to, where one is asked for."""

    period: Period
    name: str
    group: str | None


def parts_of(body: Periodic, asked: Asked, *, seen: date) -> tuple[Part, ...]:
    """The parts of a question's period, in order; one that still runs is none yet.

    A part belongs to the period, and to the group of time, in which its first day lies, whole.
    Raises Refused for groups of time shorter than a part, or for two lengths of time.
    """
    grains = asked.grains
    if len(grains) > 1 or any(_is_shorter(each, body.each) for each in grains):
        facts = {"each": body.each.value, "asked": ", ".join(grains)}
        raise Refused(Problem("metric.periodic.grains", facts=facts))
    return tuple(
        Part(each, name_of(each.start, body.each, asked.calendar), _group(each, asked))
        for each in _periods(body.each, asked)
        if asked.period.start <= each.start and each.before - DAY <= seen
    )


def _is_shorter(grain: Grain, than: Grain) -> bool:
    return _LENGTHS.index(grain) < _LENGTHS.index(than)


def _periods(grain: Grain, asked: Asked) -> Iterator[Period]:
    day = asked.period.start
    while day < asked.period.before:
        period = around(day, grain, asked.calendar)
        yield period
        day = period.before


def _group(part: Period, asked: Asked) -> str | None:
    for grain in asked.grains:
        return name_of(around(part.start, grain, asked.calendar).start, grain, asked.calendar)
    return None


def with_parts(body: Periodic, asked: Asked, parts: tuple[Part, ...]) -> Asked:
    """The question about every part: grouped by it, last of all."""
    others = tuple(each for each in asked.by if not isinstance(each[1], ByTime))
    period = Period(parts[0].period.start, parts[-1].period.before)
    by = (*others, (body.each.value, ByTime(body.each)))
    return replace(asked, by=by, period=period, until=None)

"""The bands of a scale as rows for a join: one row per band and stretch of days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from rumbo.incentives.rules.plan import Scale


@dataclass(frozen=True, slots=True)
class BandRow:
    """A band between two days. `starts` None reaches downwards, `ends` None upwards.

    Bounds are minor units, or millionths of the target; `written` is the bound as the plan has
    it, and `band` counts from 1, 0 being what lies below a first band that starts above zero.
    """

    band: int
    written: int
    starts: int | None
    ends: int | None
    rate: int
    valid_from: date | None
    valid_before: date | None


def band_rows(scale: Scale) -> tuple[BandRow, ...]:
    """Every band of every stretch of days on which no number of the table changes."""
    return tuple(_rows(scale))


def _rows(scale: Scale) -> Iterator[BandRow]:
    for first, before in pairwise([None, *scale.days, None]):
        day = first or date.min
        starts = [band.start.on(day) for band in scale.bands]
        rates = [band.rate.on(day) for band in scale.bands]
        for place, (start, rate) in enumerate(zip(starts, rates, strict=True)):
            end = starts[place + 1] if place + 1 < len(starts) else None
            lowest = None if place == 0 and start == 0 else start
            yield BandRow(place + 1, start, lowest, end, rate, first, before)
        if starts[0] > 0:
            yield BandRow(0, 0, None, starts[0], 0, first, before)

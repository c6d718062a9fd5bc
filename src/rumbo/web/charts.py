"""Geometry of the small charts a page is served with: texts for SVG attributes, no pixels.

Shares are Decimal fractions; everything given out is a number as text, ready for an attribute.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal

from rumbo.kernel.calendar import Period
from rumbo.kernel.money import EXACT, rounded

ZERO, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)
# Ends of an axis whose quarters are short to write.
_NICE = tuple(
    Decimal(each)
    for each in ("1", "1.2", "1.6", "2", "2.4", "2.8", "3.2", "3.6", "4", "4.8", "6", "8")
)

# Steps of an axis that does not begin at zero.
_STEPS = tuple(Decimal(each) for each in ("1", "2", "2.5", "5"))


@dataclass(frozen=True, slots=True)
class Ring:
    """`dash` is the part drawn of a circle of length 100; `angle` turns the should-be mark."""

    dash: str
    angle: str | None


@dataclass(frozen=True, slots=True)
class Bar:
    """Lengths and places in per cent of the track; None is a mark that is not known."""

    now: str
    should: str | None = None
    will_from: str | None = None
    will_width: str | None = None


@dataclass(frozen=True, slots=True)
class PaceChart:
    """A running total against its target, on a square of 100 by 100 that stretches.

    `ticks` are the values of the vertical axis from the top down; `days` the dates below.
    """

    line: str
    area: str
    expected: str | None
    target_y: str | None
    now_x: str
    now_y: str
    ticks: tuple[Decimal, ...]
    gridlines: tuple[str, ...]
    days: tuple[date, ...]
    rows: tuple[tuple[date, Decimal], ...]


def ring(progress: Decimal | None, expected: Decimal | None = None) -> Ring:
    """Progress as a part of a circle, clamped to it.

    >>> ring(Decimal("0.72"), Decimal("0.5"))
    Ring(dash='72', angle='180')
    """
    share = _clamped(progress or ZERO)
    angle = None if expected is None else _text(_clamped(expected) * 360)
    return Ring(_text(share * HUNDRED), angle)


def bar(
    now: Decimal | None,
    should: Decimal | None = None,
    will: tuple[Decimal, Decimal] | None = None,
) -> Bar:
    """Where we are, should be, and are heading (a band), clamped to the track.

    >>> bar(Decimal("0.5"), Decimal("0.6"))
    Bar(now='50', should='60', will_from=None, will_width=None)
    """
    width = _percent(now or ZERO)
    mark = None if should is None else _percent(should)
    if will is None:
        return Bar(width, mark)
    low, high = (_clamped(each) * HUNDRED for each in will)
    return Bar(width, mark, _text(low), _text(max(high - low, ZERO)))


@dataclass(frozen=True, slots=True)
class Steps:
    """A running total on its way through the steps of a table, in per cent of the track."""

    now: str
    marks: tuple[str, ...]


def steps(running: Decimal, starts: Sequence[Decimal]) -> Steps:
    """Draw a running total and where each further step starts.

    >>> steps(Decimal(60), [Decimal(0), Decimal(50), Decimal(100)])
    Steps(now='60', marks=('50', '100'))
    """
    top = max([*starts, running, ONE])
    shares = [EXACT.divide(each, top) for each in starts if each > 0]
    return Steps(_percent(EXACT.divide(running, top)), tuple(_percent(each) for each in shares))


def sparkline(values: Sequence[Decimal]) -> str:
    """Points of a line in a box of 100 by 100 from the lowest value to the highest."""
    if len(values) < 2:
        return ""
    low, high = min(values), max(values)
    reach = high - low or ONE
    step = EXACT.divide(HUNDRED, Decimal(len(values) - 1))
    heights = (HUNDRED - EXACT.divide((each - low) * HUNDRED, reach) for each in values)
    return " ".join(f"{_text(step * i)},{_text(y)}" for i, y in enumerate(heights))


def pace_chart(
    reached: Sequence[tuple[date, Decimal]],
    *,
    period: Period,
    today: date,
    target: Decimal | None = None,
) -> PaceChart:
    """Draw what was reached by the end of each day, beside a straight way to the target."""
    rows = _until(reached, period, today)
    highest = max((value for _, value in rows), default=ZERO)
    top = nice_top(max(highest, target or ZERO))
    line = [(_x(day, period), _y(value, top)) for day, value in rows]
    points = _joined(line)
    now_x, now_y = line[-1] if line else ("0", "100")
    expected = None if target is None else f"0,100 100,{_y(target, top)}"
    quarters = [EXACT.divide(top * part, Decimal(4)) for part in (4, 3, 2, 1, 0)]
    return PaceChart(
        line=points,
        area=f"0,100 {points} {now_x},100" if points else "",
        expected=expected,
        target_y=None if target is None else _y(target, top),
        now_x=now_x,
        now_y=now_y,
        ticks=tuple(quarters),
        gridlines=("0", "25", "50", "75"),
        days=_days(period),
        rows=tuple(rows[:: max(len(rows) // 13, 1)]),
    )


def course_chart(
    points: Sequence[tuple[date, Decimal, Decimal | None]],
    *,
    period: Period,
    target: Decimal | None = None,
) -> PaceChart | None:
    """Draw values beside where each should have been.

    What grows from zero is drawn up to its target, anything else between its extremes.
    """
    if len(points) < 2:
        return None
    wanted = [(day, should) for day, _, should in points if should is not None]
    low, reach = _range([value for _, value, _ in points], [each for _, each in wanted], target)
    line = [(_x(day, period), _between(value, low, reach)) for day, value, _ in points]
    course = [(_x(day, period), _between(value, low, reach)) for day, value in wanted]
    within = target is not None and low <= target <= low + reach
    parts = [EXACT.divide(reach * part, Decimal(4)) for part in (4, 3, 2, 1, 0)]
    return PaceChart(
        line=_joined(line),
        area="",
        expected=_joined(course) or None,
        target_y=_between(target, low, reach) if target is not None and within else None,
        now_x=line[-1][0],
        now_y=line[-1][1],
        ticks=tuple(low + part for part in parts),
        gridlines=("0", "25", "50", "75"),
        days=_days(period),
        rows=tuple((day, value) for day, value, _ in points),
    )


def _range(
    values: Sequence[Decimal], wanted: Sequence[Decimal], target: Decimal | None
) -> tuple[Decimal, Decimal]:
    """The lower end of an axis, and its length."""
    low, high = min([*values, *wanted]), max([*values, *wanted])
    if ZERO <= low <= high / 10:
        return ZERO, nice_top(max(high, target or ZERO))
    return _round_ends(low, high if high > low else low + ONE)


def _round_ends(low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    """A round number at or below the lowest value, and four round steps beyond the highest.

    >>> [str(each) for each in _round_ends(Decimal("0.444"), Decimal("0.667"))]
    ['0.4', '0.4']
    """
    wanted = EXACT.divide(high - low, Decimal(4))
    for power in (wanted.adjusted(), wanted.adjusted() + 1):
        for step in (each.scaleb(power) for each in _STEPS):
            start = (low / step).to_integral_value(ROUND_FLOOR) * step
            if start + 4 * step >= high:
                return start, 4 * step
    return low, high - low


def _between(value: Decimal, low: Decimal, reach: Decimal) -> str:
    return _text(HUNDRED - EXACT.divide((value - low) * HUNDRED, reach))


def _joined(points: Sequence[tuple[str, str]]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)


def nice_top(value: Decimal) -> Decimal:
    """The end of an axis: the next round number at or above the value.

    >>> str(nice_top(Decimal("373218")))
    '400000'
    """
    if value <= 0:
        return ONE
    scale = Decimal(1).scaleb(value.adjusted())
    for step in (*_NICE, Decimal(10)):
        if step * scale >= value:
            return rounded(step * scale, 0) if scale >= 10 else step * scale
    return scale * 10


def _until(
    reached: Sequence[tuple[date, Decimal]], period: Period, today: date
) -> list[tuple[date, Decimal]]:
    """Every day of the period until today; a day without a value repeats the one before."""
    by_day, value, rows = dict(reached), ZERO, []
    for number in range(period.start.toordinal(), period.before.toordinal()):
        day = date.fromordinal(number)
        if day > today:
            break
        value = by_day.get(day, value)
        rows.append((day, value))
    return rows


def _days(period: Period) -> tuple[date, ...]:
    first, length = period.start.toordinal(), period.days - 1
    return tuple(date.fromordinal(first + length * part // 4) for part in range(5))


def _x(day: date, period: Period) -> str:
    passed = Decimal((day - period.start).days + 1)
    return _text(EXACT.divide(passed * HUNDRED, Decimal(period.days)))


def _y(value: Decimal, top: Decimal) -> str:
    return _text(HUNDRED - EXACT.divide(value * HUNDRED, top))


def _percent(share: Decimal) -> str:
    return _text(_clamped(share) * HUNDRED)


def _clamped(share: Decimal) -> Decimal:
    return min(max(share, ZERO), ONE)


def _text(value: Decimal) -> str:
    text = f"{rounded(value, 2):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

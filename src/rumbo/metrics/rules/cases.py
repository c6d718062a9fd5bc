"""Runs the cases of a metric: the figures it must give for rows that fit on a screen."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from rumbo.kernel.calendar import Grain, Period, parse_period
from rumbo.kernel.money import EXACT
from rumbo.kernel.problems import Place, Problem
from rumbo.metrics.rules.case import Case, Expected
from rumbo.metrics.rules.metric import Metric
from rumbo.metrics.rules.question import EVERYTHING, Asked, Calendar, dimension
from rumbo.metrics.rules.tally import tallied

ENDLESS = 6
_TIMES = frozenset(grain.value for grain in Grain)
FEWEST_PLACES = 2
ALWAYS = Period(date(1900, 1, 1), date(2200, 1, 1))


def case_problems(metric: Metric, place: Place) -> list[Problem]:
    """Each figure that differs from what a case says; a metric without cases is a problem."""
    if not metric.cases:
        return [Problem("metric.no-cases", place, {"metric": metric.key})]
    return [problem for case in metric.cases for problem in _run(metric, case)]


def run_cases(metric: Metric) -> tuple[Problem, ...]:
    """All that the metric's own cases find wrong with it; needs no database."""
    return tuple(case_problems(metric, Place()))


def _run(metric: Metric, case: Case) -> list[Problem]:
    wrong = (_checked(metric, case, each) for each in case.gives)
    return [problem for problem in wrong if problem is not None]


def _checked(metric: Metric, case: Case, expected: Expected) -> Problem | None:
    """What is in force, and what is folded, has no figure without a period."""
    if metric.needs_period and not _TIMES & expected.dimensions.keys():
        return Problem("metric.case.no-period", expected.place, {"metric": metric.key})
    return _compare(metric, expected, _figure(metric, case, expected))


def _figure(metric: Metric, case: Case, expected: Expected) -> Decimal | None:
    """The figure of the group that a case speaks of, in the periods that it names."""
    times = [parse_period(v) for k, v in expected.dimensions.items() if k in _TIMES]
    period = _overlap(times)
    if period is None:
        return None
    others = {k: v for k, v in expected.dimensions.items() if k not in _TIMES}
    bodies = [each.body for each in metric.simples()]
    by = tuple((name, dimension(name, bodies=bodies, levels=())) for name in others)
    asked = Asked(period=period, by=by, scope=EVERYTHING, calendar=Calendar())
    return tallied(metric, case.rows, asked).get(tuple(others.values()))


def _overlap(periods: list[Period]) -> Period | None:
    found: Period | None = ALWAYS
    for each in periods:
        found = found.overlap(each) if found else None
    return found


def _compare(metric: Metric, expected: Expected, given: Decimal | None) -> Problem | None:
    if agree(given, expected.value):
        return None
    written = expected.dimensions.items()
    facts = {
        "metric": metric.key,
        "group": ", ".join(f"{name} {value}" for name, value in written),
        "expected": "none" if expected.value is None else str(expected.value),
        "given": "none" if given is None else format(given.normalize(EXACT), "f"),
    }
    return Problem("metric.case.differs", expected.place, facts)


def agree(given: Decimal | None, written: Decimal | None) -> bool:
    """Whether a figure is what somebody wrote.

    Exactly so; a quotient that goes on and on may be written half up, to two places or more.

    >>> agree(Decimal("0.666666666666"), Decimal("0.667")), agree(Decimal("5.50"), Decimal(6))
    (True, False)
    """
    if given is None or written is None:
        return given is written
    if -_exponent(given.normalize(EXACT)) <= ENDLESS:
        return given == written
    places = min(_exponent(written), -FEWEST_PLACES)
    return given.quantize(Decimal(1).scaleb(places), ROUND_HALF_UP, EXACT) == written


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0

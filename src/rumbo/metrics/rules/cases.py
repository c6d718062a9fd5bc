"""Runs the cases of a metric: the figures it must give for rows that fit on a screen."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import partial

from rumbo.kernel.calendar import Grain, Period, parse_period
from rumbo.kernel.expressions import Value
from rumbo.kernel.money import EXACT
from rumbo.kernel.problems import Place, Problem
from rumbo.metrics.rules.metric import Case, Cumulative, Expected, Metric, Simple
from rumbo.metrics.rules.question import Calendar
from rumbo.metrics.rules.since import reaching_back
from rumbo.metrics.rules.tally import Group, figures, group_value

ENDLESS = 6
_TIMES = frozenset(grain.value for grain in Grain)
FEWEST_PLACES = 2


def case_problems(metric: Metric, place: Place) -> list[Problem]:
    """Each figure that differs from what a case says; a metric without cases is a problem."""
    if not metric.cases:
        return [Problem("metric.no-cases", place, {"metric": metric.key})]
    return [problem for case in metric.cases for problem in _run(metric, case)]


def run_cases(metric: Metric) -> tuple[Problem, ...]:
    """All that the metric's own cases find wrong with it; needs no database."""
    return tuple(case_problems(metric, Place()))


def _run(metric: Metric, case: Case) -> list[Problem]:
    if isinstance(metric.body, Cumulative):
        return _run_on(metric, case, body=metric.body)
    found = {
        by: figures(metric, case.rows, by=by)
        for by in dict.fromkeys(tuple(each.dimensions) for each in case.gives)
    }
    wrong = (_compare(metric, each, found[tuple(each.dimensions)]) for each in case.gives)
    return [problem for problem in wrong if problem is not None]


def _run_on(metric: Metric, case: Case, *, body: Cumulative) -> list[Problem]:
    """Figures of periods that reach back: each is counted by itself."""
    problems = []
    for each in case.gives:
        others = tuple(name for name in each.dimensions if name not in _TIMES)
        times = [parse_period(each.dimensions[n]) for n in each.dimensions if n in _TIMES]
        asks = partial(_in_all, [reaching_back(body, time, Calendar()) for time in times])
        found = figures(metric, case.rows, by=others, asks=asks)
        own = {name: each.dimensions[name] for name in others}
        problem = _compare(metric, replace(each, dimensions=own), found)
        problems.extend([problem] if problem else [])
    return problems


def _in_all(periods: list[Period], body: Simple, row: Mapping[str, Value]) -> bool:
    day = row[body.dated_by]
    return isinstance(day, date) and all(day in each for each in periods)


def _compare(
    metric: Metric, expected: Expected, found: dict[Group, Decimal | None]
) -> Problem | None:
    written = expected.dimensions.items()
    group = tuple(group_value(name, value) for name, value in written)
    given = found.get(group)
    agrees = agree(given, expected.value)
    if agrees:
        return None
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

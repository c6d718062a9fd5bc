"""Runs the cases of a metric: the figures it must give for rows that fit on a screen."""

from decimal import ROUND_HALF_UP, Decimal

from rumbo.kernel.money import EXACT
from rumbo.kernel.problems import Place, Problem
from rumbo.metrics.rules.metric import Case, Expected, Metric
from rumbo.metrics.rules.tally import Group, figures, group_value

ENDLESS = 6
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
    found = {
        by: figures(metric, case.rows, by=by)
        for by in dict.fromkeys(tuple(each.dimensions) for each in case.gives)
    }
    wrong = (_compare(metric, each, found[tuple(each.dimensions)]) for each in case.gives)
    return [problem for problem in wrong if problem is not None]


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

"""Which sums tell the truth: a figure may be added only over the dimensions it declares."""

from collections.abc import Iterable

from rumbo.kernel.calendar import Grain
from rumbo.kernel.problems import Place, Problem, Refused
from rumbo.metrics.rules.metric import Metric, Simple
from rumbo.metrics.rules.question import MANAGER, PERSON, TEAM
from rumbo.records.rules.dataset import column_of

TIME = frozenset(grain.value for grain in Grain)
_PEOPLE = frozenset({PERSON, MANAGER, TEAM})


def adding_problems(metric: Metric, place: Place) -> list[Problem]:
    """What is wrong with `adds-up-over`: a metric that never adds, or a name nobody knows."""
    if metric.adds_up_over and not can_add(metric):
        return [Problem("metric.never-adds", place, {"metric": metric.key})]
    if metric.adds_up_over & TIME and any(each.body.level for each in metric.simples()):
        return [Problem("metric.level.adds-over-time", place, {"metric": metric.key})]
    known = known_names(metric)
    strange = sorted(metric.adds_up_over - known)
    listed = ", ".join(sorted(known))
    return [
        Problem("metric.unknown-dimension", place, {"name": name, "near": "", "known": listed})
        for name in strange
    ]


def can_add(metric: Metric) -> bool:
    """Whether parts of this metric can ever be summed: no ratio, no average, no share."""
    return all(
        isinstance(each.body, Simple) and each.body.aggregate.adds_up for each in metric.tree()
    )


def known_names(metric: Metric) -> frozenset[str]:
    """The dimensions that all the metric's datasets share, and those of time and people."""
    shared = [
        frozenset(field.id for field in simple.body.reach.fields) for simple in metric.simples()
    ]
    return frozenset.intersection(*shared) | TIME | _PEOPLE


def refuse_sum(metric: Metric, over: Iterable[str]) -> None:
    """Raise Refused when the sum over a dimension would not be the figure of the whole."""
    allowed = _allowed(metric)
    for name in over:
        if column_of(name) not in allowed:
            facts = {
                "metric": metric.key,
                "over": name,
                "allowed": ", ".join(sorted(metric.adds_up_over)),
            }
            raise Refused(Problem("metric.does-not-add-up", facts=facts))


def _allowed(metric: Metric) -> frozenset[str]:
    """Declared dimensions, and what goes with them: one length of time stands for all."""
    declared = frozenset(column_of(each) for each in metric.adds_up_over)
    credited = {each.body.credited_to for each in metric.simples()}
    if declared & TIME:
        declared |= TIME
    if declared & credited:
        declared |= {PERSON}
    return declared

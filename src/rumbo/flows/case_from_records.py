"""A case for a metric, made of real records: a person checks it, and from then on it holds."""

import re
from collections.abc import Mapping
from datetime import date

import yaml

from rumbo.flows.case_rows import Rows, rows_of
from rumbo.flows.revise_metric import looked_at
from rumbo.kernel.calendar import Grain, period_of
from rumbo.kernel.problems import Problem, Refused
from rumbo.metrics.rules.buckets import name_of
from rumbo.metrics.rules.metric import Cumulative, Metric, Periodic
from rumbo.metrics.rules.question import Calendar
from rumbo.people.values import Viewer

SAYS = {"en": "Real records: check them by hand", "es": "Registros reales: compruébalos a mano"}
_GIVEN = "metric.case.differs"
_GRAINS = tuple(Grain)


def with_real_case(text: str, *, key: str, viewer: Viewer, today: date) -> str:
    """The document with its cases replaced by one of the latest records, and what they give.

    Raises Refused, with why, for a text that defines nothing and where there are no records to
    be had.
    """
    metric = looked_at(text, key=key, viewer=viewer).metric
    if metric is None:
        raise Refused(Problem("metric.case.undefined"))
    rows = rows_of(metric, viewer=viewer, today=today)
    period = _period(metric, rows.day)
    written = _with_case(text, rows, {**period, metric.key: "0"})
    problems = looked_at(written, key=key, viewer=viewer).problems
    given = next((each.facts["given"] for each in problems if each.code == _GIVEN), "0")
    return _with_case(text, rows, {**period, metric.key: str(given)})


def _period(metric: Metric, day: date) -> dict[str, str]:
    """The month of a day, or what the metric folds if longer; nothing where none is needed.

    What runs since the start of a year has a figure without a period, at the end of all times.
    """
    runs = any(isinstance(each.body, Cumulative) for each in metric.tree())
    if not metric.needs_period and not runs:
        return {}
    folded = [each.body.each for each in metric.tree() if isinstance(each.body, Periodic)]
    grain = max((Grain.MONTH, *folded), key=_GRAINS.index)
    return {grain.value: name_of(period_of(day, grain).start, grain, Calendar())}


def _with_case(text: str, rows: Rows, gives: Mapping[str, str]) -> str:
    listed = f"    rows:\n{_rows(rows)}    gives: [{_flow(gives)}]\n"
    case = f"cases:\n  - says: {_flow(SAYS)}\n{listed}"
    kept = re.sub(r"(?m)^cases:.*\n(?:[ \-#].*\n|\n)*", "", f"{text.rstrip()}\n")
    return kept + case


def _rows(rows: Rows) -> str:
    """A list, below the name of its dataset where there are several."""
    named = len(rows.listed) > 1
    written: list[str] = []
    for key, listed in rows.listed.items():
        written.extend([f"      {key}:\n"] if named else [])
        written.extend(f"{'  ' if named else ''}      - {_flow(row)}\n" for row in listed)
    return "".join(written)


def _flow(value: Mapping[str, str]) -> str:
    return yaml.safe_dump(
        dict(value), default_flow_style=True, allow_unicode=True, sort_keys=False, width=10_000
    ).strip()

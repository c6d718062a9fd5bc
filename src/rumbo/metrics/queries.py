"""Ask a metric: its figures, their growth, and the reasons behind them.

Answers hold keys and figures; names and words are chosen above.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from rumbo.kernel.calendar import Period
from rumbo.metrics.answering import answered, answered_together, asked_key
from rumbo.metrics.asking import ready
from rumbo.metrics.bounded import Bounded
from rumbo.metrics.catalogue import UnknownMetric, known_at, versions
from rumbo.metrics.explaining import Page, explained
from rumbo.metrics.reaching import coverage as covered
from rumbo.metrics.rules.adding import refuse_sum
from rumbo.metrics.rules.combine import ZERO
from rumbo.metrics.rules.metric import Metric
from rumbo.metrics.rules.question import TEAM
from rumbo.metrics.series import running
from rumbo.metrics.values import (
    EVERYTHING,
    Answer,
    Coverage,
    Explanation,
    Point,
    Question,
    RecordRow,
    Row,
    Scope,
    Used,
    VersionView,
)
from rumbo.metrics.world import world
from rumbo.people.values import Visible

__all__ = [
    "EVERYTHING",
    "Answer",
    "Coverage",
    "Explanation",
    "Point",
    "Question",
    "RecordRow",
    "Row",
    "Scope",
    "UnknownMetric",
    "Used",
    "VersionView",
    "answer",
    "answers",
    "check",
    "coverage",
    "daily",
    "explain",
    "metric",
    "metrics",
    "total",
    "versions",
]


_SERIES: Bounded[tuple[Point, ...]] = Bounded(200)


def answer(question: Question, *, visible: Visible) -> Answer:
    """The figures of a metric, of the records a reader may see.

    Raises UnknownMetric, and Refused for a dimension, scope or filter that does not exist.
    """
    return answered(question, ready(question, visible=visible), visible=visible)


def check(question: Question, *, visible: Visible) -> None:
    """Raise what `answer` would of the question itself, without computing anything."""
    ready(question, visible=visible)


def answers(questions: Sequence[Question], *, visible: Visible) -> tuple[Answer, ...]:
    """Answers to several questions about one position, in their order.

    What they need of one dataset, date and credit is counted in one pass over its records.
    Raises what `answer` raises, and ValueError for questions of different positions.
    """
    if len({each.position for each in questions}) > 1:
        raise ValueError("questions of different positions are asked apart")
    asked = [(each, ready(each, visible=visible)) for each in questions]
    return answered_together(asked, visible=visible)


def daily(
    question: Question, *, visible: Visible, before: date | None = None
) -> tuple[Point, ...]:
    """The ungrouped figure as reached by the end of each day of the period, up to `before`.

    Raises Refused for a metric whose days do not add up, as of distinct values or a median.
    """
    resolved = ready(question, visible=visible)
    key = (*asked_key(question, resolved, visible=visible), before)
    return _SERIES.get(key, lambda: running(resolved, before=before))


def coverage(key: str, *, visible: Visible, position: int | None = None) -> Coverage:
    """How far, and how freshly, the data of a metric reaches; raises UnknownMetric."""
    day = date.min
    question = Question(key, Period(day, day + timedelta(days=1)), position=position)
    return covered(ready(question, visible=visible))


def explain(
    question: Question, *, visible: Visible, page: int = 1, size: int = 50
) -> Explanation:
    """How the figures came to be: sentence, SQL, a page of the records, and the versions."""
    resolved = ready(question, visible=visible)
    found = answered(question, resolved, visible=visible)
    return explained(found, resolved, page=Page(page, size))


def metric(key: str, *, position: int | None = None) -> Metric:
    """One metric, as declared at a position or now; raises UnknownMetric.

    One that was first declared later than the position stands as it was then.
    """
    return world(position).metric(key)


def metrics(*, position: int | None = None) -> tuple[Metric, ...]:
    """Every metric declared by a position, or now, in order of key."""
    known = world(position).metrics
    listed = known.keys() if position is None else known.keys() & known_at(position)
    return tuple(known[key] for key in sorted(listed))


def total(found: Answer, *, over: Iterable[str]) -> Decimal | None:
    """The sum of an answer's rows over the dimensions it is grouped by.

    Raises Refused where that sum would lie: the metric does not declare that it adds up so.
    """
    levels = world(None).levels
    refuse_sum(found.metric, [TEAM if each in levels else each for each in over])
    values = [row.value for row in found.rows if row.value is not None]
    return sum(values, ZERO) if values else None

"""One metric on a page: its figure, its growth, its parts, and who relies on it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from rumbo.incentives import queries as incentives
from rumbo.kernel.money import EXACT
from rumbo.kernel.problems import Refused
from rumbo.kernel.texts import Text
from rumbo.metrics import queries
from rumbo.metrics.catalogue import versions
from rumbo.metrics.rules.metric import Metric
from rumbo.metrics.values import VersionView
from rumbo.okrs import queries as okrs
from rumbo.people import queries as people
from rumbo.people.values import Viewer
from rumbo.recognition import queries as recognition
from rumbo.targets import queries as targets
from rumbo.web.charts import PaceChart, pace_chart

MOST_PARTS = 8
ONE = Decimal(1)
Ask = Callable[[queries.Question], queries.Answer]


@dataclass(frozen=True, slots=True)
class Part:
    """A group of the figure; `share` is of the largest, 0 to 1, for a bar."""

    key: str | None
    name: str
    value: Decimal | None
    share: Decimal


@dataclass(frozen=True, slots=True)
class Use:
    """Something that relies on a metric: its key and its name."""

    key: str
    name: Text


@dataclass(frozen=True, slots=True)
class Uses:
    """Who relies on a metric, by what they are; key results are those of today's cycle."""

    plans: tuple[Use, ...]
    metrics: tuple[Use, ...]
    boards: tuple[Use, ...]
    quotas: tuple[Use, ...]
    results: tuple[Use, ...]

    @property
    def any(self) -> bool:
        return any((self.plans, self.metrics, self.boards, self.quotas, self.results))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A metric in one period, as its reader may see it."""

    explanation: queries.Explanation
    value: Decimal | None
    chart: PaceChart | None
    by: str
    parts: tuple[Part, ...]
    parts_left_out: int
    uses: Uses
    versions: tuple[VersionView, ...]


def sheet(question: queries.Question, *, viewer: Viewer, today: date) -> Sheet:
    """Everything the page of a metric shows, as of its question. Raises UnknownMetric."""
    explanation = queries.explain(question, visible=viewer.visible, size=1)
    metric = explanation.metric

    def ask(asked: queries.Question) -> queries.Answer:
        return queries.answer(asked, visible=viewer.visible)

    by, parts = parts_of(metric, question, viewer=viewer, ask=ask)
    return Sheet(
        explanation=explanation,
        value=value_of(explanation.answer),
        chart=None if metric.by else _chart(question, viewer=viewer, today=today),
        by=by,
        parts=parts[:MOST_PARTS],
        parts_left_out=max(0, len(parts) - MOST_PARTS),
        uses=uses_of(metric, viewer=viewer, today=today, position=question.position),
        versions=versions(metric.key, position=question.position),
    )


def value_of(answer: queries.Answer) -> Decimal | None:
    """The whole figure, also of a metric that is grouped unless asked otherwise."""
    grouped_by = answer.metric.by
    if not grouped_by:
        return answer.value
    try:
        return queries.total(answer, over=grouped_by)
    except Refused:
        return None


def _by_default(metric: Metric) -> str:
    """Teams, for whatever is credited to people; nothing else is known of every metric."""
    return "team" if all(each.body.credited_to for each in metric.simples()) else ""


def _chart(question: queries.Question, *, viewer: Viewer, today: date) -> PaceChart | None:
    try:
        points = queries.daily(question, visible=viewer.visible)
    except Refused:
        return None
    reached = [(each.day, each.value) for each in points if each.value is not None]
    return pace_chart(reached, period=question.period, today=today) if reached else None


def parts_of(
    metric: Metric, question: queries.Question, *, viewer: Viewer, ask: Ask
) -> tuple[str, tuple[Part, ...]]:
    """By what a figure is taken apart, and its groups: best first, without a value last."""
    by = metric.by[0] if metric.by else _by_default(metric)
    if not by:
        return "", ()
    try:
        rows = ask(replace(question, by=(by,))).rows
    except Refused:
        return by, ()
    return by, _groups(rows, by, viewer=viewer)


def _groups(rows: Iterable[queries.Row], by: str, *, viewer: Viewer) -> tuple[Part, ...]:
    names = _names(by, viewer=viewer)
    values = [(row.dimensions[by], row.value) for row in rows]
    best = max((abs(value) for _, value in values if value), default=ONE)
    parts = (
        Part(key, names.get(key or "", key or ""), value, EXACT.divide(value or 0, best))
        for key, value in values
    )
    return tuple(sorted(parts, key=_order))


def _order(part: Part) -> tuple[bool, bool, Decimal]:
    """The largest first; what belongs to nobody after them, what has no value last."""
    return (part.value is None, part.key is None, -(part.value or Decimal(0)))


def _names(by: str, *, viewer: Viewer) -> dict[str, str]:
    if by in {"person", "manager"}:
        return people.names(viewer=viewer)
    return {each.key: each.name for each in people.teams(viewer=viewer)}


def uses_of(
    metric: Metric, *, viewer: Viewer, today: date, position: int | None = None
) -> Uses:
    """Who relies on a metric, now or at a position."""
    others = [
        each
        for each in queries.metrics(position=position)
        if any(part.key == metric.key for part in each.parts())
    ]
    known = recognition.boards(viewer, position=position)
    boards = [each for each in known if each.metric == metric.key]
    rules = [each for each in targets.growth_rules(viewer) if each.metric == metric.key]
    plans = [
        each
        for each in incentives.plans(viewer=viewer, position=position)
        if any(component.metric == metric.key for component in each.components)
    ]
    return Uses(
        plans=tuple(Use(each.key, each.name) for each in plans),
        metrics=tuple(Use(each.key, each.name) for each in others),
        boards=tuple(Use(each.key, each.name) for each in boards),
        quotas=tuple(Use(each.key, each.why) for each in rules),
        results=tuple(
            Use(each.key, each.name)
            for each in okrs.relying_on(
                metric.key, viewer=viewer, today=today, position=position
            )
        ),
    )

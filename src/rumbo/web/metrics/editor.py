"""What the editor of a metric shows: both sides, what is wrong, what it would give."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rumbo.flows.revise_metric import looked_at
from rumbo.kernel.calendar import Grain, Period
from rumbo.kernel.problems import Problem, Refused
from rumbo.metrics import queries
from rumbo.metrics.drafting import Compared, Draft, compared, coverage_of, figure_of
from rumbo.metrics.rules.members import MEMBERS
from rumbo.metrics.rules.metric import Form, Metric
from rumbo.people import queries as people
from rumbo.people.values import NamedPeriod, Viewer
from rumbo.records.datasets import datasets
from rumbo.records.engines import Unanswered
from rumbo.records.projection import Superseded, TookTooLong, only_latest
from rumbo.records.rules.dataset import Dataset, FieldKind
from rumbo.web.metrics.fields import COMMON, KINDS, Group, groups_of
from rumbo.web.metrics.form import field_of, left_alone, starter, values_of
from rumbo.web.metrics.sheet import Part, Uses, parts_of, uses_of, value_of
from rumbo.web.periods import ending_at
from rumbo.web.requests import ViewerRequest

GRAINS = (Grain.QUARTER, Grain.MONTH)
PARTS = 5
LONGEST = 40_000


@dataclass(frozen=True, slots=True)
class Written:
    """A document in the editor: of which metric, after which version, and as it stands.

    `caseless` says why no case of real records could be made, once somebody asked for one.
    """

    key: str
    version: int
    text: str
    caseless: Problem | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A problem with the field of the form that it belongs to."""

    problem: Problem
    field: str


@dataclass(frozen=True, slots=True)
class Result:
    """What a draft gives of the records there are; `stopped` when that took too long."""

    period: Period
    value: Decimal | None
    by: str
    parts: tuple[Part, ...]
    parts_left_out: int
    compared: tuple[Compared, ...]
    stopped: bool


@dataclass(frozen=True, slots=True)
class Editor:
    """Everything on the page; `values` are None while the document is no YAML."""

    written: Written
    values: Mapping[str, str] | None
    draft: Draft
    told: tuple[Told, ...]
    result: Result | None
    uses: Uses | None
    grain: Grain
    grains: tuple[Grain, ...]
    kinds: tuple[str, ...]
    groups: tuple[Group, ...]
    left_alone: tuple[str, ...]
    datasets: tuple[Dataset, ...]
    dataset: Dataset | None
    related: Dataset | None
    metrics: tuple[Metric, ...]

    @property
    def field_problems(self) -> Mapping[str, Problem]:
        """The first problem of each field, or of the key that several fields stand below."""
        return {each.field: each.problem for each in reversed(self.told)}

    @property
    def fields(self) -> tuple[str, ...]:
        """The names that the form has a place for problems of."""
        if self.values is None:
            return ()
        groups = [each.key for each in self.groups if each.key]
        own = [each for group in self.groups for each in group.fields if each in self.values]
        return (*(each for each in COMMON if each in self.values), *own, *groups)


def held(key: str) -> Written:
    """A declared metric as it is now; raises UnknownMetric."""
    metric = queries.metric(key)
    return Written(key, metric.version, queries.versions(key)[0].document)


def fresh(dataset: str) -> Written:
    """A new metric of a dataset, or of the first that has a date."""
    dated = [each for each in datasets() if each.dated_by]
    chosen = next((each for each in dated if each.key == dataset), next(iter(dated), None))
    if chosen is None:
        return Written("", 0, starter("deals", dated_by="closed-on"))
    return Written("", 0, starter(chosen.key, dated_by=chosen.dated_by[0]))


def editor(written: Written, request: ViewerRequest, *, grain: Grain) -> Editor:
    """Read a document and try it on the records; a later call of the same reader stops it."""
    viewer, text = request.viewer, written.text
    with only_latest(f"metric-editor:{viewer.key}"):
        draft = looked_at(text, key=written.key, viewer=viewer)
        result = _result(draft, request, grain=grain) if draft.metric else None
    values = values_of(text)
    declared = datasets()
    counted = _counted(values or {}, declared)
    beside = (values or {}).get("with.from", "")
    current = draft.metric or _declared(written.key)
    return Editor(
        written=written,
        values=values,
        draft=draft,
        told=tuple(Told(each, field_of(text, each)) for each in draft.problems),
        result=result,
        uses=uses_of(current, viewer=viewer, today=request.today) if current else None,
        grain=grain,
        grains=GRAINS,
        kinds=KINDS,
        groups=groups_of(values or {}),
        left_alone=left_alone(text),
        datasets=declared,
        dataset=counted,
        related=_named(beside, declared) if beside else counted,
        metrics=tuple(each for each in queries.metrics() if each.key != written.key),
    )


def _counted(values: Mapping[str, str], declared: Iterable[Dataset]) -> Dataset | None:
    """The dataset whose records a metric counts; people stand as one of their own."""
    if values.get("kind") == Form.PEOPLE:
        return MEMBERS
    return _named(values.get("from", ""), declared)


def _named(key: str, declared: Iterable[Dataset]) -> Dataset | None:
    return next((each for each in declared if each.key == key), None)


def _declared(key: str) -> Metric | None:
    return queries.metric(key) if key else None


def _result(draft: Draft, request: ViewerRequest, *, grain: Grain) -> Result | None:
    metric = draft.metric
    if metric is None:
        return None
    period = people.named_period(request.today, grain).period
    try:
        day = _today(metric, request, grain)
        period = people.named_period(day, grain).period
        question = queries.Question(metric.key, period)
        answer = figure_of(metric, question, visible=request.viewer.visible)
        by, parts = _parts(metric, question, viewer=request.viewer)
    except (TookTooLong, Unanswered, Refused):
        return Result(period, None, "", (), 0, (), stopped=True)
    rows, stopped = _compared(draft, request, ending_at(day, grain))
    return Result(
        period=period,
        value=value_of(answer),
        by=by,
        parts=parts[:PARTS],
        parts_left_out=max(0, len(parts) - PARTS),
        compared=rows,
        stopped=stopped,
    )


def _parts(
    metric: Metric, question: queries.Question, *, viewer: Viewer
) -> tuple[str, tuple[Part, ...]]:
    def asked(wanted: queries.Question) -> queries.Answer:
        return figure_of(metric, wanted, visible=viewer.visible)

    return parts_of(metric, question, viewer=viewer, ask=asked)


def _compared(
    draft: Draft, request: ViewerRequest, periods: Sequence[NamedPeriod]
) -> tuple[tuple[Compared, ...], bool]:
    """The last periods, latest first; those that were reached before the limit of time."""
    found: list[Compared] = []
    if draft.metric is None:
        return (), False
    visible = request.viewer.visible
    latest = [each.period for each in reversed(periods)]
    try:
        found.extend(compared(draft.metric, latest, visible=visible))
    except (TookTooLong, Unanswered, Refused):
        return tuple(found), True
    return tuple(found), False


def _today(metric: Metric, request: ViewerRequest, grain: Grain) -> date:
    """Today, or the day of the latest record when the last periods have none."""
    reached = coverage_of(metric, visible=request.viewer.visible).last
    first = ending_at(request.today, grain)[0].period.start
    return request.today if reached is None or reached >= first else reached


def dates_of(dataset: Dataset) -> tuple[str, ...]:
    """The fields that a metric of a dataset may count by."""
    return tuple(f.id for f in dataset.fields if f.kind in {FieldKind.DATE, FieldKind.INSTANT})


__all__ = ["Editor", "Superseded", "Written", "editor", "fresh", "held"]

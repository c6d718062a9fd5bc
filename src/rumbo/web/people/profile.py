"""What a person's page shows in figures: public results, never pay."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from rumbo.kernel.calendar import Period
from rumbo.metrics import queries as metrics
from rumbo.metrics.rules.metric import Metric
from rumbo.okrs import queries as okrs
from rumbo.okrs.values import KeyResultView
from rumbo.people.values import Viewer
from rumbo.web.charts import PaceChart, pace_chart

AT_MOST = 6


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric's value for the person, and the company's to stand beside it."""

    metric: Metric
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Profile:
    """Results of one period; the chart is of the first metric that adds up, over `dataset`."""

    period: Period
    figures: tuple[Figure, ...]
    charted: Metric | None
    chart: PaceChart | None
    results: tuple[KeyResultView, ...]
    dataset: str

    @property
    def is_empty(self) -> bool:
        return not any(each.value for each in self.figures)


def profile(
    person: str, period: Period, *, viewer: Viewer, today: date, position: int | None = None
) -> Profile:
    """The figures of one person: one question for each metric, and one for the chart."""
    asked = metrics.Question("", period, scope=metrics.Scope(person=person), position=position)
    known = metrics.metrics(position=position)
    listed = [each for each in known if _is_credited(each) and not each.by]
    listed = sorted(listed, key=lambda each: not each.affects_pay)[:AT_MOST]
    figures = tuple(
        Figure(each, metrics.answer(_about(each, asked), visible=viewer.visible).value)
        for each in listed
    )
    charted = next((each for each in listed if each.adds_up_over), None)
    chart = None
    if charted is not None:
        points = metrics.daily(_about(charted, asked), visible=viewer.visible)
        reached = [(each.day, each.value or Decimal(0)) for each in points]
        chart = pace_chart(reached, period=period, today=today)
    results = okrs.my_key_results(person, viewer=viewer, today=today, position=position)
    dataset = charted.simples()[0].body.dataset.key if charted else ""
    return Profile(period, figures, charted, chart, results, dataset)


def _is_credited(metric: Metric) -> bool:
    """Whether its records are credited to someone."""
    return any(each.body.credited_to for each in metric.simples())


def _about(metric: Metric, asked: metrics.Question) -> metrics.Question:
    return replace(asked, metric=metric.key)

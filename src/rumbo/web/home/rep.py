"""The home of someone who sells: how I stand, what it pays, what is next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rumbo.metrics import queries as metrics
from rumbo.metrics.queries import Coverage, Scope
from rumbo.okrs import queries as okrs
from rumbo.okrs.values import KeyResultView
from rumbo.people import queries as people
from rumbo.people.values import Viewer
from rumbo.recognition.values import BoardView
from rumbo.records.recent import Recent
from rumbo.targets import queries as targets
from rumbo.targets.rules.standing import QuotaStanding, standing
from rumbo.targets.values import TargetScope, TargetValue
from rumbo.web.charts import PaceChart
from rumbo.web.home.pay import Pay, pay_of
from rumbo.web.home.subject import (
    Subject,
    board_of,
    chart_of,
    news,
    question_of,
    silence,
    subject,
)


@dataclass(frozen=True, slots=True)
class Selling:
    """A person's result of the quarter against their quota."""

    about: Subject
    coverage: Coverage
    quota: TargetValue | None
    standing: QuotaStanding
    chart: PaceChart
    board: BoardView | None
    news: tuple[Recent, ...]


@dataclass(frozen=True, slots=True)
class RepHome:
    """Everything on the home of a rep; `selling` is None while no metric is declared."""

    selling: Selling | None
    pay: Pay
    results: tuple[KeyResultView, ...]
    names: Mapping[str, str]


def home_of_rep(viewer: Viewer, *, today: date, position: int | None = None) -> RepHome:
    """Gather the home of the person who reads."""
    about = subject(viewer, today=today, position=position)
    return RepHome(
        selling=_selling(about, viewer=viewer, today=today) if about else None,
        pay=pay_of(viewer, today=today, position=position),
        results=okrs.my_key_results(viewer.key, viewer=viewer, today=today, position=position),
        names=people.names(viewer=viewer),
    )


def _selling(about: Subject, *, viewer: Viewer, today: date) -> Selling:
    period, scope = about.period.period, Scope(person=viewer.key)
    question = question_of(about, scope=scope)
    found = metrics.answer(question, visible=viewer.visible)
    quota = targets.target(
        metric=about.metric.key,
        scope=TargetScope.of_person(viewer.key),
        period=period,
        viewer=viewer,
        position=about.position,
    )
    amount = quota.amount if quota else None
    return Selling(
        about=about,
        quota=quota,
        coverage=found.coverage,
        standing=standing(
            found.value,
            amount,
            period=period,
            today=today,
            silence=silence(found, today=today),
        ),
        chart=chart_of(about, scope=scope, viewer=viewer, today=today, target=amount),
        board=board_of(about, viewer=viewer, today=today),
        news=news(about, visible=viewer.visible),
    )

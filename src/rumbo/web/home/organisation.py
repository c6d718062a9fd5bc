"""The home of everyone else: whether the quarter lands, what it costs, what is broken."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rumbo.incentives import queries as incentives
from rumbo.incentives.values import PlanTotal
from rumbo.metrics import queries as metrics
from rumbo.metrics.queries import EVERYTHING, Coverage
from rumbo.okrs import queries as okrs
from rumbo.okrs.values import CycleBoard, KeyResultView
from rumbo.people import queries as people
from rumbo.people.access import NotVisible
from rumbo.people.rules.roles import Right
from rumbo.people.values import Viewer
from rumbo.recognition.values import BoardView
from rumbo.records import queries as records
from rumbo.records.engines import Unanswered
from rumbo.records.recent import Recent
from rumbo.records.values import Unmatched
from rumbo.targets.rules.standing import QuotaStanding, standing
from rumbo.web.charts import PaceChart
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
class Quarter:
    """The organisation's quarter: its figure, the key result that aims at it, the best."""

    about: Subject
    value: Decimal | None
    coverage: Coverage
    standing: QuotaStanding
    aim: KeyResultView | None
    chart: PaceChart
    board: BoardView | None
    news: tuple[Recent, ...]


@dataclass(frozen=True, slots=True)
class OrganisationHome:
    """Everything on the home of an executive, an administrator, finance or audit."""

    quarter: Quarter | None
    cycle: CycleBoard | None
    costs: tuple[PlanTotal, ...]
    unmatched: tuple[Unmatched, ...]
    names: Mapping[str, str]


def home_of_organisation(
    viewer: Viewer, *, today: date, position: int | None = None
) -> OrganisationHome:
    """Gather the home of someone who neither sells nor leads a team."""
    about = subject(viewer, today=today, position=position)
    cycle = _cycle(viewer, today=today, position=position)
    may_match = viewer.may(Right.MATCH_PEOPLE)
    return OrganisationHome(
        quarter=_quarter(about, cycle, viewer=viewer, today=today) if about else None,
        cycle=cycle,
        costs=_costs(viewer, about),
        unmatched=records.unmatched(visible=viewer.visible, position=position)
        if may_match
        else (),
        names=people.names(viewer=viewer),
    )


def _cycle(viewer: Viewer, *, today: date, position: int | None) -> CycleBoard | None:
    current = okrs.current_cycle(viewer, today=today, position=position)
    if current is None:
        return None
    return okrs.objectives(current.key, viewer=viewer, today=today, position=position)


def _costs(viewer: Viewer, about: Subject | None) -> tuple[PlanTotal, ...]:
    if about is None:
        return ()
    try:
        return incentives.totals(
            viewer=viewer, period=about.period.period, position=about.position
        )
    except (NotVisible, Unanswered):
        # Whose records cannot be reached is said by the figure above it.
        return ()


def _quarter(
    about: Subject, cycle: CycleBoard | None, *, viewer: Viewer, today: date
) -> Quarter:
    period = about.period.period
    found = metrics.answer(question_of(about), visible=viewer.visible)
    aim = _aim(about, cycle)
    target = aim.target if aim else None
    return Quarter(
        about=about,
        value=found.value,
        coverage=found.coverage,
        standing=standing(
            found.value,
            target,
            period=period,
            today=today,
            silence=silence(found, today=today),
        ),
        aim=aim,
        chart=chart_of(about, scope=EVERYTHING, viewer=viewer, today=today, target=target),
        board=board_of(about, viewer=viewer, today=today),
        news=news(about, visible=viewer.visible),
    )


def _aim(about: Subject, cycle: CycleBoard | None) -> KeyResultView | None:
    """The company's key result on the same metric and period, if there is one."""
    results = [each for view in cycle.objectives for each in view.key_results] if cycle else []
    for each in results:
        same = each.metric == about.metric.key and each.period == about.period.period
        if same and each.scope.kind == "company" and not each.where:
            return each
    return None

"""What the homes are about: the metric of the first board, over today's quarter."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TypedDict, Unpack

from rumbo.kernel.calendar import Grain
from rumbo.metrics import queries as metrics
from rumbo.metrics.queries import Answer, Question, Scope
from rumbo.metrics.rules.metric import Metric
from rumbo.people import queries as people
from rumbo.people.values import NamedPeriod, Viewer, Visible
from rumbo.recognition import queries as boards
from rumbo.recognition.values import BoardRef, BoardView
from rumbo.records.datasets import UnknownDataset
from rumbo.records.recent import Recent, recent
from rumbo.web.charts import PaceChart, pace_chart

FALLBACK = "revenue"


class _Asked(TypedDict, total=False):
    scope: Scope
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """The metric that a home follows, and the quarter; `board` ranks people by it.

    `position` is that of the moment at which the home is asked; None is now.
    """

    metric: Metric
    period: NamedPeriod
    board: BoardRef | None
    position: int | None = None

    @property
    def unit(self) -> str:
        return self.metric.unit.value


def subject(viewer: Viewer, *, today: date, position: int | None = None) -> Subject | None:
    """None while nothing is declared yet."""
    found = boards.boards(viewer, position=position)
    board = next((each for each in found if each.of == "people"), None)
    key = board.metric if board else FALLBACK
    known = {each.key: each for each in metrics.metrics(position=position)}
    if key not in known:
        return None
    return Subject(known[key], people.named_period(today, Grain.QUARTER), board, position)


def question_of(about: Subject, **asked: Unpack[_Asked]) -> Question:
    """A question about the metric in the quarter, at the position of the home."""
    return Question(about.metric.key, about.period.period, position=about.position, **asked)


def silence(found: Answer, *, today: date) -> str:
    """Why a figure is not judged: its data is too old. Empty when it may be."""
    return "pace.stale" if found.is_stale(today) else ""


def board_of(about: Subject, *, viewer: Viewer, today: date) -> BoardView | None:
    """The board of the quarter, where the reader may open one."""
    if about.board is None:
        return None
    period = about.period.period
    return boards.board(
        about.board.key, viewer=viewer, period=period, today=today, position=about.position
    )


def chart_of(
    about: Subject, *, scope: Scope, viewer: Viewer, today: date, target: Decimal | None
) -> PaceChart:
    """The quarter's running total until today against a straight way to the target."""
    question = question_of(about, scope=scope)
    points = metrics.daily(question, visible=viewer.visible, before=today + timedelta(days=1))
    reached = [(each.day, each.value) for each in points if each.value is not None]
    return pace_chart(reached, period=about.period.period, today=today, target=target)


def news(about: Subject, *, visible: Visible, size: int = 6) -> tuple[Recent, ...]:
    """The records of the metric's dataset that changed last."""
    source = about.metric.body
    dataset = getattr(source, "dataset", None)
    if dataset is None:
        return ()
    try:
        return recent(dataset.key, visible=visible, size=size, position=about.position)
    except UnknownDataset:
        return ()

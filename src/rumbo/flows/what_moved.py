"""What one version of a record moved: figures, key results, boards and pay, before and after.

Every figure is asked of the packages that own it, at the position before the version and at
its own: nothing is computed here. How much is asked is bounded by the limits below.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from rumbo.flows.moved_pay import MovedPay, Paying
from rumbo.kernel.calendar import Grain, Period
from rumbo.kernel.problems import Refused
from rumbo.metrics import queries as metrics
from rumbo.metrics.rules.metric import Metric
from rumbo.okrs import queries as okrs
from rumbo.okrs.values import KeyResultView
from rumbo.people import queries as people
from rumbo.people.access import NotVisible
from rumbo.people.roster import people_of
from rumbo.people.values import NamedPeriod, Viewer
from rumbo.recognition import queries as recognition
from rumbo.recognition.values import BoardRef, BoardRow, BoardView
from rumbo.records import histories
from rumbo.records.datasets import UnknownDataset
from rumbo.records.values import RecordHistory, Version

MOST_METRICS = 20
MOST_QUARTERS = 3
MOST_BOARDS = 4
MOST_PAYEES = 10


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure before and after; `person` is whose it is, empty for the company's."""

    metric: Metric
    quarter: NamedPeriod
    person: str
    before: Decimal | None
    after: Decimal | None


@dataclass(frozen=True, slots=True)
class Result:
    """A key result before and after."""

    before: KeyResultView
    after: KeyResultView


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody's place on a board before and after; None where they had none."""

    board: BoardRef
    unit: str
    person: str
    before: BoardRow | None
    after: BoardRow | None


@dataclass(frozen=True, slots=True)
class Effects:
    """Everything that a version moved; of pay, what the viewer may see.

    `left_out` counts the metrics beyond what is asked at once.
    """

    version: Version
    moved: tuple[Moved, ...]
    results: tuple[Result, ...]
    places: tuple[Place, ...]
    pay: tuple[MovedPay, ...]
    left_out: int

    @property
    def any(self) -> bool:
        return bool(self.moved or self.results or self.places or self.pay)


def what_moved(
    dataset: str, key: str, *, position: int, viewer: Viewer, today: date
) -> Effects:
    """What the version at a position changed; raises NotVisible."""
    try:
        history = histories.record(dataset, key, visible=viewer.visible)
    except UnknownDataset as error:
        raise NotVisible(dataset) from error
    versions = history.versions if history else ()
    version = next((each for each in versions if each.position == position), None)
    if history is None or version is None:
        raise NotVisible(key)
    if version.arrived_late:
        return Effects(version, (), (), (), (), 0)
    return _Asking(history, version, viewer, today).effects()


@dataclass(frozen=True, slots=True)
class _Asking:
    history: RecordHistory
    version: Version
    viewer: Viewer
    today: date

    def effects(self) -> Effects:
        about = [each for each in metrics.metrics() if self._reads(each)]
        asked = about[:MOST_METRICS]
        moved = tuple(each for metric in asked for each in self._figures(metric))
        touched = frozenset(each.metric.key for each in moved)
        return Effects(
            version=self.version,
            moved=moved,
            results=tuple(self._results()),
            places=tuple(self._places(touched)),
            pay=tuple(self._paying.moved_at(self.version.position)),
            left_out=len(about) - len(asked),
        )

    def _reads(self, metric: Metric) -> bool:
        key = self.history.dataset.key
        return any(each.body.dataset.key == key for each in metric.simples())

    @property
    def _two(self) -> tuple[Version, ...]:
        """The version, and the one that it closed."""
        closed = (e for e in self.history.versions if e.replaced_at == self.version.position)
        return (self.version, *closed)

    def _days(self, columns: Iterable[str]) -> tuple[date, ...]:
        fields = [self.history.dataset.field(each) for each in columns]
        found = {each.values.get(f.id) for each in self._two for f in fields}
        return tuple(sorted(day for each in found if (day := _day(each))))

    def _quarters(self, metric: Metric) -> tuple[NamedPeriod, ...]:
        key = self.history.dataset.key
        bodies = [each.body for each in metric.simples() if each.body.dataset.key == key]
        days = self._days(each.dated_by for each in bodies)
        quarters = [people.named_period(day, Grain.QUARTER) for day in days]
        return tuple({each.name: each for each in quarters}.values())[-MOST_QUARTERS:]

    @property
    def _people(self) -> tuple[str, ...]:
        """Whom the record is, or was, credited to."""
        credited = self.history.dataset.credited_to
        keys = {each.values.get(credited) for each in self._two if credited}
        found = set(people_of(str(each) for each in keys if each).values())
        seen = self.viewer.visible.people
        return tuple(sorted(each for each in found if seen is None or each in seen))

    def _figures(self, metric: Metric) -> Iterator[Moved]:
        earlier = self.version.position - 1
        for quarter in self._quarters(metric):
            for person in ("", *self._people):
                before = self._figure(metric, quarter, person, position=earlier)
                after = self._figure(metric, quarter, person, position=earlier + 1)
                if before != after:
                    yield Moved(metric, quarter, person, before, after)

    def _figure(
        self, metric: Metric, quarter: NamedPeriod, person: str, *, position: int
    ) -> Decimal | None:
        question = metrics.Question(
            metric.key,
            quarter.period,
            scope=metrics.Scope(person=person) if person else metrics.EVERYTHING,
            position=position,
        )
        try:
            found = metrics.answer(question, visible=self.viewer.visible)
            by = found.metric.by
            return metrics.total(found, over=by) if by else found.value
        except (
            Refused
        ):  # one that cannot be narrowed to a person, or added up, has no figure here
            return None

    def _results(self) -> Iterator[Result]:
        days = self._days(self.history.dataset.dated_by)
        cycles = [okrs.current_cycle(self.viewer, today=day) for day in days]
        for key in dict.fromkeys(each.key for each in cycles if each):
            before = self._measured(key, self.version.position - 1)
            after = self._measured(key, self.version.position)
            for name in after:
                if name in before and before[name].current != after[name].current:
                    yield Result(before[name], after[name])

    def _measured(self, cycle: str, position: int) -> dict[str, KeyResultView]:
        board = okrs.objectives(cycle, viewer=self.viewer, today=self.today, position=position)
        return {each.key: each for o in board.objectives for each in o.key_results}

    def _places(self, metrics_moved: frozenset[str]) -> Iterator[Place]:
        boards = [e for e in recognition.boards(self.viewer) if e.metric in metrics_moved]
        days = self._days(self.history.dataset.dated_by)
        for board in boards[:MOST_BOARDS]:
            periods = {people.named_period(day, board.grain).period for day in days}
            for period in sorted(periods, key=lambda each: each.start)[-1:]:
                yield from self._on(board, period)

    def _on(self, board: BoardRef, period: Period) -> Iterator[Place]:
        was = self._board(board, period, self.version.position - 1)
        now = self._board(board, period, self.version.position)
        if was is None or now is None:
            return
        before = {row.key: row for row in was.rows}
        for row in now.rows:
            earlier = before.get(row.key)
            if earlier is None or (earlier.rank, earlier.value) != (row.rank, row.value):
                yield Place(board, now.unit, row.name, earlier, row)

    def _board(self, board: BoardRef, period: Period, position: int) -> BoardView | None:
        try:
            return recognition.board(
                board.key,
                viewer=self.viewer,
                period=period,
                today=self.today,
                position=position,
            )
        except NotVisible:  # it was not there yet at that position
            return None

    @property
    def _paying(self) -> Paying:
        """Whom the record may pay: its people, who leads them, and the one who asks."""
        dataset = self.history.dataset
        days = self._days(dataset.dated_by)
        own = (self.viewer.key,) if self.viewer.key else ()
        payees = tuple(dict.fromkeys((*self._people, *self._leads(days), *own)))
        return Paying(dataset.key, self.history.key, payees[:MOST_PAYEES], days, self.viewer)

    def _leads(self, days: Iterable[date]) -> Iterator[str]:
        """Who leads those people's teams on the record's days: an override may pay them."""
        for day in days:
            yield from people.leads_over(
                self._people, day=day, viewer=self.viewer, position=self.version.position
            )


def _day(value: object) -> date | None:
    """The business date of a value, if it is one; an instant counts on its day in UTC."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None

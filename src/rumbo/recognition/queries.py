"""Reads of boards: for everyone inside the organisation, with names; partners see none."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from rumbo.history import queries as history
from rumbo.kernel.calendar import Grain, Period
from rumbo.kernel.money import EXACT
from rumbo.kernel.texts import Text
from rumbo.metrics.queries import Answer, Question, answer
from rumbo.people import queries as people
from rumbo.people.access import NotVisible
from rumbo.people.believed import believed
from rumbo.people.values import Viewer
from rumbo.recognition.models import Board
from rumbo.recognition.participants import own_keys, participants
from rumbo.recognition.rules.ranking import Direction, Placed, Result, climbed, ranked, ranks
from rumbo.recognition.values import BoardRef, BoardRow, BoardView

ORDER = ("people", "teams", "field")


def boards(viewer: Viewer, *, position: int | None = None) -> tuple[BoardRef, ...]:
    """The boards that a viewer may open: of people first, then of teams, then of values."""
    if viewer.visible.people is not None:
        return ()
    rows = Board.objects.filter(believed(position)).order_by("key")
    return tuple(sorted(map(_ref, rows), key=lambda each: ORDER.index(each.of)))


def board(
    key: str, *, viewer: Viewer, period: Period, today: date, position: int | None = None
) -> BoardView:
    """A board over a period, with the change of rank since yesterday; raises NotVisible.

    Yesterday's board is what was known before today began, of what was dated before today
    (docs/algorithms/ranking.md).
    """
    at = history.head() if position is None else position
    row = _believed(key, viewer=viewer, position=at)
    ref = _ref(row)
    names = participants(ref, viewer=viewer, period=period, position=at)
    found = _asked(ref, viewer=viewer, period=period, position=at)
    earlier = _yesterday(row, viewer=viewer, period=period, today=today, position=at)
    direction = Direction(found.metric.direction.value)
    before = ranks(ranked(_results(earlier, ref, names), direction=direction))
    return BoardView(
        ref=ref,
        metric_name=found.metric.name,
        unit=found.metric.unit.value,
        direction=direction.value,
        currency=found.metric.currency,
        period=period,
        position=found.position,
        coverage=found.coverage,
        rows=_rows(
            ranked(_results(found, ref, names), direction=direction),
            before,
            mine=own_keys(ref, viewer=viewer, today=today, position=at),
        ),
        unmatched=_unmatched(found, ref),
        compared_with=earlier.period if earlier and earlier.rows else None,
    )


def _believed(key: str, *, viewer: Viewer, position: int) -> Board:
    row = Board.objects.filter(believed(position), key=key).first()
    if row is None or viewer.visible.people is not None:
        raise NotVisible(key)
    return row


def _ref(row: Board) -> BoardRef:
    return BoardRef(
        key=row.key,
        name=Text(row.name_en, row.name_es),
        means=Text(row.means_en, row.means_es),
        metric=row.metric,
        grain=Grain(row.grain),
        of=row.of,
        level=row.level,
        role=row.role,
        field=row.field,
    )


def _dimension(ref: BoardRef) -> str:
    return ref.field or ref.level or "person"


def _asked(ref: BoardRef, *, viewer: Viewer, period: Period, position: int) -> Answer:
    question = Question(ref.metric, period, by=(_dimension(ref),), position=position)
    return answer(question, visible=viewer.visible)


def _yesterday(
    row: Board, *, viewer: Viewer, period: Period, today: date, position: int
) -> Answer | None:
    """What was known before today began, of what was dated before today.

    None for a board that did not exist yet, or a period that had not begun.
    """
    known = min(_known_before(today), position)
    stood = Board.objects.filter(key=row.key, known_from__lte=known).exists()
    if not stood or today <= period.start:
        return None
    passed = Period(period.start, min(today, period.before))
    return _asked(_ref(row), viewer=viewer, period=passed, position=known)


def _known_before(today: date) -> int:
    """The last position known before a day began in the business zone."""
    zone = ZoneInfo(people.organisation().time_zone)
    midnight = datetime.combine(today, time(), zone)
    return history.position_at(midnight - timedelta(microseconds=1))


def _results(
    found: Answer | None, ref: BoardRef, names: Mapping[str, str]
) -> tuple[Result, ...]:
    """A result for everyone who takes part, and for whoever else has one."""
    rows = found.rows if found else ()
    values = {row.dimensions[_dimension(ref)]: row.value for row in rows}
    keys = [*names, *(key for key in values if key is not None and key not in names)]
    return tuple(Result(key, names.get(key, key), values.get(key)) for key in keys)


def _unmatched(found: Answer, ref: BoardRef) -> Decimal | None:
    nobody = (row.value for row in found.rows if row.dimensions[_dimension(ref)] is None)
    return next(nobody, None)


def _rows(
    placed: tuple[Placed, ...], before: Mapping[str, int | None], *, mine: frozenset[str]
) -> tuple[BoardRow, ...]:
    leader = max((abs(each.result.value) for each in placed if each.result.value), default=None)
    return tuple(
        BoardRow(
            rank=each.rank,
            key=each.result.key,
            name=each.result.name,
            value=each.result.value,
            gap_to_next=each.gap,
            next_name=each.ahead,
            rank_change=climbed(each.rank, before=before.get(each.result.key)),
            share=_share(each.result.value, leader),
            is_me=each.result.key in mine,
        )
        for each in placed
    )


def _share(value: Decimal | None, leader: Decimal | None) -> Decimal | None:
    if value is None or not leader:
        return None
    return max(Decimal(0), EXACT.divide(value, leader))

"""Which rows held in memory count, and on which days: the same choice that SQL makes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from rumbo.kernel.expressions import Expression, Value, evaluate
from rumbo.kernel.expressions.evaluation import day_of
from rumbo.metrics.rules.days import LookedAt, looked_at
from rumbo.metrics.rules.metric import Aggregate, Simple
from rumbo.metrics.rules.narrowing import both, narrowed
from rumbo.metrics.rules.question import Asked
from rumbo.metrics.rules.reach import with_linked
from rumbo.metrics.rules.related import HAS_RELATED, Related, When
from rumbo.records.rules.dataset import column_of

Row = Mapping[str, Value]
Rows = Mapping[str, Iterable[Row]]
Stretch = tuple[Row, date | None, date | None]


@dataclass(frozen=True, slots=True)
class Counted:
    """A row that counts on a day; `at` says what that day stands for, where one looks."""

    row: Row
    day: date
    at: LookedAt | None = None


def counted(body: Simple, rows: Rows, asked: Asked) -> list[Counted]:
    """The rows that a question is about, whoever they belong to."""
    own = [row for row in _linked(body, rows) if _satisfies(body.where, row)]
    found = list(_on_days(body, _chosen(body, own), asked))
    own_where, related_where = narrowed(body, asked.where)
    if body.related is not None:
        has = _related_to(body.related, rows, where=related_where)
        found = [_with(each, has(each)) for each in found]
        if not _measures_related(body):
            found = [each for each in found if each.row[HAS_RELATED]]
    return [each for each in found if _satisfies(own_where, each.row)]


def _measures_related(body: Simple) -> bool:
    return body.aggregate is Aggregate.SHARE and body.related is not None


def _with(counted: Counted, has: bool) -> Counted:  # noqa: FBT001 - a value of the row
    return Counted({**counted.row, HAS_RELATED: has}, counted.day, counted.at)


def _linked(body: Simple, rows: Rows) -> Iterable[Row]:
    own = rows.get(body.dataset.key, ())
    return with_linked(own, body.links, rows) if body.links else own


def _satisfies(where: Expression | None, row: Row) -> bool:
    """An unknown condition does not hold."""
    return where is None or evaluate(where, row) is True


def day_in(row: Row, name: str) -> date | None:
    """The date of a field; an instant stands for its business date."""
    value = day_of(row.get(name))
    return value if isinstance(value, date) else None


def _chosen(body: Simple, rows: list[Row]) -> list[Row]:
    """What is first, or last, of its kind among all rows of the metric."""
    if body.aggregate is Aggregate.COUNT_NEW:
        return firsts(body, [row for row in rows if day_in(row, body.dated_by)])
    if body.revised is not None:
        dated = [row for row in rows if day_in(row, body.revised.by)]
        series = _series(dated, body.revised.series)
        return [max(each, key=_order(body, body.revised.by)) for each in series]
    return rows


def firsts(body: Simple, rows: Iterable[Row]) -> list[Row]:
    """The first record of each value ever: by date, then by key."""
    first: dict[Value, Row] = {}
    for row in sorted(rows, key=_order(body, body.dated_by)):
        value = evaluate(body.of, row) if body.of else None
        if value is not None:
            first.setdefault(value, row)
    return list(first.values())


def _order(body: Simple, by: str) -> Callable[[Row], tuple[str, str]]:
    """When and as which record a row was seen; dates are texts of ISO 8601."""
    key = column_of(body.dataset.key_field)
    return lambda row: (str(day_in(row, by)), str(row.get(key) or ""))


def _series(rows: Iterable[Row], columns: Iterable[str]) -> Iterator[list[Row]]:
    wanted = tuple(columns)

    def of(row: Row) -> tuple[Value, ...]:
        return tuple(row.get(name) for name in wanted)

    for _, members in groupby(sorted(rows, key=lambda row: repr(of(row))), key=of):
        yield list(members)


def _on_days(body: Simple, rows: list[Row], asked: Asked) -> Iterator[Counted]:
    if body.level is None:
        for row in rows:
            day = day_in(row, body.dated_by)
            if day is not None and day in asked.period:
                yield Counted(row, day)
        return
    days = looked_at(body.level, asked)
    for row, start, before in _in_force(body, rows):
        for each in days:
            if start <= each.day and (before is None or each.day < before):
                yield Counted(row, each.day, each)


def _in_force(body: Simple, rows: list[Row]) -> Iterator[tuple[Row, date, date | None]]:
    """Each row with the day from which, and before which, it is in force."""
    level = body.level
    if level is None:
        return
    stretches: Iterable[Stretch]
    if level.series is None:
        stretches = ((row, day_in(row, level.start), day_in(row, level.before)) for row in rows)
    else:
        stretches = _snapshots(body, rows, level.series)
    for row, start, before in stretches:
        if start is not None:
            yield row, start, before


def _snapshots(body: Simple, rows: Iterable[Row], series: tuple[str, ...]) -> Iterator[Stretch]:
    measured = body.of if body.aggregate is Aggregate.LAST else None
    known = [r for r in rows if measured is None or evaluate(measured, r) is not None]
    dated = [row for row in known if day_in(row, body.dated_by)]
    for each in _series(dated, series):
        ordered = sorted(each, key=_order(body, body.dated_by))
        for row, later in pairwise([*ordered, None]):
            if row is not None:
                ends = day_in(later, body.dated_by) if later is not None else None
                yield row, day_in(row, body.dated_by), ends


def _related_to(
    related: Related, rows: Rows, *, where: Expression | None
) -> Callable[[Counted], bool]:
    """Tells whether a counted row has a related one, at the right time."""
    if related.is_itself:
        return lambda each: (
            _satisfies(related.where, each.row) and _timely(related, each.row, each.day)
        )
    wanted = both(related.where, where)
    others = with_linked(rows.get(related.dataset.key, ()), related.links, rows)
    by_match: dict[tuple[Value, ...], list[Row]] = {}
    for other in others:
        key = tuple(other.get(there) for there, _ in related.match)
        if None not in key and _satisfies(wanted, other):
            by_match.setdefault(key, []).append(other)

    def has(each: Counted) -> bool:
        key = tuple(each.row.get(here) for _, here in related.match)
        return any(_timely(related, other, each.day) for other in by_match.get(key, ()))

    return has


def _timely(related: Related, other: Row, day: date) -> bool:
    start = day_in(other, related.start)
    if start is None:
        return False
    match related.when:
        case When.WITHIN:
            return 0 <= (start - day).days <= related.days
        case When.IN_LAST:
            return 0 <= (day - start).days < related.days
        case When.BY_THEN:
            return start <= day
        case When.IN_FORCE:
            before = day_in(other, related.before)
            return start <= day and (before is None or day < before)

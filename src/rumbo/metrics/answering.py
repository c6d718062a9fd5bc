"""Answers: plans run over the projection, parts divided in Decimal, kept for who asks again."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from rumbo.metrics.asking import Ready
from rumbo.metrics.bounded import Bounded
from rumbo.metrics.rules.combine import figure, parts
from rumbo.metrics.rules.coverage import coverage_select
from rumbo.metrics.rules.decode import Group, Table, decoded
from rumbo.metrics.rules.metric import Metric, Simple
from rumbo.metrics.rules.plan import Plan, plans
from rumbo.metrics.rules.question import Asked, Calendar
from rumbo.metrics.rules.since import slices
from rumbo.metrics.values import Answer, Coverage, Question, Row
from rumbo.people.values import Visible
from rumbo.records import engines
from rumbo.records.engines import Said, Unanswered, said
from rumbo.records.looks import last_look
from rumbo.records.projection import Rows

_ANSWERS: Bounded[Answer] = Bounded(500)
_COVERAGES: Bounded[Coverage] = Bounded(200)
# A query is the same at every position: saying it in SQL costs more than running it.
_PLANS: Bounded[tuple[Plan, ...]] = Bounded(500)
NOTHING_SEEN = Coverage(None, None, None)


def answered(question: Question, ready: Ready, *, visible: Visible) -> Answer:
    """The answer to a question, from memory when nothing it depends on has changed."""
    key = asked_key(question, ready, visible=visible)
    try:
        return _ANSWERS.get(key, lambda: computed(ready))
    except Unanswered as fault:
        return _unanswered(ready, fault)


def _unanswered(ready: Ready, fault: Unanswered) -> Answer:
    """No value, and why: not kept, so that the next who asks may find the engine again."""
    try:
        planned = plans(ready.metric, ready.asked)
    except Unanswered:
        # It is the query itself that the engine is not asked.
        planned = ()
    return Answer(
        metric=ready.metric,
        period=ready.asked.period,
        position=ready.position,
        rows=() if ready.asked.by else (Row({}, None),),
        coverage=NOTHING_SEEN,
        sql=";\n\n".join(each.text for each in planned),
        home=_home(planned),
        problem=fault.problem,
    )


def _home(planned: Iterable[Plan]) -> str:
    """The linked connections that a question is put to, where there is any."""
    return ", ".join(sorted({each.said.home for each in planned} - {""}))


def asked_key(question: Question, ready: Ready, *, visible: Visible) -> tuple[object, ...]:
    """What an answer depends on: the question, the reader, and the state of everything."""
    return (
        ready.mark,
        question.metric,
        (question.period, question.by, question.scope.key(), question.where),
        visible.people,
    )


def computed(ready: Ready) -> Answer:
    """The answer to a question, asked anew. Raises TookTooLong at its limit of time."""
    covered = coverage(ready)
    sliced = tuple(slices(ready.metric, ready.asked, seen=_seen(ready, covered)))
    planned = [(each, planned_for(ready.metric, each.asked)) for each in sliced]
    table: Table = {}
    for each, own in planned:
        found = cells(own, ready)
        table |= {each.group(group): counted for group, counted in found.items()}
    return Answer(
        metric=ready.metric,
        period=ready.asked.period,
        position=ready.position,
        rows=_rows(ready, table) if _speaks_of(ready, covered) else _silent(ready, table),
        coverage=covered,
        # Slices differ by their dates only: the last one shows how all are counted.
        sql=";\n\n".join(each.text for _, own in planned[-1:] for each in own),
        home=_home(each for _, own in planned for each in own),
    )


def planned_for(metric: Metric, asked: Asked) -> tuple[Plan, ...]:
    """The queries of a question, from memory when the same was asked of another position."""
    key = (
        metric.simples(),
        (asked.period, asked.by, asked.scope.key(), asked.where, asked.people),
        asked.calendar,
    )
    return _PLANS.get(key, lambda: plans(metric, asked))


def asked(query: Said, ready: Ready) -> Rows:
    """The rows of a query at the position of a question; raises Unanswered."""
    return engines.read(
        query, position=ready.position, is_past=ready.is_past, seconds=ready.seconds
    )


def cells(planned: Iterable[Plan], ready: Ready) -> Table:
    """What the plans counted, together for each group."""
    table: Table = {}
    for plan in planned:
        rows = asked(plan.said, ready)
        for group, found in decoded(plan, rows, ready.asked.calendar).items():
            table.setdefault(group, {}).update(found)
    return table


def _rows(ready: Ready, table: Table) -> tuple[Row, ...]:
    names = tuple(name for name, _ in ready.asked.by)
    return tuple(
        _row(ready.metric, dict(zip(names, group, strict=True)), table=table, group=group)
        for group in sorted(table, key=_order)
    )


def _silent(ready: Ready, table: Table) -> tuple[Row, ...]:
    """Nothing has been seen of this period, so that even a count of zero would be a guess."""
    names = tuple(name for name, _ in ready.asked.by)
    return tuple(Row(dict(zip(names, group, strict=True)), None) for group in table)


def _order(group: Group) -> tuple[tuple[bool, str], ...]:
    return tuple((each is None, each or "") for each in group)


def _row(
    metric: Metric, dimensions: dict[str, str | None], *, table: Table, group: Group
) -> Row:
    numerator, denominator = parts(metric, table[group])
    return Row(dimensions, figure(metric, table[group]), numerator, denominator)


def coverage(ready: Ready) -> Coverage:
    """How far all the metric's datasets reach at the position: the least of them."""
    bodies = {
        (each.body.dataset.key, each.body.dated_by): each.body
        for each in ready.metric.simples()
    }
    found = [_coverage(body, ready) for body in bodies.values()]
    firsts = [each.first for each in found if each.first]
    lasts = [each.last for each in found if each.last]
    observed = [each.observed_at for each in found if each.observed_at]
    fresh = [each.fresh_through for each in found if each.fresh_through]
    if min(len(firsts), len(lasts), len(observed), len(fresh)) < len(found):
        return NOTHING_SEEN
    return Coverage(max(firsts), min(lasts), min(observed), min(fresh))


def _coverage(body: Simple, ready: Ready) -> Coverage:
    key = (ready.mark, body.dataset, body.dated_by)
    calendar = ready.asked.calendar
    return _COVERAGES.get(key, lambda: _covered(body, calendar, ready=ready))


def _covered(body: Simple, calendar: Calendar, *, ready: Ready) -> Coverage:
    query = said(coverage_select(body, calendar), (body.dataset,))
    ((first, last, observed_at),) = asked(query, ready)
    if not (isinstance(first, date) and isinstance(last, date)):
        return NOTHING_SEEN
    if not isinstance(observed_at, datetime):
        return NOTHING_SEEN
    # The projection holds instants in UTC, without saying so.
    seen = observed_at.replace(tzinfo=UTC)
    seen = max(seen, last_look(body.dataset.key, position=ready.position) or seen)
    news = seen.astimezone(ZoneInfo(calendar.time_zone)).date()
    return Coverage(first, last, seen, news + timedelta(days=body.dataset.stale_after))


def _speaks_of(ready: Ready, covered: Coverage) -> bool:
    """Whether the data reaches the period: it began before its end, and was observed since."""
    if covered.first is None or covered.observed_at is None:
        return False
    period = ready.asked.period
    return covered.first < period.before and _seen(ready, covered) >= period.start


def _seen(ready: Ready, covered: Coverage) -> date:
    """The business date on which the sources last spoke; the least date when they never did."""
    if covered.observed_at is None:
        return date.min
    return covered.observed_at.astimezone(ZoneInfo(ready.asked.calendar.time_zone)).date()

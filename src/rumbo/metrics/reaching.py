"""How far the data of a metric reaches, and when its sources last spoke."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from rumbo.history import queries as history
from rumbo.metrics.asking import Ready
from rumbo.metrics.bounded import Bounded
from rumbo.metrics.rules.coverage import Spoken, coverage_select, spoken_of
from rumbo.metrics.rules.question import Calendar
from rumbo.metrics.values import Coverage
from rumbo.records import engines
from rumbo.records.engines import Said, said
from rumbo.records.looks import fresh_through, last_look
from rumbo.records.projection import Rows

_COVERAGES: Bounded[Coverage] = Bounded(200)
NOTHING_SEEN = Coverage(None, None, None)


def coverage(ready: Ready) -> Coverage:
    """How far all the metric's datasets reach at the position: the least of them."""
    spoken = [each for simple in ready.metric.simples() for each in spoken_of(simple.body)]
    found = [_coverage(each, ready) for each in dict.fromkeys(spoken)]
    firsts = [each.first for each in found if each.first]
    lasts = [each.last for each in found if each.last]
    observed = [each.observed_at for each in found if each.observed_at]
    fresh = [each.fresh_through for each in found if each.fresh_through]
    if min(len(firsts), len(lasts), len(observed), len(fresh)) < len(found):
        return NOTHING_SEEN
    return Coverage(max(firsts), min(lasts), min(observed), min(fresh))


def _coverage(of: Spoken, ready: Ready) -> Coverage:
    key = (ready.mark, of)
    calendar = ready.asked.calendar
    return _COVERAGES.get(key, lambda: _covered(of, calendar, ready=ready))


def asked(query: Said, ready: Ready) -> Rows:
    """The rows of a query at the position of a question; raises Unanswered."""
    return engines.read(
        query, position=ready.position, is_past=ready.is_past, seconds=ready.seconds
    )


def _covered(of: Spoken, calendar: Calendar, *, ready: Ready) -> Coverage:
    query = said(coverage_select(of, calendar), () if of.is_of_people else (of.dataset,))
    ((first, last, observed_at),) = asked(query, ready)
    if not (isinstance(first, date) and isinstance(last, date)):
        return NOTHING_SEEN
    if of.is_of_people:
        known = history.known(ready.position)
        return Coverage(first, last, known.at if known else None, date.max)
    if not isinstance(observed_at, datetime):
        return NOTHING_SEEN
    # The projection holds instants in UTC, without saying so.
    spoke = observed_at.replace(tzinfo=UTC)
    spoke = max(spoke, last_look(of.dataset.key, position=ready.position) or spoke)
    through = fresh_through(of.dataset, spoke, position=ready.position)
    return Coverage(first, last, spoke, through)


def speaks_of(ready: Ready, covered: Coverage) -> bool:
    """Whether the data reaches the period: it began before its end, and was observed since."""
    if covered.first is None or covered.observed_at is None:
        return False
    period = ready.asked.period
    return covered.first < period.before and seen(ready, covered) >= period.start


def seen(ready: Ready, covered: Coverage) -> date:
    """The business date on which the sources last spoke; the least date when they never did."""
    if covered.observed_at is None:
        return date.min
    return covered.observed_at.astimezone(ZoneInfo(ready.asked.calendar.time_zone)).date()

"""Answers: what was counted becomes figures, kept for whoever asks again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rumbo.metrics.asking import Ready
from rumbo.metrics.bounded import Bounded
from rumbo.metrics.counting import Counts, count, home_of, planned, sql_of
from rumbo.metrics.reaching import NOTHING_SEEN, coverage, seen, speaks_of
from rumbo.metrics.rules.assembly import Figures, Group, figures, needs
from rumbo.metrics.values import Answer, Coverage, Question, Row
from rumbo.people.values import Visible
from rumbo.records.engines import Unanswered

_ANSWERS: Bounded[Answer] = Bounded(500)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reached:
    """A question, how far the data of its metric reaches, and the last day anybody has seen."""

    ready: Ready
    coverage: Coverage
    seen: date


def answered(question: Question, ready: Ready, *, visible: Visible) -> Answer:
    """The answer to a question, from memory when nothing it depends on has changed."""
    (answer,) = answered_together([(question, ready)], visible=visible)
    return answer


def answered_together(
    asked: Sequence[tuple[Question, Ready]], *, visible: Visible
) -> tuple[Answer, ...]:
    """Answers to questions of one position; what is not in memory is counted together."""
    keyed = {asked_key(q, ready, visible=visible): ready for q, ready in asked}
    found = {key: _ANSWERS.held(key) for key in keyed}
    missing = {key: keyed[key] for key, held in found.items() if held is None}
    for key, answer in zip(missing, _computed(missing.values()), strict=True):
        # Without an engine there is no value: the next who asks may find it again.
        found[key] = answer if answer.problem else _ANSWERS.keep(key, answer)
    answers = (found[asked_key(q, ready, visible=visible)] for q, ready in asked)
    return tuple(each for each in answers if each is not None)


def asked_key(question: Question, ready: Ready, *, visible: Visible) -> tuple[object, ...]:
    """What an answer depends on: the question, the reader, and the state of everything."""
    return (
        ready.mark,
        question.metric,
        (question.period, question.by, question.scope.key(), question.where),
        visible.people,
    )


def _computed(readies: Iterable[Ready]) -> tuple[Answer, ...]:
    """Answers counted together; where an engine is silent, each by itself."""
    asked = tuple(readies)
    try:
        return _counted(asked)
    except Unanswered as fault:
        if len(asked) == 1:
            return (_unanswered(asked[0], fault),)
    return tuple(answer for each in asked for answer in _computed((each,)))


def _unanswered(ready: Ready, fault: Unanswered) -> Answer:
    """No value, and why."""
    try:
        run = [plan for plan, _ in planned(needs(ready.metric, ready.asked, seen=date.max))]
    except Unanswered:
        # It is the query itself that the engine is not asked.
        run = []
    return Answer(
        metric=ready.metric,
        period=ready.asked.period,
        position=ready.position,
        rows=() if ready.asked.by else (Row({}, None),),
        coverage=NOTHING_SEEN,
        sql=sql_of(run),
        home=home_of(run),
        problem=fault.problem,
    )


def computed(ready: Ready) -> Answer:
    """The answer to a question, asked anew. Raises Unanswered, and TookTooLong at its limit."""
    (answer,) = _counted((ready,))
    return answer


def _counted(readies: Iterable[Ready]) -> tuple[Answer, ...]:
    reached = [reaching(each) for each in readies]
    needed = [needs(e.ready.metric, e.ready.asked, seen=e.seen) for e in reached]
    if not reached:
        return ()
    all_needed = (each for own in needed for each in own)
    counts = count(all_needed, reached[0].ready)
    return tuple(_answer(each, counts) for each in reached)


def reaching(ready: Ready) -> Reached:
    """A question with how far its data reaches; what is in force is asked up to there only."""
    covered = coverage(ready)
    last = seen(ready, covered)
    if any(each.body.level for each in ready.metric.simples()):
        until = last + DAY if last < ready.asked.period.before - DAY else None
        ready = replace(ready, asked=replace(ready.asked, until=until))
    return Reached(ready, covered, last)


def _answer(reached: Reached, counts: Counts) -> Answer:
    ready = reached.ready
    found = figures(ready.metric, ready.asked, seen=reached.seen, read=counts.read)
    speaks = speaks_of(ready, reached.coverage)
    return Answer(
        metric=ready.metric,
        period=ready.asked.period,
        position=ready.position,
        rows=_rows(ready, found) if speaks else _silent(ready, found),
        coverage=reached.coverage,
        sql=counts.sql,
        home=counts.home,
    )


def _rows(ready: Ready, found: Figures) -> tuple[Row, ...]:
    names = tuple(name for name, _ in ready.asked.by)
    return tuple(
        Row(dict(zip(names, group, strict=True)), *found.at(group))
        for group in sorted(found.groups, key=_order)
    )


def _silent(ready: Ready, found: Figures) -> tuple[Row, ...]:
    """Nothing has been seen of this period, so that even a count of zero would be a guess."""
    names = tuple(name for name, _ in ready.asked.by)
    return tuple(Row(dict(zip(names, group, strict=True)), None) for group in found.groups)


def _order(group: Group) -> tuple[tuple[bool, str], ...]:
    return tuple((each is None, each or "") for each in group)

"""Why a figure is what it is: its sentence, its SQL, its records and its versions."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from rumbo.metrics.answering import asked
from rumbo.metrics.asking import Ready
from rumbo.metrics.rules.decode import field_text
from rumbo.metrics.rules.metric import Cumulative, SimpleMetric
from rumbo.metrics.rules.phrases import phrases
from rumbo.metrics.rules.plan import datasets_of, sources
from rumbo.metrics.rules.records import count_select, records_select
from rumbo.metrics.rules.since import reaching_back
from rumbo.metrics.values import Answer, Explanation, RecordRow, Used
from rumbo.people import queries as people
from rumbo.people.access import system_viewer
from rumbo.records.engines import said

Source = tuple[SimpleMetric, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Which records to show: `number` counts from 1."""

    number: int
    size: int

    def within(self, total: int) -> "Page":
        """This page, or the last one when there are not so many."""
        return Page(min(max(self.number, 1), self.of(total)), self.size)

    def of(self, total: int) -> int:
        return max(1, -(-total // self.size))

    @property
    def first(self) -> int:
        return (self.number - 1) * self.size


def explained(answer: Answer, ready: Ready, *, page: Page) -> Explanation:
    """Explain an answer; a page past the end is the last one."""
    ready = _reaching_back(ready)
    if answer.problem is not None:
        return _unanswered(answer, ready)
    counts = {source: _count(source, ready) for source in sources(ready.metric)}
    total = sum(counts.values())
    shown = page.within(total)
    return Explanation(
        metric=ready.metric,
        answer=answer,
        phrases=phrases(ready.metric, ready.asked, names=_names(ready)),
        records=tuple(_records(counts, ready, page=shown)),
        total_records=total,
        page=shown.number,
        pages=page.of(total),
        versions=_versions(ready),
    )


def _unanswered(answer: Answer, ready: Ready) -> Explanation:
    """The sentence and the SQL stand, also when the engine that holds the records does not."""
    return Explanation(
        metric=ready.metric,
        answer=answer,
        phrases=phrases(ready.metric, ready.asked, names=_names(ready)),
        records=(),
        total_records=0,
        page=1,
        pages=1,
        versions=_versions(ready),
    )


def _reaching_back(ready: Ready) -> Ready:
    """The question about all the records that count, which may be older than the period."""
    body, asked = ready.metric.body, ready.asked
    if not isinstance(body, Cumulative):
        return ready
    period = reaching_back(body, asked.period, asked.calendar)
    return replace(ready, asked=replace(asked, period=period))


def _count(source: Source, ready: Ready) -> int:
    query = said(count_select(source, ready.asked), datasets_of(source))
    ((count,),) = asked(query, ready)
    return int(str(count))


def _records(counts: dict[Source, int], ready: Ready, *, page: Page) -> Iterator[RecordRow]:
    """One page over the sources, one after the other."""
    skip, wanted = page.first, page.size
    for source, count in counts.items():
        if wanted > 0 and skip < count:
            select = records_select(source, ready.asked, skip=skip, limit=wanted)
            rows = asked(said(select, datasets_of(source)), ready)
            yield from (_record(source, tuple(row)) for row in rows)
        taken = max(0, min(count - skip, wanted))
        skip, wanted = max(0, skip - count), wanted - taken


def _record(source: Source, row: tuple[object, ...]) -> RecordRow:
    key, version, position, day, person, *values = row
    dataset = source[0].body.dataset
    fields = {
        field.id: None if value is None else field_text(value, dataset, field.id)
        for field, value in zip(dataset.fields, values, strict=True)
    }
    return RecordRow(
        dataset=dataset.key,
        key=str(key),
        version=int(str(version)),
        position=int(str(position)),
        day=day if isinstance(day, date) else None,
        person=str(person) if person is not None else None,
        fields=fields,
    )


def _names(ready: Ready) -> dict[str, str]:
    """Names of the person, manager and team that the scope holds by key."""
    viewer = system_viewer("metrics")
    scope = ready.asked.scope
    names = people.names(viewer=viewer) if scope.person or scope.manager else {}
    teams = {each.key: each.name for each in people.teams(viewer=viewer)} if scope.team else {}
    return {**teams, **names}


def _versions(ready: Ready) -> tuple[Used, ...]:
    used = {each.key: Used(each.key, each.version, each.digest) for each in ready.metric.tree()}
    return tuple(used.values())

"""Why a figure is what it is: its sentence, its SQL, its records and its versions."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from rumbo.metrics.answering import reaching
from rumbo.metrics.asking import Ready
from rumbo.metrics.reaching import asked
from rumbo.metrics.rules.assembly import needs
from rumbo.metrics.rules.decode import field_text
from rumbo.metrics.rules.metric import Cumulative, SimpleMetric
from rumbo.metrics.rules.phrases import phrases
from rumbo.metrics.rules.plan import Source, datasets_of
from rumbo.metrics.rules.plan import together as sources_of
from rumbo.metrics.rules.question import Asked
from rumbo.metrics.rules.records import count_select, records_select
from rumbo.metrics.rules.since import reaching_back
from rumbo.metrics.values import Answer, Explanation, RecordRow, Used
from rumbo.people import queries as people
from rumbo.people.access import system_viewer
from rumbo.records.engines import said


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
    if answer.problem is not None:
        return _unanswered(answer, ready)
    found = [(each, _count(each, ready)) for each in _behind(ready)]
    total = sum(count for _, count in found)
    shown = page.within(total)
    return Explanation(
        metric=ready.metric,
        answer=answer,
        phrases=phrases(ready.metric, _reaching_back(ready), names=_names(ready)),
        records=tuple(_records(found, ready, page=shown)),
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
        phrases=phrases(ready.metric, _reaching_back(ready), names=_names(ready)),
        records=(),
        total_records=0,
        page=1,
        pages=1,
        versions=_versions(ready),
    )


@dataclass(frozen=True, slots=True)
class Behind:
    """Records behind a figure: of one source, over one question."""

    source: Source
    asked: Asked


def _behind(ready: Ready) -> list[Behind]:
    """Where the records of an ungrouped figure come from."""
    reached = reaching(ready)
    asked = replace(reached.ready.asked, by=())
    needed = needs(ready.metric, asked, seen=reached.seen)
    together: dict[tuple[object, ...], tuple[Asked, list[SimpleMetric]]] = {}
    for simple, own in needed:
        ungrouped = replace(own, by=())
        together.setdefault(ungrouped.key(), (ungrouped, []))[1].append(simple)
    return [
        Behind(source, own)
        for own, simples in together.values()
        for source in sources_of(simples)
    ]


def _reaching_back(ready: Ready) -> Asked:
    """The question about all the records that count, which may be older than the period."""
    body, asked = ready.metric.body, ready.asked
    if not isinstance(body, Cumulative):
        return asked
    return replace(asked, period=reaching_back(body, asked.period, asked.calendar))


def _count(behind: Behind, ready: Ready) -> int:
    query = said(count_select(behind.source, behind.asked), datasets_of(behind.source))
    ((count,),) = asked(query, ready)
    return int(str(count))


def _records(
    counts: list[tuple[Behind, int]], ready: Ready, *, page: Page
) -> Iterator[RecordRow]:
    """One page over the sources, one after the other."""
    skip, wanted = page.first, page.size
    for behind, count in counts:
        if wanted > 0 and skip < count:
            select = records_select(behind.source, behind.asked, skip=skip, limit=wanted)
            rows = asked(said(select, datasets_of(behind.source)), ready)
            yield from (_record(behind.source, tuple(row)) for row in rows)
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

"""sources/<key>.yaml: its shape, and what is checked when it is read."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated, Literal
from zoneinfo import available_timezones

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from rumbo.connectors.rules.schedule import LONGEST, SHORTEST, Schedule, is_cron
from rumbo.connectors.rules.source import LONGEST_TIMEOUT, Deletes, Overlap, Source
from rumbo.kernel.document import Document, read_document, validated
from rumbo.kernel.problems import Place, Problem, Refused
from rumbo.kernel.texts import Text
from rumbo.records.rules.dataset import Dataset, FieldKind
from rumbo.records.rules.formats import Formats
from rumbo.records.rules.mapping import Mapping, problems_of

UNITS = {"second": 1, "minute": 60, "hour": 3_600, "day": 86_400}
SPAN = re.compile(r"(?:every )?(\d{1,6}) ?(second|minute|hour|day)s?")
ASKS = re.compile(r"(?:\s|--[^\n]*\n|/\*.*?\*/)*(?:select|with|table|values|\()\b", re.I | re.S)
CANONICAL = Formats(instants="%Y-%m-%dT%H:%M:%S.%f%z")


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*([-_][a-z0-9]+)*$", max_length=60)]
Variable = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]*$", max_length=100)]
Fields = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class TextShape(_Shape):
    """A text in both languages."""

    en: str
    es: str


class ScheduleShape(_Shape):
    """`every: 15 minutes`, or `cron: "30 6 * * *"` in the business time zone."""

    every: str = ""
    cron: str = ""


class SourceDocument(_Shape):
    """sources/<key>.yaml."""

    source: Name
    kind: Literal["sql"]
    name: TextShape
    dataset: Name
    connection: Variable | Literal[""] = ""
    query: str = Field(min_length=1, max_length=50_000)
    key: str = Field(min_length=1, max_length=200)
    cursor: str = Field(default="", max_length=200)
    overlap: str = ""
    time_zone: str = Field(alias="time-zone", default="")
    columns: dict[str, Fields] = Field(min_length=1)
    values: dict[str, dict[str, str]] = Field(default_factory=dict)
    deletes: Deletes = Deletes.NEVER
    at_most_deleted: str = Field(
        alias="at-most-deleted", default="20%", pattern=r"^(100|[1-9]?[0-9])%$"
    )
    schedule: ScheduleShape = ScheduleShape()
    timeout: str = "5 minutes"


def read_source(text: str, *, file: str) -> Source:
    """Read a source document; raises Refused with place and remedy for each fault."""
    document = read_document(text, file=file)
    shape = validated(document, SourceDocument)
    problems = [*_times(document, shape), *_query(document, shape), *_names(document, shape)]
    if problems:
        raise Refused(*problems)
    return Source(
        key=shape.source,
        name=Text(shape.name.en, shape.name.es),
        dataset=shape.dataset,
        query=shape.query.strip().removesuffix(";").rstrip(),
        key_column=shape.key,
        columns=shape.columns,
        connection=shape.connection,
        cursor_column=shape.cursor,
        overlap=_overlap(shape.overlap) or Overlap(),
        time_zone=shape.time_zone,
        deletes=shape.deletes,
        at_most_deleted=int(shape.at_most_deleted.rstrip("%")),
        schedule=_schedule(shape.schedule),
        timeout=_span(shape.timeout) or timedelta(minutes=5),
        values=shape.values,
    )


def source_text(source: Source) -> str:
    """The document of a source: read again, it gives the same value."""
    tree: dict[str, object] = {
        "source": source.key,
        "kind": "sql",
        "name": {"en": source.name.en, "es": source.name.es},
        "dataset": source.dataset,
        "connection": source.connection,
        "query": source.query,
        "key": source.key_column,
        "cursor": source.cursor_column,
        "overlap": _overlap_text(source.overlap),
        "time-zone": source.time_zone,
        "columns": {column: list(fields) for column, fields in source.columns.items()},
        "values": {name: dict(words) for name, words in source.values.items()},
        "deletes": source.deletes.value,
        "at-most-deleted": f"{source.at_most_deleted}%",
        "schedule": _schedule_tree(source.schedule),
        "timeout": span_text(source.timeout),
    }
    return yaml.safe_dump(
        {name: value for name, value in tree.items() if value not in ("", {}, [])},
        allow_unicode=True,
        sort_keys=False,
    )


def mapping_of(source: Source) -> Mapping:
    """The mapping by which its rows, brought into canonical text, become records."""
    return Mapping(
        key=source.key,
        dataset=source.dataset,
        source=source.key,
        columns=source.columns,
        values=source.values,
        formats=CANONICAL,
    )


def problems_with_dataset(source: Source, dataset: Dataset) -> list[Problem]:
    """What a source gets wrong about the dataset that its rows go into."""
    place = Place(f"{source.key}.yaml")
    problems = problems_of(mapping_of(source), dataset, place)
    if not problems and source.key_column != mapping_of(source).column_of(
        dataset.field(dataset.key_field)
    ):
        facts = {"column": source.key_column, "field": dataset.key_field}
        problems.append(Problem("source.key", place, facts))
    for column, fields in source.columns.items():
        kinds = {dataset.writable_field(each).kind for each in fields if dataset.takes(each)}
        if {FieldKind.DATE, FieldKind.INSTANT} <= kinds:
            problems.append(Problem("source.two-ways", place, {"column": column}))
    return problems


def span_text(span: timedelta) -> str:
    """A span as documents write it.

    >>> span_text(timedelta(minutes=90)), span_text(timedelta(hours=2))
    ('90 minutes', '2 hours')
    """
    seconds = int(span.total_seconds())
    for unit, length in reversed(UNITS.items()):
        if seconds and seconds % length == 0:
            count = seconds // length
            return f"{count} {unit}{'' if count == 1 else 's'}"
    return ""


def _span(text: str) -> timedelta | None:
    found = SPAN.fullmatch(text.strip())
    return timedelta(seconds=int(found[1]) * UNITS[found[2]]) if found else None


def _overlap(text: str) -> Overlap | None:
    if not text.strip():
        return Overlap()
    if text.strip().isdecimal() and len(text.strip()) <= 12:
        return Overlap(count=int(text))
    span = _span(text)
    return Overlap(time=span) if span is not None else None


def _overlap_text(overlap: Overlap) -> str:
    return str(overlap.count) if overlap.count else span_text(overlap.time)


def _schedule(shape: ScheduleShape) -> Schedule:
    return Schedule(every=_span(shape.every), cron=shape.cron.strip())


def _schedule_tree(schedule: Schedule) -> dict[str, str]:
    if schedule.every is not None:
        return {"every": span_text(schedule.every)}
    return {"cron": schedule.cron} if schedule.cron else {}


def _times(document: Document, shape: SourceDocument) -> Iterator[Problem]:
    every = _span(shape.schedule.every)
    if shape.schedule.every and (every is None or not SHORTEST <= every <= LONGEST):
        facts = {"value": shape.schedule.every}
        yield Problem("source.every", document.place("schedule", "every"), facts)
    if shape.schedule.cron and (shape.schedule.every or not is_cron(shape.schedule.cron)):
        facts = {"value": shape.schedule.cron}
        yield Problem("source.cron", document.place("schedule", "cron"), facts)
    timeout = _span(shape.timeout)
    if timeout is None or not timedelta(0) < timeout <= LONGEST_TIMEOUT:
        yield Problem("source.timeout", document.place("timeout"), {"value": shape.timeout})
    if _overlap(shape.overlap) is None or (shape.overlap.strip() and not shape.cursor):
        yield Problem("source.overlap", document.place("overlap"), {"value": shape.overlap})
    if shape.time_zone and shape.time_zone not in available_timezones():
        facts = {"value": shape.time_zone}
        yield Problem("people.unknown-time-zone", document.place("time-zone"), facts)


def _query(document: Document, shape: SourceDocument) -> Iterator[Problem]:
    """Whether it asks and does not order; what it may do is decided by its transaction."""
    text = shape.query.strip()
    if not ASKS.match(text) or ";" in text.removesuffix(";"):
        yield Problem("source.query", document.place("query"))


def _names(document: Document, shape: SourceDocument) -> Iterator[Problem]:
    if shape.key not in shape.columns:
        facts = {"column": shape.key}
        yield Problem("source.key-column", document.place("key"), facts)

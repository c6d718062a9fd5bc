"""Ask the projection: one cursor per call, caught up first, bounded in number and in time."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from typing import TypeVar

import duckdb
import pyarrow as pa
from sqlglot import exp

from rumbo.records.projection.apply import insert_rows
from rumbo.records.projection.engine import DAMAGE, PERMITS, Engine, engine
from rumbo.records.projection.rows import Rows
from rumbo.records.projection.superseding import Superseded, current
from rumbo.records.projection.tables import quoted

Query = str | exp.Expression
Parameters = Mapping[str, object]
Answer = TypeVar("Answer")
NO_PARAMETERS: Parameters = {}
SECONDS = 60.0
STAGE_SECONDS = 900.0


class TookTooLong(Exception):
    """A query was stopped at its limit of time."""


class NotYet(LookupError):
    """A position was asked that the log has not reached."""


class Stage:
    """Several statements on one snapshot; its temporary tables end with it."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, position: int) -> None:
        self.cursor = cursor
        self.position = position

    def run(self, query: Query, parameters: Parameters = NO_PARAMETERS) -> None:
        """Run a statement such as CREATE TEMP TABLE … AS …; `$position` is known."""
        _execute(self.cursor, query, parameters, position=self.position)

    def read(self, query: Query, parameters: Parameters = NO_PARAMETERS) -> Rows:
        """The rows of a select."""
        return _execute(self.cursor, query, parameters, position=self.position)

    def batches(self, query: str) -> Iterator[pa.RecordBatch]:
        """The rows of a select of ours, in order, without holding them all."""
        yield from self.cursor.sql(query).to_arrow_reader(100_000)

    def load(
        self, name: str, columns: Mapping[str, str], rows: Iterable[tuple[object, ...]]
    ) -> None:
        """A temporary table of Python rows; columns by name with their DuckDB types."""
        listed = ", ".join(f"{quoted(each)} {kind}" for each, kind in columns.items())
        self.cursor.execute(f"CREATE TEMP TABLE {quoted(name)} ({listed})")
        insert_rows(self.cursor, name, list(rows), width=len(columns))

    def adopt(self, name: str, rows: pa.Table) -> None:
        """A temporary table of Arrow rows."""
        self.cursor.register("adopted", rows)
        self.cursor.execute(f"CREATE TEMP TABLE {quoted(name)} AS FROM adopted")
        self.cursor.unregister("adopted")


def read(
    query: Query,
    parameters: Parameters = NO_PARAMETERS,
    *,
    position: int | None = None,
    seconds: float = SECONDS,
) -> Rows:
    """The rows of one select; `$position` in it is the position asked, or the head.

    Raises NotYet for a position ahead of the log and TookTooLong at the limit of time.
    """

    def asked(stage: Stage) -> Rows:
        return stage.read(query, parameters)

    return _attempt(asked, position=position, seconds=seconds)


def position() -> int:
    """Catch up, and say which position the projection has reached."""
    return _attempt(lambda stage: stage.position, position=None, seconds=SECONDS)


@contextmanager
def stage(position: int | None = None, *, seconds: float = STAGE_SECONDS) -> Iterator[Stage]:
    """Several statements on one snapshot at one position.

    A file found damaged before the stage opens is rebuilt; damage met inside ends the stage,
    and the next one finds a new file.
    """
    _attempt(lambda _: None, position=position, seconds=seconds)
    own = engine()
    generation = own.generation
    try:
        with _staged(own, position=position, seconds=seconds) as staged:
            yield staged
    except DAMAGE:
        own.renew(generation)
        raise


def offer(entries: pa.Table) -> None:
    """Entries just committed, with the feed's columns, to be taken without reading them again.

    Only a projection that has reached the position before them takes them; any other reads
    them from the log when it is asked next.
    """
    own = engine()
    generation = own.generation
    try:
        with own.gate.reading():
            own.take(entries)
    except DAMAGE:
        own.renew(generation)


@contextmanager
def bare(*, seconds: float = SECONDS) -> Iterator[Stage]:
    """A stage that does not look at the log: for documents that stand by themselves."""
    own = engine()
    with PERMITS.one(), own.gate.reading(), own.cursor() as cursor, _limited(cursor, seconds):
        yield Stage(cursor, 0)


def _attempt(
    work: Callable[[Stage], Answer], *, position: int | None, seconds: float
) -> Answer:
    own = engine()
    generation = own.generation
    try:
        with _staged(own, position=position, seconds=seconds) as staged:
            return work(staged)
    except DAMAGE:
        own.renew(generation)
    with _staged(own, position=position, seconds=seconds) as staged:
        return work(staged)


@contextmanager
def _staged(own: Engine, *, position: int | None, seconds: float) -> Iterator[Stage]:
    with PERMITS.one(), own.gate.reading():
        reached = own.catch_up()
        if position is not None and position > reached:
            raise NotYet(position)
        with own.cursor() as cursor, _limited(cursor, seconds):
            cursor.execute("BEGIN")
            yield Stage(cursor, reached if position is None else position)


@contextmanager
def _limited(cursor: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
    timer = threading.Timer(seconds, cursor.interrupt)
    timer.daemon = True
    timer.start()
    ticket = current()
    try:
        with ticket.holding(cursor) if ticket else nullcontext():
            yield
    except duckdb.InterruptException as error:
        if ticket and ticket.ended:
            raise Superseded from error
        raise TookTooLong(f"{seconds} s") from error
    finally:
        timer.cancel()
        # Joined, or its thread may hold the cursor beyond the end of the process.
        timer.join()


def _execute(
    cursor: duckdb.DuckDBPyConnection, query: Query, parameters: Parameters, *, position: int
) -> Rows:
    text = query if isinstance(query, str) else query.sql(dialect="duckdb")
    given = dict(parameters)
    if "$position" in text:
        given["position"] = position
    cursor.execute(text, given or None)
    columns = tuple(each[0] for each in cursor.description or ())
    return Rows(columns, tuple(cursor.fetchall()), position)

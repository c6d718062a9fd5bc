"""One read-only transaction in a source's database: the query's columns, rows and keys."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    TextualSelect,
    column,
    create_engine,
    literal_column,
    or_,
    select,
    text,
)
from sqlalchemy.pool import NullPool

from rumbo.connectors.rules.cursor import Mark
from rumbo.connectors.sql import address
from rumbo.connectors.sql.trouble import told_plainly

BATCH = 10_000
CONNECT_SECONDS = 10
# What each kind of database calls its limits; the others are only told to be read.
CONNECT = {
    "postgresql": {"connect_timeout": CONNECT_SECONDS},
    "mysql": {"connect_timeout": CONNECT_SECONDS},
    "mariadb": {"connect_timeout": CONNECT_SECONDS},
}
SHUT = {
    "postgresql": ("SET TRANSACTION READ ONLY", "SET LOCAL statement_timeout = {ms}"),
    "mysql": ("SET SESSION TRANSACTION READ ONLY", "SET SESSION max_execution_time = {ms}"),
    "mariadb": ("SET SESSION TRANSACTION READ ONLY", "SET SESSION max_statement_time = {s}"),
    "sqlite": ("PRAGMA query_only = ON",),
    "oracle": ("SET TRANSACTION READ ONLY",),
}
Row = Sequence[object]


@dataclass(frozen=True, slots=True)
class Session:
    """An open transaction; what it reads is one state of the database."""

    url: URL
    connection: Connection
    query: str

    def columns(self) -> tuple[str, ...]:
        """The names of the query's columns, without reading rows."""
        with told_plainly(self.url, phase="query"):
            return tuple(self.connection.execute(self._all().limit(0)).keys())

    def first(self, count: int) -> tuple[tuple[str, ...], list[Row]]:
        """The names of the columns, and the first rows."""
        with told_plainly(self.url, phase="query"):
            found = self.connection.execute(self._all().limit(count))
            return tuple(found.keys()), [tuple(row) for row in found]

    def rows(
        self, *, cursor: str = "", since: Mark | None = None
    ) -> Iterator[tuple[tuple[str, ...], list[Row]]]:
        """The columns' names with each batch of rows, from a value of the cursor on.

        Rows without a cursor are always among them: nothing says that they have not changed.
        """
        asked = self._all()
        if cursor and since is not None:
            mark = self._part(cursor).c[cursor]
            asked = select(literal_column("*")).select_from(mark.table)
            asked = asked.where(or_(mark >= since, mark.is_(None)))
        with told_plainly(self.url, phase="query"):
            found = self.connection.execution_options(
                stream_results=True, max_row_buffer=BATCH
            ).execute(asked)
            names = tuple(found.keys())
            yield names, []
            for batch in found.partitions(BATCH):
                yield names, [tuple(row) for row in batch]

    def keys(self, key: str) -> Iterator[object]:
        """Every key that the query gives."""
        with told_plainly(self.url, phase="query"):
            found = self.connection.execution_options(
                stream_results=True, max_row_buffer=BATCH
            ).execute(select(self._part(key).c[key]))
            for batch in found.partitions(BATCH):
                yield from (row[0] for row in batch)

    def _all(self) -> Any:  # a select of columns that only the database knows
        return select(literal_column("*")).select_from(self._part())

    def _part(self, *names: str) -> Any:
        return _asked(self.query, names).subquery("source_rows")


def _asked(query: str, names: Sequence[str]) -> TextualSelect:
    """The query as it was written: a colon in it is no parameter of ours."""
    return text(query.replace(":", r"\:")).columns(*(column(each) for each in names))


@contextmanager
def opened(url: URL, query: str, *, timeout: timedelta) -> Iterator[Session]:
    """A read-only transaction that ends with the block, undone; raises Refused."""
    with told_plainly(url, phase="connect"):
        engine = _engine(url)
        connection = engine.connect()
    try:
        with told_plainly(url, phase="connect"):
            _shut(connection, timeout)
        with _interrupted_after(connection, timeout):
            yield Session(url, connection, query)
    finally:
        _let_go(connection, engine)


def at(where: str) -> URL:
    """An address, understood; raises Refused without repeating it."""
    return address.read(where)


def _engine(url: URL) -> Engine:
    arguments = CONNECT.get(url.get_backend_name(), {})
    # Parameters are values of a customer's cursor: they stay out of errors, as rows do.
    return create_engine(
        url, poolclass=NullPool, hide_parameters=True, connect_args=dict(arguments)
    )


def _shut(connection: Connection, timeout: timedelta) -> None:
    kind = connection.dialect.name
    if kind == "postgresql":
        connection.execution_options(isolation_level="REPEATABLE READ")
    seconds = max(1, int(timeout.total_seconds()))
    for statement in SHUT.get(kind, ()):
        connection.exec_driver_sql(statement.format(ms=seconds * 1000, s=seconds))


@contextmanager
def _interrupted_after(connection: Connection, timeout: timedelta) -> Iterator[None]:
    """SQLite has no limit of its own: its statement is interrupted from another thread."""
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name != "sqlite":
        yield
        return
    timer = threading.Timer(timeout.total_seconds(), driver.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()


def _let_go(connection: Connection, engine: Engine) -> None:
    """Nothing was written; a connection that has died needs no goodbye."""
    try:
        with told_plainly(engine.url, phase="query"):
            connection.rollback()
    except Exception:  # noqa: BLE001 - told already by whoever met it first
        connection.invalidate()
    finally:
        connection.close()
        engine.dispose()

"""Several steps at one position in a linked engine, on tables that stay with the session."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
from sqlglot import exp

from rumbo.records.linked.reading import limited, prepare, rows_of
from rumbo.records.linked.sessions import Session, session
from rumbo.records.projection.rows import Rows
from rumbo.records.rules.agreed import refuse_unagreed
from rumbo.records.rules.dataset import Dataset
from rumbo.records.rules.spark_sql import spark_sql
from rumbo.records.rules.spoken import over_linked

SECONDS = 900.0
_TYPES = {"VARCHAR": pa.string(), "BIGINT": pa.int64()}


@dataclass(slots=True)
class LinkedStage:
    """Views of one session under names of its own; they end with the stage."""

    held: Session
    position: int
    datasets: tuple[Dataset, ...]
    made: dict[str, str] = field(default_factory=dict)
    frames: list[Any] = field(default_factory=list)

    def create(self, name: str, query: exp.Query) -> None:
        """Name the rows of a query; they are computed once and kept while the stage is open."""
        # Kept, or each later step would compute them again from a table that may have moved.
        frame = self.held.spark.sql(self._said(query)).persist()
        self.frames.append(frame)
        frame.createOrReplaceTempView(self._own(name))

    def load(
        self, name: str, columns: Mapping[str, str], rows: Iterable[tuple[object, ...]]
    ) -> None:
        """A table of Python rows; columns by name with their DuckDB types."""
        schema = pa.schema([(column, _TYPES[kind]) for column, kind in columns.items()])
        listed = [dict(zip(columns, row, strict=True)) for row in rows]
        table = pa.Table.from_pylist(listed, schema=schema)
        self.held.spark.createDataFrame(table).createOrReplaceTempView(self._own(name))

    def read(self, query: exp.Query) -> Rows:
        """The rows of a query."""
        table = self.table(query)
        return Rows(tuple(table.column_names), rows_of(table), self.position)

    def table(self, query: exp.Query) -> pa.Table:
        """The rows of a query as Arrow."""
        return self.held.spark.sql(self._said(query)).toArrow()

    def _own(self, name: str) -> str:
        return self.made.setdefault(name, f"stage_{uuid.uuid4().hex}")

    def _said(self, query: exp.Query) -> str:
        refuse_unagreed(query)
        at = query.copy()
        for each in list(at.find_all(exp.Placeholder)):
            each.replace(exp.Literal.number(self.position))
        named = {each.name for each in at.find_all(exp.Table)}
        used = [each for each in self.datasets if each.table in named]
        for table in at.find_all(exp.Table):
            if table.name in self.made:
                own = exp.to_identifier(self.made[table.name])
                if not table.alias:
                    table.set("alias", exp.TableAlias(this=exp.to_identifier(table.name)))
                table.set("this", own)
        return spark_sql(over_linked(at, used))

    def end(self) -> None:
        for frame in self.frames:
            frame.unpersist()
        for name in self.made.values():
            self.held.spark.catalog.dropTempView(name)


@contextmanager
def stage(
    connection: str,
    datasets: tuple[Dataset, ...],
    *,
    position: int,
    seconds: float = SECONDS,
) -> Iterator[LinkedStage]:
    """Several steps at one position over linked datasets; raises Unanswered."""
    with session(connection) as held, limited(held, seconds):
        for each in datasets:
            prepare(held, each)
        opened = LinkedStage(held, position, datasets)
        try:
            yield opened
        finally:
            opened.end()

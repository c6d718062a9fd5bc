"""Lay the tables out: all in an empty file; in one that stands, what was declared since.

A dataset or a field that is added costs little beside a table of millions of versions, unless
the log holds values of it already: then that one table is filled again.
"""

from collections.abc import Iterable, Iterator, Mapping

import duckdb

from rumbo.records.projection.apply import State, enter, log_identity
from rumbo.records.projection.feed import entries, versions_with
from rumbo.records.projection.tables import (
    ROSTER,
    STATE,
    all_tables,
    columns_of,
    dataset_table,
    listed,
    quoted,
)
from rumbo.records.rules.dataset import Dataset

HELD = """SELECT table_name, column_name, data_type FROM duckdb_columns()
    WHERE database_name = current_database() AND schema_name = 'main'"""
Columns = Mapping[str, str]


def create(
    cursor: duckdb.DuckDBPyConnection, datasets: Iterable[Dataset], *, digest: str
) -> None:
    """Drop whatever there is and lay out empty tables, at position 0."""
    cursor.execute("BEGIN")
    for name in _held(cursor):
        cursor.execute(f"DROP TABLE {quoted(name)}")
    for statement in (STATE, *all_tables(datasets)):
        cursor.execute(statement)
    values = [log_identity(), digest, duckdb.__version__]
    cursor.execute("INSERT INTO _projection VALUES (?, ?, ?, 0, '', -1)", values)
    cursor.execute("COMMIT")


def follow(
    cursor: duckdb.DuckDBPyConnection,
    datasets: Mapping[str, Dataset],
    *,
    state: State,
    digest: str,
) -> None:
    """Bring the tables of datasets to what is declared; they and the digest commit together.

    Until then everything stands as it was, for whoever reads beside it. When another version
    laid out the tables of people, everything is laid out anew.
    """
    held = _held(cursor)
    if any(held.get(name) != listed(columns) for name, columns in ROSTER.items()):
        create(cursor, datasets.values(), digest=digest)
        return
    cursor.execute("BEGIN")
    for each in datasets.values():
        _bring(cursor, each, held.get(each.table), until=state.applied_position)
    cursor.execute("UPDATE _projection SET schema_digest = ?", [digest])
    cursor.execute("COMMIT")


def _bring(
    cursor: duckdb.DuckDBPyConnection, dataset: Dataset, held: Columns | None, *, until: int
) -> None:
    wanted = columns_of(dataset)
    if held == wanted:
        return
    if held is not None and _only_adds_empty(dataset, held, until=until):
        for name in wanted.keys() - held.keys():
            cursor.execute(
                f"ALTER TABLE {quoted(dataset.table)} ADD COLUMN {quoted(name)} {wanted[name]}"
            )
        return
    cursor.execute(f"DROP TABLE IF EXISTS {quoted(dataset.table)}")
    cursor.execute(dataset_table(dataset))
    for batch in entries(0, until, dataset=dataset.key):
        enter(cursor, batch, {dataset.key: dataset})


def _only_adds_empty(dataset: Dataset, held: Columns, *, until: int) -> bool:
    """Whether a table lacks nothing but fields of which the log holds no value so far."""
    wanted = columns_of(dataset)
    if not held.items() <= wanted.items():
        return False
    added = (each.id for each in dataset.fields if each.column not in held)
    holding = (versions_with(dataset.key, each, until=until) for each in added)
    return not any(each.exists() for each in holding)


def _held(cursor: duckdb.DuckDBPyConnection) -> dict[str, Columns]:
    """The columns of each table in the file, with their types, in no order."""
    found: dict[str, dict[str, str]] = {}
    for table, column, kind in _rows(cursor):
        found.setdefault(table, {})[column] = kind
    return dict(found)


def _rows(cursor: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str, str]]:
    yield from cursor.execute(HELD).fetchall()

"""Plain rows into and out of a table, without a model for each and a statement put together.

For the few statements that every event pushed asks again: there, putting them together costs
several times what the database needs. Only for tables of the package that asks.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

Row = tuple[Any, ...]


def stamp(at: datetime) -> object:
    """An instant as this database's driver takes it in plain SQL."""
    return connection.ops.adapt_datetimefield_value(at)


def read_rows(statement: str, values: Sequence[Any] = ()) -> list[Row]:
    """The rows that a statement answers, as the driver hands them over."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def marks(count: int) -> str:
    """Places for so many values, between brackets.

    >>> marks(3)
    '(%s, %s, %s)'
    """
    return f"({', '.join(['%s'] * count)})"


def write_rows(table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Insert rows whose values the driver takes as they are."""
    listed = ", ".join(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # What ends a COPY is told by its block, which Django's cursor does not wrap.
            with (
                connection.wrap_database_errors,
                cursor.copy(f"COPY {table} ({listed}) FROM STDIN") as copy,
            ):
                for row in rows:
                    copy.write_row(row)
        else:
            statement = f"INSERT INTO {table} ({listed}) VALUES {marks(len(columns))}"  # noqa: S608
            cursor.executemany(statement, list(rows))

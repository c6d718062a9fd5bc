"""Plain rows into a table, as each database takes them fastest, without a model for each.

Only for tables of the package that asks: its constraints hold as they do for any insert.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

Row = tuple[Any, ...]


def stamp(at: datetime) -> object:
    """An instant as this database's driver takes it in plain SQL."""
    return connection.ops.adapt_datetimefield_value(at)


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
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({listed}) VALUES ({marks})", list(rows))  # noqa: S608

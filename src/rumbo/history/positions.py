"""The position as the key of a table whose rows are written in its order."""

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class PositionField(models.BigIntegerField):  # type: ignore[type-arg]  # generic in stubs only
    """A whole number of 64 bits, handed out and never made up by the database.

    SQLite keeps the rows of a table in the order of an `integer` key, and of no other: a
    `bigint` would get an index beside them, written with every row and read before it.
    """

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        """`integer` in SQLite, which has one width only; else the type of 64 bits."""
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)

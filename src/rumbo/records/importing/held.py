"""The current state of a dataset's records in the log, brought beside a staged file."""

import duckdb
import pyarrow as pa
from django.db import connection

from rumbo.history.queries import head
from rumbo.records.models import LogEntry
from rumbo.records.projection.feed import tables
from rumbo.records.projection.tables import literal

COLUMNS = ("key", "position", "source_version", "correction", "kind", "digest", "source")
# What a file is compared with is what a source said last; what it replaces is whatever holds
# now, which may be a correction by hand.
# Both are found as positions first: to carry whole versions along costs four times as much.
CURRENT = """
INSERT INTO held SELECT current.key, current.position, said.source_version, said.kind,
    said.digest, said.source, current.kind,
    CASE WHEN current.correction > 0 THEN current.digest END
FROM (SELECT arg_max(position, source_version::HUGEINT * 4294967296 + correction) AS current,
             arg_max(position, source_version) FILTER (correction = 0) AS said
      FROM versions GROUP BY key) AS latest
JOIN versions AS current ON current.position = latest.current
LEFT JOIN versions AS said ON said.position = latest.said
"""


def held_versions(dataset: str, cursor: duckdb.DuckDBPyConnection) -> int:
    """Fill the table `held`: where each record stands, and what a source said of it last.

    Returns the position up to which the log is certain to have been looked at: the head before
    the rows are read, since whatever is appended meanwhile is ahead of it.
    """
    looked_at = head()
    if not LogEntry.objects.filter(dataset=dataset).exists():
        return looked_at
    cursor.execute(
        "CREATE TEMP TABLE versions (key VARCHAR, position BIGINT, source_version BIGINT, "
        "correction INTEGER, kind VARCHAR, digest VARCHAR, source VARCHAR)"
    )
    table = LogEntry._meta.db_table  # noqa: SLF001 - Django's own
    # The plus keeps SQLite from going through the index, which costs a seek for every entry.
    asked = "+dataset" if connection.vendor == "sqlite" else "dataset"
    query = f"SELECT {', '.join(COLUMNS)} FROM {table} WHERE {asked} = {literal(dataset)}"  # noqa: S608
    for batch in tables(query, COLUMNS):
        _add(cursor, batch)
    cursor.execute(CURRENT)
    cursor.execute("DROP TABLE versions")
    return looked_at


def _add(cursor: duckdb.DuckDBPyConnection, batch: pa.Table) -> None:
    cursor.register("batch", batch)
    cursor.execute("INSERT INTO versions SELECT * FROM batch")
    cursor.unregister("batch")

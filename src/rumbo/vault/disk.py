"""What is deleted leaves no bytes behind, as far as the database decides it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection

# Rewritten whole on PostgreSQL, which otherwise keeps old rows in place until they are reused.
REWRITTEN = (
    "people_person",
    "people_identity",
    "people_user",
    "records_rejection",
    "pushes_delivery",
    "okrs_checkin",
    "vault_subjectkey",
    "django_session",
    "account_emailaddress",
)


@contextmanager
def leaving_no_bytes() -> Iterator[None]:
    """Inside, SQLite writes zeros over what is deleted or replaced."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete = ON")
        try:
            yield
        finally:
            cursor.execute("PRAGMA secure_delete = OFF")


def scrub() -> bool:
    """Write the files anew without what was deleted; False when others hold it up."""
    if connection.in_atomic_block:
        return False
    try:
        return _scrub_sqlite() if connection.vendor == "sqlite" else _scrub_postgresql()
    except OperationalError:
        return False


def _scrub_sqlite() -> bool:
    """Free pages go with the old file, and the write-ahead log is folded in and emptied."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        row = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return row is not None and row[0] == 0


def _scrub_postgresql() -> bool:
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '10s'")
        for table in REWRITTEN:
            if table in present:
                cursor.execute(f"VACUUM (FULL) {table}")
        cursor.execute("RESET lock_timeout")
    return True

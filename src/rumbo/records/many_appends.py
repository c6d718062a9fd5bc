"""Around many appends in a row."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import connection

# Pages of 4 kB before a checkpoint, and kibibytes of cache.
MANY = {"wal_autocheckpoint": 10_000, "cache_size": -65_536}


@contextmanager
def many_appends() -> Iterator[None]:
    """Around many appends in a row: SQLite caches more and folds its log in less often."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        usual = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in MANY]
        _set_pragmas(MANY)
        try:
            yield
        finally:
            _set_pragmas(dict(zip(MANY, usual, strict=True)))


def _set_pragmas(values: Mapping[str, int]) -> None:
    with connection.cursor() as cursor:
        for name, value in values.items():
            cursor.execute(f"PRAGMA {name} = {value:d}")

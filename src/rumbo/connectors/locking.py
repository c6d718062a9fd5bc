"""One reading of a source at a time, by a lock that dies with the process that holds it."""

import fcntl
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from rumbo.kernel.problems import Problem, Refused

# Ours among the advisory locks of a database that others may use too.
FAMILY = 7_291_843


@contextmanager
def alone(key: str) -> Iterator[None]:
    """Hold a source for the block; raises Refused while another process reads it."""
    held = _on_the_server(key) if connection.vendor == "postgresql" else _on_this_machine(key)
    with held:
        yield


@contextmanager
def _on_the_server(key: str) -> Iterator[None]:
    import psycopg  # noqa: PLC0415 - no process on SQLite should load it

    parameters = connection.get_connection_params()
    for ours in ("cursor_factory", "context", "server_side_binding"):
        parameters.pop(ours, None)
    # A connection of its own: the lock must outlast the transactions of the reading.
    with psycopg.connect(**parameters, autocommit=True) as own:
        number = zlib.crc32(key.encode()) - 2**31
        row = own.execute("SELECT pg_try_advisory_lock(%s, %s)", [FAMILY, number]).fetchone()
        if row is None or not row[0]:
            raise _busy(key)
        yield


@contextmanager
def _on_this_machine(key: str) -> Iterator[None]:
    folder = Path(settings.RUMBO_HOME) / "sources"
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / f"{key}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(descriptor)
        raise _busy(key) from error
    try:
        yield
    finally:
        os.close(descriptor)


def _busy(key: str) -> Refused:
    return Refused(Problem("source.busy", facts={"name": key}))

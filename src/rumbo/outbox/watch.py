"""Waits until another transaction may have written a signal: cheap when nothing happens.

PostgreSQL tells (LISTEN/NOTIFY); SQLite is asked whether the file changed, five times a second.
"""

import sqlite3
import time
from typing import Protocol

from django.db import connection

from rumbo.outbox.operations import CHANNEL

POLL_SECONDS = 0.2


class Watch(Protocol):
    """Something that can wait for a commit."""

    def wait(self, seconds: float) -> bool:
        """Whether something may have been written within so many seconds."""

    def close(self) -> None:
        """Give the connection back."""


class SqliteWatch:
    """Asks SQLite for its data version, which rises with every commit of another connection."""

    def __init__(self, path: str) -> None:
        self.connection = sqlite3.connect(path, timeout=20)
        self.version = self._version()

    def wait(self, seconds: float) -> bool:
        until = time.monotonic() + seconds
        while (version := self._version()) == self.version:
            if time.monotonic() >= until:
                return False
            time.sleep(POLL_SECONDS)
        self.version = version
        return True

    def close(self) -> None:
        self.connection.close()

    def _version(self) -> int:
        return int(self.connection.execute("PRAGMA data_version").fetchone()[0])


class PostgresWatch:
    """Listens on a connection of its own."""

    def __init__(self, parameters: dict[str, object]) -> None:
        import psycopg  # noqa: PLC0415 - no process on SQLite should load it

        self.connection = psycopg.connect(**parameters, autocommit=True)  # type: ignore[arg-type]  # Django's own parameters
        self.connection.execute(f"LISTEN {CHANNEL}".encode())

    def wait(self, seconds: float) -> bool:
        return any(True for _ in self.connection.notifies(timeout=seconds, stop_after=1))

    def close(self) -> None:
        self.connection.close()


def watch() -> Watch:
    """The way to wait on this installation's database."""
    parameters = connection.get_connection_params()
    if connection.vendor == "sqlite":
        return SqliteWatch(str(parameters["database"]))
    for ours in ("cursor_factory", "context", "server_side_binding"):
        parameters.pop(ours, None)
    return PostgresWatch(parameters)

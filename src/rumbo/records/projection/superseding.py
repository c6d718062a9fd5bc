"""Questions of which only the last matters: an earlier one is stopped when it comes."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import duckdb


class Superseded(Exception):
    """A query was stopped because the same reader asked the next one."""


class Ticket:
    """What is asked right now under one name, and whether it has been overtaken."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._cursor: duckdb.DuckDBPyConnection | None = None
        self.ended = False

    @contextmanager
    def holding(self, cursor: duckdb.DuckDBPyConnection) -> Iterator[None]:
        """Let this cursor be stopped while the block runs."""
        with self._lock:
            if self.ended:
                raise Superseded
            self._cursor = cursor
        try:
            yield
        finally:
            with self._lock:
                self._cursor = None

    def end(self) -> None:
        """Stop what runs, and refuse what would come after it."""
        with self._lock:
            self.ended = True
            if self._cursor is not None:
                self._cursor.interrupt()


_CURRENT: ContextVar[Ticket | None] = ContextVar("asked_under", default=None)
_HELD: dict[str, Ticket] = {}
_GATE = threading.Lock()


@contextmanager
def only_latest(name: str) -> Iterator[None]:
    """Ask within this block; an earlier block of the same name in this process is stopped."""
    ticket = Ticket()
    with _GATE:
        earlier = _HELD.get(name)
        _HELD[name] = ticket
    if earlier is not None:
        earlier.end()
    token = _CURRENT.set(ticket)
    try:
        yield
    finally:
        _CURRENT.reset(token)
        with _GATE:
            if _HELD.get(name) is ticket:
                del _HELD[name]


def current() -> Ticket | None:
    """The ticket under which this thread asks, if any."""
    return _CURRENT.get()

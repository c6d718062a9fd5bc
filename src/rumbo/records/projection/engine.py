"""The one DuckDB file of this process: opened late, kept current, rebuilt on any fault."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb
import pyarrow as pa
from django.conf import settings
from django.db import connection as application

from rumbo.history.queries import head
from rumbo.records.datasets import stored
from rumbo.records.projection import apply, layout
from rumbo.records.projection.gate import Gate, Permits
from rumbo.records.projection.slot import Slot, claim, discard_free
from rumbo.records.projection.tables import literal, schema_digest


class Outdated(Exception):
    """The file may hold what has been erased since: it must go, not only its tables."""


# What a damaged file, a file of another engine, or a broken engine raises.
DAMAGE = (
    Outdated,
    duckdb.IOException,
    duckdb.SerializationException,
    duckdb.InternalException,
    duckdb.FatalException,
)
MEMORY = "512MB"
PERMITS = Permits(2 * (os.cpu_count() or 1))


def sealed_folder() -> Path:
    """Where copies of sealed documents lie; the only folder that a query may touch."""
    folder = Path(settings.RUMBO_HOME) / "sealed"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


class Engine:
    """A claimed file with its connection; cursors are made from it, one per call."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.process = os.getpid()
        self.gate = Gate()
        self.generation = 0
        self._writing = threading.Lock()
        self._applied = -1
        self._provisional = False
        self._slot: Slot = claim(home / "projection")
        self._connection = self._opened()

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection for one call of one thread; its temporary tables end with it."""
        made = self._connection.cursor()
        try:
            yield made
        finally:
            made.close()

    def catch_up(self) -> int:
        """Apply what the log holds and this file does not; the position reached."""
        wanted = head()
        if wanted == self._applied and not self._provisional:
            return wanted
        with self._writing:
            wanted = head()
            with self.cursor() as cursor:
                self._bring(cursor, wanted)
            # Rows of an open transaction may yet be rolled back: then this must not be trusted.
            self._provisional = application.in_atomic_block
            self._applied = wanted
        return wanted

    def take(self, entries: pa.Table) -> None:
        """Apply committed entries at hand, if they follow what is applied without a gap."""
        first, last = entries["position"][0].as_py(), entries["position"][-1].as_py()
        with self._writing:
            if self._provisional or self._applied != first - 1:
                return
            if last - first + 1 != entries.num_rows or application.in_atomic_block:
                return
            declared = {each.key: each for each in stored()}
            with self.cursor() as cursor, _rolled_back_on_fault(cursor):
                apply.apply_batch(cursor, entries, declared)
            self._applied = last

    def _bring(self, cursor: duckdb.DuckDBPyConnection, wanted: int) -> None:
        declared = {each.key: each for each in stored()}
        digest = schema_digest(declared.values())
        state = apply.state_of(cursor)
        if state is not None and apply.holds_erased(state):
            raise Outdated
        if state is None or not _still_true(state, head_position=wanted):
            layout.create(cursor, declared.values(), digest=digest)
            state = apply.state_of(cursor)
        elif state.schema_digest != digest:
            with _rolled_back_on_fault(cursor):
                layout.follow(cursor, declared, state=state, digest=digest)
            state = apply.state_of(cursor)
        if state is not None:
            self._slot.say(state.log_identity)
        if state is not None and state.applied_position != wanted:
            with _rolled_back_on_fault(cursor):
                apply.advance(cursor, declared, state=state, to=wanted)

    def renew(self, generation: int) -> None:
        """Throw a damaged file away and open an empty one, once for all who met the damage."""
        with self.gate.replacing():
            if self.generation != generation:
                return
            self._connection.close()
            self._slot.discard()
            self._connection = self._opened()
            self.generation += 1
            self._applied = -1

    @property
    def file_name(self) -> str:
        return self._slot.file.name

    def close(self) -> None:
        """Leave the file for the next process."""
        with self.gate.replacing():
            self._connection.close()
            self._slot.forget()

    def _opened(self) -> duckdb.DuckDBPyConnection:
        try:
            return _open(self._slot.file)
        except duckdb.Error:
            self._slot.discard()
            return _open(self._slot.file)


def _still_true(state: apply.State, *, head_position: int) -> bool:
    """Whether a file was made of this log by this engine, and is not ahead of it."""
    return (
        state.log_identity == apply.log_identity()
        and state.engine == duckdb.__version__
        and state.applied_position <= head_position
        and (
            not state.applied_mark
            or state.applied_mark == apply.mark_of(state.applied_position)
        )
    )


@contextmanager
def _rolled_back_on_fault(cursor: duckdb.DuckDBPyConnection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        # The fault may have ended the transaction already.
        with suppress(duckdb.Error):
            cursor.execute("ROLLBACK")
        raise


def _open(file: Path) -> duckdb.DuckDBPyConnection:
    """Open with everything shut that a query has no business with."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY,
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
    }
    opened = duckdb.connect(str(file), config=config)
    opened.execute("SET TimeZone = 'UTC'")
    opened.execute(f"SET allowed_directories = [{literal(f'{sealed_folder()}/')}]")
    opened.execute("SET enable_external_access = false")
    opened.execute("SET lock_configuration = true")
    return opened


def forget_copies(home: Path) -> bool:
    """Delete the files that no process has open; whether none is left that is open."""
    own = _current if _current is not None and _current.process == os.getpid() else None
    if own is not None and own.home == home:
        own.renew(own.generation)
    name = own.file_name if own is not None else ""
    return discard_free(home / "projection", but=name, state=apply.log_identity())


_guard = threading.Lock()
_current: Engine | None = None
# Closing an inherited connection would write into the parent's file: it is kept, never used.
_inherited: list[Engine] = []


def engine() -> Engine:
    """The engine of this process and data folder; made at the first call after a fork."""
    global _current  # noqa: PLW0603 - one file per process is the point
    home = Path(settings.RUMBO_HOME)
    with _guard:
        if _current is None or _current.home != home or _current.process != os.getpid():
            if _current is not None and _current.process == os.getpid():
                _current.close()
            _current = Engine(home)
        return _current


def _forget_in_child() -> None:
    global _current, _guard  # noqa: PLW0603
    _guard = threading.Lock()
    if _current is not None:
        _inherited.append(_current)
        _current = None


os.register_at_fork(after_in_child=_forget_in_child)

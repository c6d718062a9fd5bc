"""Bring the tables up to a position of the log: close what was superseded, add what is new."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from rumbo.history.queries import known
from rumbo.people.roster import roster, roster_version
from rumbo.people.values import Dated, Roster, TeamRef
from rumbo.records.models import LogIdentity
from rumbo.records.projection.feed import entries, entries_between
from rumbo.records.projection.tables import (
    ROSTER,
    STATE,
    close_versions,
    insert_versions,
    quoted,
)
from rumbo.records.rules.dataset import Dataset

# Between the identity of a log and the number of its erasures.
ERASED = "/"


class LostEntries(RuntimeError):
    """The log gave fewer entries than it holds; the position must not move past them."""


@dataclass(frozen=True, slots=True)
class State:
    """What a projection file was made of, and how far it has come."""

    log_identity: str
    schema_digest: str
    engine: str
    applied_position: int
    applied_mark: str
    roster_version: int


def state_of(cursor: duckdb.DuckDBPyConnection) -> State | None:
    """What the file says of itself; None for a new one."""
    cursor.execute(STATE)
    row = cursor.execute("SELECT * FROM _projection").fetchone()
    return State(*row) if row else None


def log_identity() -> str:
    """Which log this database holds; empty before its first entry."""
    row = LogIdentity.objects.values_list("identity", "erasures").first()
    return f"{row[0]}{ERASED}{row[1]}" if row else ""


def holds_erased(state: State) -> bool:
    """Whether a file was made of this log before somebody was erased from it."""
    now = log_identity()
    same = state.log_identity.partition(ERASED)[0] == now.partition(ERASED)[0]
    return bool(now) and same and state.log_identity != now


def mark_of(position: int) -> str:
    """The real instant at which a position was taken: a restored log took another then."""
    found = known(position)
    return found.real_at.isoformat() if found else ""


def advance(
    cursor: duckdb.DuckDBPyConnection, datasets: Mapping[str, Dataset], *, state: State, to: int
) -> None:
    """Apply everything after the state's position; data and position commit together."""
    reached, left = state.applied_position, entries_between(state.applied_position, to)
    for batch in entries(reached, to):
        left -= batch.num_rows
        reached = apply_batch(cursor, batch, datasets)
    if left:
        raise LostEntries(f"{left} of the entries up to {to}")
    version = roster_version()
    if reached == to and version == state.roster_version:
        return
    cursor.execute("BEGIN")
    if version != state.roster_version:
        _apply_roster(cursor, roster())
        cursor.execute("UPDATE _projection SET roster_version = ?", [version])
    _reach(cursor, to)
    cursor.execute("COMMIT")


def apply_batch(
    cursor: duckdb.DuckDBPyConnection, batch: pa.Table, datasets: Mapping[str, Dataset]
) -> int:
    """Apply some entries in one transaction; the position reached."""
    reached: int = batch["position"][-1].as_py()
    cursor.execute("BEGIN")
    enter(cursor, batch, datasets)
    _reach(cursor, reached)
    cursor.execute("COMMIT")
    return reached


def _reach(cursor: duckdb.DuckDBPyConnection, position: int) -> None:
    cursor.execute(
        "UPDATE _projection SET applied_position = ?, applied_mark = ?",
        [position, mark_of(position)],
    )


def enter(
    cursor: duckdb.DuckDBPyConnection, batch: pa.Table, datasets: Mapping[str, Dataset]
) -> None:
    """Close what a batch supersedes and add its versions, inside the caller's transaction."""
    cursor.register("incoming", batch)
    first = batch["position"][0].as_py()
    touched = batch["dataset"].unique().to_pylist()
    for each in touched:
        dataset = datasets[each]
        if _supersedes_earlier(batch, first):
            parameters = {"dataset": each, "first": first}
            cursor.execute(close_versions(dataset), parameters)
        cursor.execute(insert_versions(dataset), {"dataset": each})
    cursor.unregister("incoming")


def _supersedes_earlier(batch: pa.Table, first: int) -> bool:
    lowest = pc.min(batch["supersedes_position"]).as_py()
    return lowest is not None and lowest < first


def _apply_roster(cursor: duckdb.DuckDBPyConnection, found: Roster) -> None:
    for name, values in roster_rows(found).items():
        cursor.execute(f"DELETE FROM {name}")  # noqa: S608 - our own name
        insert_rows(cursor, name, values, width=_width(name))


def roster_rows(found: Roster) -> dict[str, list[tuple[object, ...]]]:
    """The rows of every roster table by its name, with the columns of `tables.ROSTER`."""
    return {
        "roster_identity": [
            (each.identity, each.person, each.known_from, each.known_before)
            for each in found.identities
        ],
        "roster_membership": [_member(each) for each in found.memberships],
        "roster_leadership": [_dated(each) for each in found.leaderships],
        "roster_person": list(found.people.items()),
        "roster_team": [(each.key, each.name, each.level, each.parent) for each in found.teams],
        "roster_team_ancestor": list(_ancestors(found.teams)),
    }


def _width(roster_table: str) -> int:
    return ROSTER[roster_table].replace("(18,6)", "").count(",") + 1


def insert_rows(
    cursor: duckdb.DuckDBPyConnection,
    table: str,
    rows: Sequence[tuple[object, ...]],
    *,
    width: int,
) -> None:
    """Add Python rows to a table in one statement."""
    if not rows:
        return
    lists = ", ".join("unnest(?)" for _ in range(width))
    columns = [list(each) for each in zip(*rows, strict=True)]
    cursor.execute(f"INSERT INTO {quoted(table)} SELECT {lists}", columns)


def _dated(each: Dated) -> tuple[object, ...]:
    held = (each.person, each.team, each.valid_from, each.valid_before)
    return (*held, each.known_from, each.known_before)


def _member(each: Dated) -> tuple[object, ...]:
    return (*_dated(each), each.hours, each.role or None, each.country or None)


def _ancestors(teams: tuple[TeamRef, ...]) -> Iterator[tuple[str, str, str]]:
    """Every team with itself and each team above it."""
    by_key = {each.key: each for each in teams}
    for each in teams:
        above: TeamRef | None = each
        while above is not None:
            yield each.key, above.key, above.level
            above = by_key.get(above.parent) if above.parent else None

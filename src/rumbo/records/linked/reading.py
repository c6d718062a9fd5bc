"""Ask a linked engine: one query, bounded in time, with rows as the projection has them."""

import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from rumbo.kernel.problems import Problem
from rumbo.people.identities import known_identities
from rumbo.records.linked.sessions import Session, session, tag
from rumbo.records.projection.rows import Rows
from rumbo.records.rules.dataset import Dataset, FieldKind
from rumbo.records.rules.linked import Linked
from rumbo.records.rules.linked_columns import misfits, spelled_view
from rumbo.records.rules.spoken import Said
from rumbo.records.rules.unanswered import Unanswered

SECONDS = 60.0
# How long an answer may be repeated before the table is asked again.
FRESH_SECONDS = 60
Parameters = Mapping[str, object]
NO_PARAMETERS: Parameters = {}


def tick(datasets: Iterable[Dataset]) -> int | None:
    """A number that changes when linked tables should be asked again; None without any."""
    if all(each.linked is None for each in datasets):
        return None
    return int(time.monotonic() // FRESH_SECONDS)


def read(
    said: Said,
    parameters: Parameters = NO_PARAMETERS,
    *,
    position: int,
    seconds: float = SECONDS,
) -> Rows:
    """The rows of a query over linked tables; raises Unanswered."""
    with session(said.home) as held:
        for each in said.linked:
            prepare(held, each)
        with limited(held, seconds):
            frame = held.spark.sql(said.text, args={**parameters, "position": position})
            table = frame.toArrow()
    return Rows(tuple(table.column_names), rows_of(table), position)


def columns(dataset: Dataset) -> Mapping[str, str]:
    """The columns of a dataset's table with their types, as its engine says them."""
    linked = linked_of(dataset)
    with session(linked.connection) as held, limited(held, SECONDS):
        return dict(held.spark.table(linked.table).dtypes)


@contextmanager
def limited(held: Session, seconds: float) -> Iterator[None]:
    """Stop what this thread asks inside when it takes longer."""
    name = tag()
    timer = threading.Timer(seconds, held.spark.interruptTag, [name])
    timer.daemon = True
    held.spark.addTag(name)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        held.spark.removeTag(name)


def prepare(held: Session, dataset: Dataset) -> None:
    """See that a table still is what its dataset says, and send along whom it spells how."""
    linked = linked_of(dataset)
    now = int(time.monotonic() // FRESH_SECONDS)
    with held.lock:
        if held.kept.get(dataset.table) == (now, dataset):
            return
        with limited(held, SECONDS):
            _refuse_misfits(held, dataset, linked)
            if linked.people:
                _send_spelled(held, dataset, linked)
        held.kept[dataset.table] = (now, dataset)


def _refuse_misfits(held: Session, dataset: Dataset, linked: Linked) -> None:
    found = {name.lower(): kind for name, kind in held.spark.table(linked.table).dtypes}
    for each in misfits(dataset, linked, found):
        facts = {"dataset": dataset.key, "table": linked.table, "name": each.column}
        facts |= {"expected": each.expected, "found": each.found}
        code = "linked.column-type" if each.found else "linked.column"
        raise Unanswered(Problem(code, facts={**facts, "connection": linked.connection}))


def _send_spelled(held: Session, dataset: Dataset, linked: Linked) -> None:
    """The spellings of a table's people with the identities known under its source."""
    met = sorted(spellings(held, dataset, linked))
    known = known_identities(source=linked.people, values=met)
    kinds = [("spelled", pa.string()), ("identity", pa.string())]
    rows = [{"spelled": each, "identity": known[each]} for each in met if each in known]
    table = pa.Table.from_pylist(rows, schema=pa.schema(kinds))
    held.spark.createDataFrame(table).createOrReplaceTempView(spelled_view(dataset))


def spellings(held: Session, dataset: Dataset, linked: Linked) -> set[str]:
    """How the people of a linked table are written in it."""
    found: set[str] = set()
    for each in dataset.of_kind(FieldKind.PERSON):
        column = held.spark.table(linked.table).select(linked.column(each.id)).distinct()
        found |= {value for (value,) in rows_of(column.toArrow()) if isinstance(value, str)}
    return found


def rows_of(table: pa.Table) -> tuple[tuple[object, ...], ...]:
    """Arrow rows as Python's, in the types that the projection gives."""
    lists = [_plain(each).to_pylist() for each in table.columns]
    return tuple(zip(*lists, strict=True)) if lists else ()


def _plain(column: Any) -> Any:
    """Instants without their zone, which is UTC; decimals without places as whole numbers."""
    if pa.types.is_timestamp(column.type) and column.type.tz:
        return column.cast(pa.timestamp("us", "UTC")).cast(pa.timestamp("us"))
    if pa.types.is_decimal(column.type) and column.type.scale == 0:
        return _whole(column)
    return column


def _whole(column: Any) -> Any:
    limits = pc.min_max(column).as_py()
    small = all(each is None or abs(each) < 2**63 for each in limits.values())
    return column.cast(pa.int64()) if small else _Wide(column)


class _Wide:
    """Whole numbers too large for an int64."""

    def __init__(self, column: Any) -> None:
        self.column = column

    def to_pylist(self) -> list[int | None]:
        return [None if each is None else int(each) for each in self.column.to_pylist()]


def linked_of(dataset: Dataset) -> Linked:
    """Where the records of a linked dataset live."""
    if dataset.linked is None:
        raise TypeError(f"not linked: {dataset.key}")
    return dataset.linked

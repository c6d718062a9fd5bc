"""All records of a dataset, part by part: for what is handed on whole, not for a screen.

Each part goes on after the last record of the one before. A page that counts from the start
would cost the more the further it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from rumbo.history.queries import head
from rumbo.people.values import Visible
from rumbo.records import projection
from rumbo.records.datasets import dataset
from rumbo.records.linked_reads import read_linked, seen_linked
from rumbo.records.projection import Rows
from rumbo.records.projection.tables import quoted
from rumbo.records.queries import seen
from rumbo.records.rules.dataset import Dataset
from rumbo.records.shown import columns_of, row_of
from rumbo.records.values import RecordRow

AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the records of a dataset, latest first."""

    dataset: Dataset
    rows: tuple[RecordRow, ...]


def parts(
    dataset_key: str,
    *,
    visible: Visible,
    position: int | None = None,
    at_once: int = AT_ONCE,
) -> Iterator[Part]:
    """The records that a reader may see, now or at a position, at least one part.

    All parts are of one position. Raises UnknownDataset, and Unanswered for a linked one.
    """
    at = head() if position is None else position
    declared = dataset(dataset_key, position=position)
    after: RecordRow | None = None
    while True:
        found = tuple(
            row_of(declared, each)
            for each in _after(declared, after, visible=visible, position=at, at_once=at_once)
        )
        if found or after is None:
            yield Part(declared, found)
        if len(found) < at_once:
            return
        after = found[-1]


def _after(
    declared: Dataset,
    last: RecordRow | None,
    *,
    visible: Visible,
    position: int,
    at_once: int,
) -> Rows:
    """The records after one of them; two of a linked table may share a position."""
    names = f"_key, _position_from, _observed_at, {columns_of(declared)}"
    going_on = (
        "(_position_from < $last OR (_position_from = $last AND _key > $key))"
        if last
        else "true"
    )
    marks: dict[str, str | int] = {"last": last.position, "key": last.key} if last else {}
    order = f"ORDER BY _position_from DESC, _key LIMIT {at_once:d}"
    if declared.linked is not None:
        where = f"{seen_linked(declared, visible.people)} AND {going_on}"
        text = f"SELECT {names} FROM {declared.table} WHERE {where} {order}"  # noqa: S608
        return read_linked(declared, text, marks, position=position)
    where, parameters = seen(declared, visible)
    text = f"SELECT {names} FROM {quoted(declared.table)} WHERE {where} AND {going_on} {order}"  # noqa: S608
    return projection.read(text, {**parameters, **marks}, position=position)

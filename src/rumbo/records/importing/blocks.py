"""Some rows of a table on their way into the stage."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self

import pyarrow as pa

from rumbo.records.rules.dataset import FieldKind
from rumbo.records.rules.rows import RejectedRow

Row = tuple[str, ...]


class Wanted(int):
    """The place of a column in its header, and the kind of field that it feeds.

    Without a kind only what is written as text is given: no number or date of its own type.
    """

    kind: FieldKind | None

    def __new__(cls, index: int, kind: FieldKind | None = FieldKind.TEXT) -> Self:
        made = super().__new__(cls, index)
        made.kind = kind
        return made


@dataclass(frozen=True, slots=True)
class Block:
    """Good rows with the line each one starts on, and the lines that are no rows.

    `table` has the wanted columns as text, named c0, c1 … by their place in the header;
    `row` gives all cells of the n-th row, for a list of what was refused.
    """

    lines: Sequence[int]
    table: pa.Table
    broken: Sequence[RejectedRow] = ()
    row: Callable[[int], Row] = lambda _index: ()

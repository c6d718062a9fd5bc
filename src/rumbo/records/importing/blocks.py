"""Some rows of a table on their way into the stage."""

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from rumbo.records.rules.rows import RejectedRow


@dataclass(frozen=True, slots=True)
class Block:
    """Good rows with the line each one starts on, and the lines that are no rows.

    `table` has the wanted columns as text, named c0, c1 … by their place in the header.
    """

    lines: Sequence[int]
    table: pa.Table
    broken: Sequence[RejectedRow] = ()

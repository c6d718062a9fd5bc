"""What a query of the projection gives back."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows in the order of the query, and the log position that they were asked at.

    Whole numbers and minor units are int, decimals are Decimal, dates are date, instants are
    naive datetimes in UTC.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    position: int

    def __iter__(self) -> Iterator[tuple[object, ...]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def dicts(self) -> Iterator[dict[str, object]]:
        for row in self.rows:
            yield dict(zip(self.columns, row, strict=True))

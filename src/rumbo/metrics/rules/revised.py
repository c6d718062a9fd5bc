"""Records that replace each other: of each series, only the last one counts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Revised:
    """The columns that make a series, and the column by which its last record is told."""

    series: tuple[str, ...]
    by: str

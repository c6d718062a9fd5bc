"""The typed columnar copy of the record log that every figure is asked of.

It is disposable: delete its files and they are built again from the log.
"""

from rumbo.records.projection.reading import (
    SECONDS,
    Stage,
    TookTooLong,
    offer,
    position,
    read,
    stage,
)
from rumbo.records.projection.rows import Rows
from rumbo.records.projection.superseding import Superseded, only_latest

__all__ = [
    "SECONDS",
    "Rows",
    "Stage",
    "Superseded",
    "TookTooLong",
    "offer",
    "only_latest",
    "position",
    "read",
    "stage",
]

"""The typed columnar copy of the record log that every figure is asked of.

It is disposable: delete its files and they are built again from the log.
"""

from rumbo.records.projection.reading import (
    Stage,
    TookTooLong,
    offer,
    position,
    read,
    stage,
)
from rumbo.records.projection.rows import Rows

__all__ = ["Rows", "Stage", "TookTooLong", "offer", "position", "read", "stage"]

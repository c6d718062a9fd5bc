"""The typed columnar copy of the record log that every figure is asked of.

It is disposable: delete its files and they are built again from the log.
"""

from pathlib import Path

from django.conf import settings

from rumbo.records.projection import engine
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


def forget_copies() -> bool:
    """Delete every copy that no process has open, this one's too; whether none is left."""
    return engine.forget_copies(Path(settings.RUMBO_HOME))


__all__ = [
    "SECONDS",
    "Rows",
    "Stage",
    "Superseded",
    "TookTooLong",
    "forget_copies",
    "offer",
    "only_latest",
    "position",
    "read",
    "stage",
]

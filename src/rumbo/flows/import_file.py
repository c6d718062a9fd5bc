"""Import a file of records through a remembered mapping."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from rumbo.history.actors import Actor
from rumbo.kernel.problems import Problem, Refused
from rumbo.records import importing
from rumbo.records.importing import Imported


def no_progress(_done: int, _of: int) -> None:
    """Told to nobody."""


def import_file(
    path: Path,
    *,
    mapping: str,
    by: Actor,
    at: datetime,
    progress: Callable[[int, int], None] = no_progress,
) -> Imported:
    """Take in the good rows of a file and list the others; again, nothing changes.

    Raises Refused, with nothing done, when the file as a whole cannot be read.
    """
    if not path.is_file():
        raise Refused(Problem("flow.no-such-file", facts={"value": str(path)}))
    return importing.run(path, mapping, by=by, at=at, progress=progress)

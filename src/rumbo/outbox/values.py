"""What other packages know of the outbox."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """A signal: its id, its topic such as `records`, and the key of what changed."""

    id: int
    topic: str
    key: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message not yet handed to the jobs."""

    id: int
    workflow: str
    arguments: Mapping[str, object]
    workflow_id: str

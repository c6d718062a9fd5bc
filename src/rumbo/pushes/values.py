"""What other packages know of pushes: small frozen values."""

from dataclasses import dataclass
from datetime import datetime

from rumbo.history.actors import Actor
from rumbo.pushes.rules.event import Scope
from rumbo.pushes.rules.verdict import Outcome

PROGRAM = "program"


@dataclass(frozen=True, slots=True)
class Program:
    """A program that showed a valid secret: its key, what it may write, and how fast."""

    id: int
    key: str
    scope: Scope
    per_minute: int
    prefix: str

    @property
    def actor(self) -> Actor:
        return Actor(PROGRAM, self.key)


@dataclass(frozen=True, slots=True)
class SecretRow:
    """A secret as it may be shown: how it begins, and until when it is valid."""

    prefix: str
    created_at: datetime
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key as listed, with its secrets that are not over yet."""

    key: str
    name: str
    source: str
    datasets: tuple[str, ...]
    per_minute: int
    by: Actor
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    used_at: datetime | None
    secrets: tuple[SecretRow, ...]


@dataclass(frozen=True, slots=True)
class NewSecret:
    """A secret at the one moment when it is known: afterwards only its digest is."""

    key: str
    secret: str
    old_ends_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """A delivered event and the answer it got."""

    id: int
    source: str
    brought_by: str
    at: datetime
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class DeliveryPage:
    """Some deliveries, latest first; `older` is the id below which the next page begins."""

    rows: tuple[DeliveryRow, ...]
    older: int | None

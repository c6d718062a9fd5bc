"""What a new key must say, and what is wrong when it does not."""

import re
import unicodedata
from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import datetime

from rumbo.kernel.problems import Place, Problem
from rumbo.pushes.rules.event import LONGEST_SOURCE

MOST_PER_MINUTE = 1_000_000
USUAL_PER_MINUTE = 600_000
LONGEST_NAME = 120
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# What stands in a URI reference without having to be escaped; no spaces, no quotes.
_SOURCE = re.compile(r"[A-Za-z0-9/][A-Za-z0-9._~:/@+-]*")


@dataclass(frozen=True, slots=True)
class Asked:
    """A key as somebody wants it; `expires_at` is None for one that lasts until revoked."""

    key: str
    name: str
    source: str
    datasets: frozenset[str]
    per_minute: int = USUAL_PER_MINUTE
    expires_at: datetime | None = None


def short_name(name: str) -> str:
    """The key that a name suggests.

    >>> short_name("Nuestro CRM, cada día")
    'nuestro-crm-cada-dia'
    """
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:LONGEST_SOURCE].strip("-")


def problems_of(asked: Asked, *, known: Set[str]) -> tuple[Problem, ...]:
    """Everything that stands in the way of making it; `known` are the declared datasets."""
    return tuple(_problems(asked, known))


def _problems(asked: Asked, known: Set[str]) -> Iterator[Problem]:
    if not _KEY.fullmatch(asked.key) or len(asked.key) > LONGEST_SOURCE:
        yield Problem("push.key-name", Place("key"), {"value": asked.key})
    if not asked.name.strip() or len(asked.name) > LONGEST_NAME:
        yield Problem("push.key-title", Place("name"), {"limit": str(LONGEST_NAME)})
    if not _SOURCE.fullmatch(asked.source) or len(asked.source) > LONGEST_SOURCE:
        facts = {"value": asked.source, "limit": str(LONGEST_SOURCE)}
        yield Problem("push.key-source", Place("source"), facts)
    if not asked.datasets:
        yield Problem("push.key-datasets", Place("datasets"))
    for each in sorted(asked.datasets - known):
        yield Problem("dataset.unknown", Place("datasets"), {"name": each})
    if not 1 <= asked.per_minute <= MOST_PER_MINUTE:
        facts = {"limit": str(MOST_PER_MINUTE)}
        yield Problem("push.key-rate", Place("per-minute"), facts)

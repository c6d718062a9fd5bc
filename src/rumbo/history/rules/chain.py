"""Each entry's digest covers the one before it, so that nothing can be changed unseen."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

State = Mapping[str, object] | None

BEGINNING = "0" * 64


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of the history: who did what to which thing, what was and what is."""

    position: int
    by: str
    at: datetime
    verb: str
    thing: str
    before: State
    after: State
    reason: str


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """An entry whose content or place in the chain is not what was written."""

    position: int
    thing: str


def digest(link: Link, previous: str) -> str:
    """SHA-256 (hex) of the entry and of the digest of the entry before it."""
    at = link.at.astimezone(UTC).isoformat()
    parts = [link.position, link.by, at, link.verb, link.thing, link.before, link.after]
    text = json.dumps([*parts, link.reason, previous], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def broken(entries: Iterable[tuple[Link, str]], tip: str) -> tuple[BrokenLink, ...]:
    """Entries whose stored digest differs from the one computed, in order of position.

    `tip` is the digest that the head remembers: it tells when the last entries were removed.
    """
    found: list[BrokenLink] = []
    previous, last = BEGINNING, 0
    for link, stored in entries:
        if digest(link, previous) != stored:
            found.append(BrokenLink(link.position, link.thing))
        previous, last = stored, link.position
    if previous != tip:
        found.append(BrokenLink(last + 1, "history:head"))
    return tuple(found)

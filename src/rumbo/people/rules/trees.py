"""Teams form trees, and people are in them for a time."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol


class Held(Protocol):
    """Anything with dates between which it holds."""

    valid_from: date
    valid_before: date | None


def holding(dated: Held, day: date) -> bool:
    """Whether it holds on a day; an open end holds for ever."""
    return dated.valid_from <= day and (dated.valid_before is None or day < dated.valid_before)


def below(tops: Iterable[str], parents: Mapping[str, str | None]) -> frozenset[str]:
    """The teams themselves and every team that is part of them, at any depth.

    >>> sorted(below(["central"], {"central": None, "marxen": "central", "west": None}))
    ['central', 'marxen']
    """
    found = frozenset(tops)
    while more := {team for team, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def path(team: str, parents: Mapping[str, str | None]) -> tuple[str, ...]:
    """From the outermost team down to this one; a loop ends where it began.

    >>> path("marxen", {"central": None, "marxen": "central"})
    ('central', 'marxen')
    """
    upwards: list[str] = []
    step: str | None = team
    while step is not None and step not in upwards:
        upwards.append(step)
        step = parents.get(step)
    return tuple(reversed(upwards))

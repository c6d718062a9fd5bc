"""Which objectives stand under which: shares, loops, and the order of the tree."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

Parents = Mapping[str, Sequence[str]]


def shares_add_up(shares: Sequence[Decimal]) -> bool:
    """Whether the shares with which an objective contributes to its parents are 100 %."""
    return not shares or sum(shares, Decimal(0)) == 1


def in_a_loop(parents: Parents) -> frozenset[str]:
    """Objectives that reach themselves by going up.

    >>> sorted(in_a_loop({"a": ["b"], "b": ["a"], "c": ["a"]}))
    ['a', 'b']
    """
    return frozenset(key for key in parents if key in _above(key, parents))


def _above(key: str, parents: Parents) -> set[str]:
    found: set[str] = set()
    waiting = list(parents.get(key, ()))
    while waiting:
        step = waiting.pop()
        if step not in found:
            found.add(step)
            waiting.extend(parents.get(step, ()))
    return found


def walk(keys: Sequence[str], parents: Parents) -> tuple[tuple[str, int], ...]:
    """Keys with their depth, each under its first parent, in the order in which they came.

    An objective whose parents are not shown stands at the top.

    >>> walk(["all", "east", "ana"], {"ana": ["east"], "east": ["all"]})
    (('all', 0), ('east', 1), ('ana', 2))
    """
    shown = set(keys)
    under: dict[str | None, list[str]] = {}
    for key in keys:
        first = next((each for each in parents.get(key, ()) if each in shown), None)
        under.setdefault(first, []).append(key)
    ordered: list[tuple[str, int]] = []
    waiting = [(key, 0) for key in reversed(under.get(None, []))]
    while waiting:
        key, depth = waiting.pop()
        ordered.append((key, depth))
        waiting.extend((child, depth + 1) for child in reversed(under.get(key, [])))
    return tuple(ordered)

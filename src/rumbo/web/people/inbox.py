"""The unmatched inbox: each name once for each source, the most money first."""

from collections.abc import Iterable
from dataclasses import dataclass

from rumbo.kernel.money import Money
from rumbo.records.values import Unmatched


@dataclass(frozen=True, slots=True)
class Waiting:
    """One name of a source, with everything that hangs on it."""

    identity: str
    source: str
    value: str
    parts: tuple[Unmatched, ...]
    records: int


@dataclass(frozen=True, slots=True)
class Inbox:
    """Everything that waits; `money` is summed for each currency."""

    waiting: tuple[Waiting, ...]
    records: int
    money: tuple[Money, ...]


def sorted_out(found: Iterable[Unmatched]) -> Inbox:
    """One entry for each identity, though several datasets may speak of it."""
    parts: dict[str, list[Unmatched]] = {}
    for each in found:
        parts.setdefault(each.identity, []).append(each)
    waiting = tuple(_waiting(each) for each in parts.values())
    everything = [each for one in waiting for each in one.parts]
    return Inbox(waiting, sum(each.records for each in waiting), _money(everything))


def _waiting(parts: list[Unmatched]) -> Waiting:
    first = parts[0]
    total = sum(each.records for each in parts)
    return Waiting(first.identity, first.source, first.value, tuple(parts), total)


def _money(parts: Iterable[Unmatched]) -> tuple[Money, ...]:
    sums: dict[str, Money] = {}
    for each in parts:
        if each.money is not None:
            held = sums.get(each.money.currency)
            sums[each.money.currency] = held + each.money if held else each.money
    return tuple(sums.values())

"""The unmatched inbox: each name once for each source, the most money first."""

from collections.abc import Iterable
from dataclasses import dataclass

from rumbo.kernel.money import Money
from rumbo.records.values import Unmatched

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Waiting:
    """One name of a source, with everything that hangs on it."""

    identity: str
    source: str
    value: str
    parts: tuple[Unmatched, ...]
    records: int
    money: tuple[Money, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A source with how many names of it wait, and what is behind them."""

    name: str
    names: int
    records: int
    money: tuple[Money, ...]


@dataclass(frozen=True, slots=True)
class Inbox:
    """Everything that waits; `money` is summed for each currency."""

    waiting: tuple[Waiting, ...]
    sources: tuple[Source, ...]
    records: int
    money: tuple[Money, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """The part of the inbox that one page shows; pages count from 1."""

    waiting: tuple[Waiting, ...]
    total: int
    page: int
    pages: int
    source: str


def sorted_out(found: Iterable[Unmatched]) -> Inbox:
    """One entry for each identity, though several datasets may speak of it."""
    parts: dict[str, list[Unmatched]] = {}
    for each in found:
        parts.setdefault(each.identity, []).append(each)
    waiting = tuple(_waiting(each) for each in parts.values())
    everything = [each for one in waiting for each in one.parts]
    return Inbox(
        waiting=waiting,
        sources=tuple(_sources(waiting)),
        records=sum(each.records for each in waiting),
        money=_money(everything),
    )


def page_of(found: Inbox, *, containing: str, source: str, page: int) -> Shown:
    """The names of a page: those of one source, or that contain a text, if it is asked."""
    wanted = containing.casefold()
    kept = [
        each
        for each in found.waiting
        if wanted in each.value.casefold() and source in {"", each.source}
    ]
    pages = max(1, -(-len(kept) // PAGE_SIZE))
    page = min(page, pages)
    rows = tuple(kept[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    return Shown(rows, len(kept), page, pages, source)


def _sources(waiting: Iterable[Waiting]) -> Iterable[Source]:
    by_name: dict[str, list[Waiting]] = {}
    for each in waiting:
        by_name.setdefault(each.source, []).append(each)
    for name, held in by_name.items():
        parts = [part for each in held for part in each.parts]
        yield Source(name, len(held), sum(each.records for each in held), _money(parts))


def _waiting(parts: list[Unmatched]) -> Waiting:
    first = parts[0]
    total = sum(each.records for each in parts)
    return Waiting(
        first.identity, first.source, first.value, tuple(parts), total, _money(parts)
    )


def _money(parts: Iterable[Unmatched]) -> tuple[Money, ...]:
    sums: dict[str, Money] = {}
    for each in (money for part in parts for money in part.money):
        held = sums.get(each.currency)
        sums[each.currency] = held + each if held else each
    return tuple(sums.values())

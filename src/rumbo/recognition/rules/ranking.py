"""Competition rank: equals share a place and the next one is skipped (1, 2, 2, 4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from rumbo.kernel.money import EXACT


class Direction(StrEnum):
    """Whether more or less of the metric is better."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Result:
    """What one person or team reached; None is no value, which is not zero."""

    key: str
    name: str
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Placed:
    """A result with its place.

    `gap` is what is missing to the value of the next better place, in the metric's own units,
    and `ahead` who holds that place; both are None for the first and for who has no value.
    """

    result: Result
    rank: int | None
    gap: Decimal | None
    ahead: str | None


def ranked(results: Iterable[Result], *, direction: Direction) -> tuple[Placed, ...]:
    """Best first; equals by name; those without a value last, without a place."""
    given = sorted(results, key=lambda each: (each.name, each.key))
    valued = [each for each in given if each.value is not None]
    valued.sort(key=_value, reverse=direction is Direction.UP)
    silent = [Placed(each, None, None, None) for each in given if each.value is None]
    return (*_placed(valued), *silent)


def _placed(ordered: list[Result]) -> Iterable[Placed]:
    rank, better = 0, None
    for index, each in enumerate(ordered):
        previous = ordered[index - 1] if index else None
        if previous is None or previous.value != each.value:
            rank, better = index + 1, previous
        yield Placed(each, rank, _gap(each, better), better.name if better else None)


def _gap(result: Result, better: Result | None) -> Decimal | None:
    if better is None:
        return None
    return abs(EXACT.subtract(_value(better), _value(result)))


def _value(result: Result) -> Decimal:
    return result.value if result.value is not None else Decimal(0)


def climbed(now: int | None, *, before: int | None) -> int | None:
    """Places gained since before (negative: lost); None when one of the two is missing.

    >>> climbed(2, before=5)
    3
    """
    return None if now is None or before is None else before - now


def ranks(placed: Iterable[Placed]) -> Mapping[str, int | None]:
    """The rank of each key."""
    return {each.result.key: each.rank for each in placed}

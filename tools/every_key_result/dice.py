"""Chance from a fixed seed: the same on every machine and every Python."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

T = TypeVar("T")
SEED = "tueste-y-taza"


class Dice:
    """Thrown for one subject only, so that a change in one file moves no other.

    Only `Random.random` is used: its numbers are the same in every version of Python.
    """

    def __init__(self, subject: str) -> None:
        self._source = random.Random(f"{SEED}:{subject}")  # noqa: S311 - nothing is secret

    def below(self, count: int) -> int:
        """A whole number from 0 up to, not including, `count`."""
        return int(self._source.random() * count)

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + self.below(high - low + 1)

    def bell(self, low: int, high: int) -> int:
        """Like `between`, with the middle likelier than the ends."""
        return (
            self.between(low, high) + self.between(low, high) + self.between(low, high)
        ) // 3

    def says(self, percent: int) -> bool:
        """Yes in so many cases of a hundred."""
        return self.below(100) < percent

    def pick(self, choices: Sequence[T]) -> T:
        return choices[self.below(len(choices))]

    def weighed(self, weights: Mapping[T, int]) -> T:
        """One of the keys, each as likely as its weight."""
        left = self.below(sum(weights.values()))
        for choice, weight in weights.items():
            left -= weight
            if left < 0:
                return choice
        raise AssertionError(weights)

    def workday(self, first: date, before: date) -> date:
        """A day of a half-open period; a weekend gives way to a Friday or Monday."""
        day = first + timedelta(days=self.below((before - first).days))
        if day.weekday() == 5 and day > first:
            return day - timedelta(days=1)
        if day.weekday() == 6 and day + timedelta(days=1) < before:
            return day + timedelta(days=1)
        return day

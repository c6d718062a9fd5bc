"""Which remembered mapping reads a file: one that finds all its columns, the widest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rumbo.records.rules.mapping import Mapping


@dataclass(frozen=True, slots=True)
class Fit:
    """A mapping beside a file's header: which of its columns are there, and which are not."""

    mapping: Mapping
    present: tuple[str, ...]
    lacking: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        return not self.lacking


def fits(mappings: Iterable[Mapping], header: Sequence[str]) -> tuple[Fit, ...]:
    """Every mapping beside a header, the best one first."""
    found = [_fit(each, set(header)) for each in mappings]
    return tuple(sorted(found, key=_rank))


def best(found: Sequence[Fit]) -> Fit | None:
    """The mapping whose columns the file has, all of them; None when there is none."""
    return next((each for each in found if each.is_whole), None)


def _fit(mapping: Mapping, header: set[str]) -> Fit:
    needed = mapping.needed_columns
    present = tuple(each for each in needed if each in header)
    return Fit(mapping, present, tuple(each for each in needed if each not in header))


def _rank(fit: Fit) -> tuple[int, int, str]:
    return (len(fit.lacking), -len(fit.present), fit.mapping.key)

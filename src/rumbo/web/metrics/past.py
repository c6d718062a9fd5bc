"""The versions of a metric, each with what it changed."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rumbo.history.actors import Actor
from rumbo.metrics.queries import VersionView

AROUND = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a difference: `sign` is + for what came, − for what went, else empty."""

    sign: str
    text: str


@dataclass(frozen=True, slots=True)
class ToldVersion:
    """A version, who declared it, and its difference to the one before; none for the first."""

    version: VersionView
    by_name: str
    lines: tuple[Line, ...]
    is_first: bool


def told_versions(
    found: tuple[VersionView, ...], *, names: Mapping[str, str]
) -> tuple[ToldVersion, ...]:
    """Latest first, as they are given."""
    before = (*found[1:], None)
    return tuple(
        ToldVersion(
            version=each,
            by_name=names.get(Actor.parse(each.by).key, ""),
            lines=tuple(_lines(earlier.document, each.document)) if earlier else (),
            is_first=earlier is None,
        )
        for each, earlier in zip(found, before, strict=True)
    )


def _lines(before: str, after: str) -> Iterator[Line]:
    texts = (before.splitlines(), after.splitlines())
    for line in list(difflib.unified_diff(*texts, n=AROUND, lineterm=""))[2:]:
        if line.startswith("@@"):
            yield Line("…", "")
        else:
            sign = {"+": "+", "-": "−"}.get(line[:1], "")
            yield Line(sign, line[1:])

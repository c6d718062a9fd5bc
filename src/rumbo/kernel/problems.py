"""What is wrong with an input, where, and what can be done: values, never exceptions.

The words for each code live in `rumbo.wording.problems`; `docs/problems.md` explains each one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a file; lines and columns count from 1, and 0 is unknown."""

    file: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: a code, the place, and the facts that its sentence needs."""

    code: str
    place: Place = Place()
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


class Refused(ValueError):
    """Raised by operations that were given something wrong; carries every problem found."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(f"{p.place} {p.code}" for p in problems))
        self.problems = problems

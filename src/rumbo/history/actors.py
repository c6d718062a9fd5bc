"""Who did something: a person by key, or a named part of the system."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """Written into history as `person:<key>` or `system:<name>`, never with a name."""

    kind: str
    key: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"

    @classmethod
    def parse(cls, text: str) -> "Actor":
        kind, _, key = text.partition(":")
        return cls(kind, key)


def System(name: str) -> Actor:  # noqa: N802 - reads as the noun it stands for
    """A part of the system; every unrestricted act can be found by searching for this word."""
    return Actor("system", name)

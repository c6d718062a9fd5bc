"""What the one who adapts a pattern chose, as the text of a document's key result."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rumbo.okrs.rules.baselines import Against

NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen for one key result, all of it as text.

    `target` belongs to reach and change, `low` and `high` to hold, `fills` to what its pattern
    asks, `due` to its milestones by key. `start` is the value before, of what is entered by
    hand; `fixed` the baseline that goes with `Against.VALUE`.
    """

    target: str = ""
    low: str = ""
    high: str = ""
    against: Against = Against.PREVIOUS
    fixed: str = ""
    start: str = ""
    fills: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    due: Mapping[str, str] = field(default_factory=lambda: NOTHING)


def compared(choice: Choice) -> object:
    """What it is compared with, as a document says it.

    >>> compared(Choice(against=Against.VALUE, fixed="56"))
    {'value': '56'}
    """
    match choice.against:
        case Against.VALUE:
            return {"value": choice.fixed}
        case Against.YEAR_BEFORE:
            return "same period of the year before"
        case _:
            return "previous period"


def bounds(choice: Choice) -> dict[str, str]:
    """What is to be held, as a document says it.

    >>> bounds(Choice(low="90%"))
    {'at-least': '90%'}
    """
    given = {"at-least": choice.low, "at-most": choice.high}
    return {word: text for word, text in given.items() if text}
